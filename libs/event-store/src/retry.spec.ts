import { describe, expect, it } from '@jest/globals';
import { StoreUnavailable } from './event-store.js';
import { retryUnavailable, waitUntilAvailable } from './retry.js';

/** Fails `times` times, then answers how often it was asked. */
const after = (times: number, error: Error = new StoreUnavailable('away')) => {
  let asked = 0;
  return async () => {
    if (asked++ < times) throw error;
    return asked;
  };
};

describe('work while the log is away', () => {
  it('is repeated until it comes back soon', async () => {
    expect(await retryUnavailable(after(2))).toBe(3);
  });

  it('fails when it does not come back in about a second', async () => {
    await expect(retryUnavailable(after(99))).rejects.toThrow(StoreUnavailable);
  });

  it('fails at once for any other reason', async () => {
    const work = after(1, new RangeError('a defect'));
    await expect(retryUnavailable(work)).rejects.toThrow('a defect');
    expect(await work()).toBe(2);
    await expect(waitUntilAvailable(after(1, new RangeError('a defect')), AbortSignal.any([]))).rejects.toThrow(
      RangeError,
    );
  });

  it('of a subscriber waits as long as it takes', async () => {
    expect(await waitUntilAvailable(after(2), AbortSignal.any([]))).toBe(3);
  });

  it('of a subscriber ends without an answer when it is told to stop', async () => {
    const stopping = new AbortController();
    const waiting = waitUntilAvailable(after(1e9), stopping.signal);
    stopping.abort();
    expect(await waiting).toBeUndefined();
  });
});
