import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';

const projecting = 7_266_213;
const askAgainMs = 250;

/** The right to move the checkpoints; `lost` aborts when the session that holds it is gone. */
export type Ownership = { readonly lost: AbortSignal; release(): Promise<void> };

/**
 * Waits until this process is the one that projects. Another takes over within a moment of this one's end. What
 * protects the tables is the fence; this only keeps two projectors from doing each other's work.
 */
export async function becomeOwner(pool: pg.Pool, signal: AbortSignal): Promise<Ownership> {
  const client = await pool.connect();
  const lost = new AbortController();
  const onEnd = (): void => lost.abort();
  client.on('error', onEnd);
  client.on('end', onEnd);
  const giveBack = (broken: boolean): void => {
    client.off('error', onEnd);
    client.off('end', onEnd);
    client.release(broken);
  };
  try {
    for (;;) {
      signal.throwIfAborted();
      const asked = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [projecting]);
      if (asked.rows[0]?.mine === true) break;
      await pause(askAgainMs, undefined, { signal });
    }
  } catch (error) {
    giveBack(true);
    throw error;
  }
  return {
    lost: lost.signal,
    release: async () => {
      const freed = await client.query('select pg_advisory_unlock($1)', [projecting]).then(
        () => true,
        () => false,
      );
      giveBack(!freed);
    },
  };
}
