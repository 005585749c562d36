import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { advisoryLocks } from '#platform/advisory-locks';

const askAgainMs = 250;
/** An owner that says nothing for so long loses the right: frozen, it would keep its connection and others waiting. */
const timing = { silentForMs: 15_000, aliveEveryMs: 3_000 } as const;

/** The right to move the checkpoints; `lost` aborts when the session that holds it is gone. */
export type Ownership = { readonly lost: AbortSignal; release(): void };

/**
 * Waits until this process is the one that projects. Another takes over within a moment of this one's end. What
 * protects the tables is the fence; this only keeps two projectors from doing each other's work.
 */
export async function becomeOwner(
  pool: pg.Pool,
  signal: AbortSignal,
  { silentForMs, aliveEveryMs }: { readonly silentForMs: number; readonly aliveEveryMs: number } = timing,
): Promise<Ownership> {
  const client = await pool.connect();
  const lost = new AbortController();
  let said: Promise<unknown> | undefined;
  // One after the other. Whether the session still stands is for the server to say, by ending it.
  const sayAlive = (): void => {
    said ??= client
      .query('select')
      .catch(() => undefined)
      .finally(() => (said = undefined));
  };
  let alive: NodeJS.Timeout | undefined;
  const onEnd = (): void => lost.abort();
  client.on('error', onEnd);
  client.on('end', onEnd);
  // The right ends with the session, which is the owner's own: no other user of the pool is to end by its silence.
  const end = (): void => {
    clearInterval(alive);
    client.off('error', onEnd);
    client.off('end', onEnd);
    client.release(true);
  };
  try {
    await client.query(`set idle_session_timeout = ${silentForMs}`);
    for (;;) {
      signal.throwIfAborted();
      const asked = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [
        advisoryLocks.projecting,
      ]);
      if (asked.rows[0]?.mine === true) break;
      await pause(askAgainMs, undefined, { signal });
    }
    alive = setInterval(sayAlive, aliveEveryMs);
  } catch (error) {
    end();
    throw error;
  }
  return {
    lost: lost.signal,
    release: end,
  };
}
