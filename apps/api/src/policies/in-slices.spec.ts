import { describe, expect, it } from '@jest/globals';
import { Refusal } from '#domain/refusal';
import { inSlices } from './in-slices.js';

async function* batches(count: number): AsyncGenerator<readonly number[]> {
  for (let n = 0; n < count; n += 1) yield Promise.resolve([2 * n, 2 * n + 1]);
}
function busyFor(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

describe('long computing', () => {
  it('lets others in while it goes on, and leaves nothing out', async () => {
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 1);
    const seen: number[] = [];
    for await (const item of inSlices(batches(50), 60_000)) {
      seen.push(item);
      busyFor(2);
    }
    clearInterval(timer);
    expect(seen).toEqual(Array.from({ length: 100 }, (_, n) => n));
    expect(turns).toBeGreaterThan(5);
  });

  it('is given up when nobody would wait for it any longer', async () => {
    const all = async (): Promise<void> => {
      for await (const _ of inSlices(batches(1_000), 30)) busyFor(2);
    };
    await expect(all()).rejects.toThrow(Refusal);
  });
});
