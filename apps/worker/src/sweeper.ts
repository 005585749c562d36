import { setTimeout as delay } from 'node:timers/promises';

/**
 * Runs every piece of work at once and then again and again, whatever the queue says: what no wake-up announced,
 * because it was lost or its process died before it sent one, is found within `everyMs`.
 */
export function startSweeper(
  work: readonly (() => Promise<void>)[],
  everyMs: number,
  onError: (error: unknown) => void,
): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const { signal } = stopping;
  const sweep = async () => {
    while (!signal.aborted) {
      for (const each of work) {
        // A failure is told and comes again with the next sweep; it must not keep the other work from being done.
        await each().catch(onError);
        if (signal.aborted) return;
      }
      await delay(everyMs, undefined, { signal }).catch(() => undefined);
    }
  };
  const swept = sweep();
  return {
    stop: async () => {
      stopping.abort();
      await swept;
    },
  };
}
