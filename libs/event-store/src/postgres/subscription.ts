import { setTimeout as delay } from 'node:timers/promises';
import type { Pool } from 'pg';
import { isOutage } from '#platform/postgres-outage';
import type { SubscribeOptions, SubscriptionMessage } from '../event-store.js';
import { readForwards, readHead } from './reader.js';
import { numberOf, positionOf } from './rows.js';
import type { WakeUps } from './wake-ups.js';

/** `caughtUp` is promised at least once a second. */
const pollMs = 800;
/**
 * A reader reads at most this often, and less often once it found many events: of a log that grows all the time it
 * takes more at once, instead of asking after every append. The first event after a rest is read at once.
 */
const rest = { ms: 25, manyEvents: 16, afterManyMs: 100 } as const;
/** Whoever took longer to read what there was has not caught up with what was written meanwhile. */
const longReadMs = 1_000;
const retryMs = { first: 50, most: 2_000 };

/** Reads to the head, says so, waits for more; through outages, from the last event that was yielded. */
export async function* subscribe(
  pool: Pool,
  wakeUps: WakeUps,
  { from = '', filter, signal }: SubscribeOptions,
): AsyncGenerator<SubscriptionMessage> {
  let after = numberOf(from);
  // Whoever was told how far the log goes need not ask; at first one must, for what was told may be of the past.
  let told = 0n;
  let retries = 0;
  while (!signal.aborted) {
    const seen = wakeUps.count;
    const readAtMs = performance.now();
    let events = 0;
    try {
      const head = told > after ? told : await readHead(pool);
      for await (const page of readForwards(pool, after, head, { filter })) {
        for (const event of page) {
          if (signal.aborted) return;
          yield { kind: 'event', event };
          after = BigInt(event.position);
        }
        events += page.length;
      }
      if (head > after) after = head;
      retries = 0;
      if (signal.aborted) return;
      if (events > 0 && performance.now() - readAtMs > longReadMs) continue;
      yield { kind: 'caughtUp', through: positionOf(after) };
    } catch (error) {
      if (!isOutage(error)) throw error;
      const longest = Math.min(retryMs.first * 2 ** retries++, retryMs.most);
      await pause(longest * (0.5 + Math.random() / 2), signal);
      continue;
    }
    await wakeUps.wait(seen, pollMs, signal);
    const restMs = events < rest.manyEvents ? rest.ms : rest.afterManyMs;
    const restLeftMs = readAtMs + restMs - performance.now();
    if (restLeftMs > 0) await pause(restLeftMs, signal);
    told = wakeUps.head;
  }
}

/** An abort ends it early. */
const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  delay(ms, undefined, { signal }).catch(() => undefined);
