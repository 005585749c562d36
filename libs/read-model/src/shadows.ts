import type pg from 'pg';
import { advisoryLocks } from '#platform/advisory-locks';
import { onPatientConnection } from '#platform/postgres';
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
 * purpose remain are dropped, before and after. A fill of a large log takes longer than any statement of a request may.
 */
export const withShadows = <T>(
  pool: pg.Pool,
  projections: readonly Projection[],
  purpose: ShadowPurpose,
  work: (client: pg.ClientBase) => Promise<T>,
): Promise<T> =>
  onPatientConnection(pool, async (client) => {
    const drop = async (): Promise<void> => {
      for (const { tables } of projections) {
        for (const table of tables) await client.query(`drop table if exists ${qualified(shadowName(table, purpose))}`);
      }
    };
    // Given back by the end of the session.
    await client.query('select pg_advisory_lock($1)', [locks[purpose]]);
    await drop();
    const result = await work(client);
    await drop();
    return result;
  });
