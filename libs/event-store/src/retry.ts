import { setTimeout } from 'node:timers/promises';
import { StoreUnavailable } from './event-store.js';

const shortPausesMs = [50, 200, 500];
const longestPauseMs = 2_000;

/**
 * Repeats `work` while the store is away, for about a second. `work` must be safe to repeat.
 * @throws StoreUnavailable once it gives up
 */
export async function retryUnavailable<T>(work: () => Promise<T>, onRetry: () => void = () => undefined): Promise<T> {
  for (const pauseMs of shortPausesMs) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      await pause(pauseMs);
      onRetry();
    }
  }
  return work();
}

/** Repeats `work` until the store is back; undefined when `signal` aborts before. */
export async function waitUntilAvailable<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  for (let failures = 0; !signal.aborted; failures++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      // An abort ends the pause and then the loop.
      await pause(shortPausesMs[failures] ?? longestPauseMs, signal).catch(() => undefined);
    }
  }
  return undefined;
}

/** With jitter: those who failed together do not come back together. */
const pause = (ms: number, signal?: AbortSignal): Promise<void> =>
  setTimeout(ms * (0.5 + Math.random() / 2), undefined, signal && { signal });
