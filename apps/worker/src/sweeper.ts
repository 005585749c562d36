import { setTimeout as delay } from 'node:timers/promises';

/**
 * Runs every piece of work at once and then again and again, whatever the queue says: what no wake-up announced,
 * because it was lost or its process died before it sent one, is found within `everyMs`. None waits for another.
 */
export function startSweeper(
  work: readonly (() => Promise<void>)[],
  everyMs: number,
  onError: (error: unknown) => void,
): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const { signal } = stopping;
  const sweep = async (each: () => Promise<void>) => {
    while (!signal.aborted) {
      // A failure is told and comes again with the next sweep.
      await each().catch(onError);
      await delay(everyMs, undefined, { signal }).catch(() => undefined);
    }
  };
  const swept = Promise.all(work.map(sweep));
  return {
    stop: async () => {
      stopping.abort();
      await swept;
    },
  };
}
