import type pg from 'pg';
import { advisoryLocks } from '#platform/advisory-locks';
import type { Projection } from './projection.js';
import { qualified } from './sql.js';
import type { TableDefinition } from './table.js';

/** `next` is to replace the live tables, `check` to be compared with them, `past` to be written out. */
export type ShadowPurpose = 'next' | 'check' | 'past';
const locks = {
  next: advisoryLocks.fillingNext,
  check: advisoryLocks.fillingCheck,
  past: advisoryLocks.fillingPast,
} as const;

export const shadowName = (table: TableDefinition, purpose: ShadowPurpose): string => `${table.name}__${purpose}`;

/**
 * Lends a connection on which tables of one purpose may be filled, by one process at a time; whatever tables of the
 * purpose remain are dropped, before and after.
 */
export async function withShadows<T>(
  pool: pg.Pool,
  projections: readonly Projection[],
  purpose: ShadowPurpose,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  let broken = true;
  const drop = async (): Promise<void> => {
    for (const { tables } of projections) {
      for (const table of tables) await client.query(`drop table if exists ${qualified(shadowName(table, purpose))}`);
    }
  };
  try {
    // A fill of a large log takes longer than any statement of a request may.
    await client.query('set statement_timeout = 0');
    await client.query('select pg_advisory_lock($1)', [locks[purpose]]);
    await drop();
    const result = await work(client);
    await drop();
    await client.query('select pg_advisory_unlock($1)', [locks[purpose]]);
    await client.query('reset statement_timeout');
    broken = false;
    return result;
  } finally {
    // Ending the session gives back its lock and its settings.
    client.release(broken);
  }
}
