import { getEventListeners } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import { untilEither } from './until-either.js';

async function* counting(signal: AbortSignal): AsyncGenerator<number> {
  for (let n = 1; !signal.aborted; n += 1) yield n;
}
const counted = async (one: AbortController, other: AbortController, end: (n: number) => void): Promise<number> => {
  let last = 0;
  for await (const n of untilEither(one.signal, other.signal, counting)) {
    last = n;
    end(n);
  }
  return last;
};

describe('What lasts until either signal', () => {
  it.each([0, 1])('ends with signal %i, and leaves nothing on them', async (which) => {
    const [one, other] = [new AbortController(), new AbortController()];
    const ending = which === 0 ? one : other;
    expect(await counted(one, other, (n) => (n === 3 ? ending.abort() : undefined))).toBe(3);
    for (const { signal } of [one, other]) expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it('does not begin after one of them, and leaves nothing when nobody listens any more', async () => {
    const [one, other] = [new AbortController(), new AbortController()];
    for await (const n of untilEither(one.signal, other.signal, counting)) if (n === 2) break;
    for (const { signal } of [one, other]) expect(getEventListeners(signal, 'abort')).toEqual([]);
    other.abort();
    expect(await counted(one, other, () => undefined)).toBe(0);
  });
});
