import type pg from 'pg';
import { isOutage } from '#platform/postgres-outage';
import { StoreUnavailable } from './event-store.js';

/** Asks the tables of keys and aliases. @throws StoreUnavailable, since the log is of no use without them */
export async function queryKeys<R extends pg.QueryResultRow>(
  pool: pg.Pool,
  sql: string,
  values: readonly unknown[],
): Promise<readonly R[]> {
  try {
    return (await pool.query<R>(sql, [...values])).rows;
  } catch (error) {
    if (!isOutage(error)) throw error;
    throw new StoreUnavailable('the subject keys and aliases cannot be reached at the moment', { cause: error });
  }
}
