import { setTimeout as delay } from 'node:timers/promises';
import type { Pool } from 'pg';
import { isOutage } from '#platform/postgres-outage';
import type { SubscribeOptions, SubscriptionMessage } from '../event-store.js';
import { readForwards, readHead } from './reader.js';
import { numberOf, positionOf } from './rows.js';
import type { WakeUps } from './wake-ups.js';

/** `caughtUp` is promised at least once a second. */
const pollMs = 800;
const retryMs = { first: 50, most: 2_000 };

/** Reads to the head, says so, waits for more; through outages, from the last event that was yielded. */
export async function* subscribe(
  pool: Pool,
  wakeUps: WakeUps,
  { from = '', filter, signal }: SubscribeOptions,
): AsyncGenerator<SubscriptionMessage> {
  let after = numberOf(from);
  let retries = 0;
  while (!signal.aborted) {
    const seen = wakeUps.count;
    try {
      const head = await readHead(pool);
      for await (const event of readForwards(pool, after, head, { filter })) {
        if (signal.aborted) return;
        yield { kind: 'event', event };
        after = BigInt(event.position);
      }
      if (head > after) after = head;
      retries = 0;
      if (signal.aborted) return;
      yield { kind: 'caughtUp', through: positionOf(after) };
    } catch (error) {
      if (!isOutage(error)) throw error;
      const longest = Math.min(retryMs.first * 2 ** retries++, retryMs.most);
      await delay(longest * (0.5 + Math.random() / 2), undefined, { signal }).catch(() => undefined);
      continue;
    }
    await wakeUps.wait(seen, pollMs, signal);
  }
}
