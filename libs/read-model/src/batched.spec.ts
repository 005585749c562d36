import { describe, expect, it } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { recorded } from '#test/support/recorded-events';
import { batched } from './batched.js';
import type { SourceMessage } from './event-source.js';

const events = (count: number) =>
  recorded(
    Array.from(
      { length: count },
      () => ({ type: 'SessionEnded', data: { accountId: 'a1', sessionId: 's1' }, personal: {} }) as const,
    ),
  );

/** One event, `together` more at once, and then some one by one, a little while apart. */
async function* coming(together: number, oneByOne: number): AsyncGenerator<SourceMessage> {
  for (const [index, event] of events(1 + together + oneByOne).entries()) {
    if (index > together) await delay(10);
    yield { kind: 'event', event };
  }
}

/** How many events each batch holds; the first keeps its reader long enough for those that come together. */
async function sizesOf(messages: AsyncIterable<SourceMessage>, limit = 1_000): Promise<readonly number[]> {
  const sizes: number[] = [];
  for await (const batch of batched(messages, limit)) {
    if (sizes.length === 0) await delay(5);
    sizes.push(batch.length);
  }
  return sizes;
}

describe('batches of events', () => {
  it('hold one event each, and come at once, when it is quiet', async () => {
    expect(await sizesOf(coming(0, 3))).toEqual([1, 1, 1, 1]);
  });

  it('grow after many events came together', async () => {
    expect(await sizesOf(coming(16, 4))).toEqual([1, 16, 4]);
  });

  it('hold no more than they may', async () => {
    expect(await sizesOf(coming(40, 0), 16)).toEqual([1, 16, 16, 8]);
  });
});
