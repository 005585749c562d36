import { sha256 } from '#platform/hash';
import { qualified, quoted, rowsOf } from './sql.js';
import type { Queryable } from './sql.js';
import type { TableDefinition } from './table.js';

export type TableHash = { readonly rows: number; readonly hash: string };

/**
 * A hash of the rows as a set: sums of halves of their MD5, so neither order nor collation plays a part. Rows count
 * as their text, whose format the caller's transaction must fix (`fixFormats`).
 */
export async function hashTable(db: Queryable, table: TableDefinition, name = table.name): Promise<TableHash> {
  const columns = Object.keys(table.columns).map(quoted).join(', ');
  const [found] = await rowsOf<{ rows: number; high: string; low: string }>(
    db,
    `select count(*) as rows, coalesce(sum(${half(1)}), 0)::text as high, coalesce(sum(${half(17)}), 0)::text as low
     from (select md5(row(${columns})::text) as digest from ${qualified(name)}) digests`,
  );
  if (found === undefined) throw new Error('an aggregate answers one row');
  return { rows: found.rows, hash: sha256(`${found.rows} ${found.high} ${found.low}`) };
}

const half = (from: number): string => `('x' || substr(digest, ${from}, 16))::bit(64)::bigint::numeric`;

/** One hash over several tables. */
export const combined = (hashes: readonly TableHash[]): TableHash => ({
  rows: hashes.reduce((sum, { rows }) => sum + rows, 0),
  hash: sha256(hashes.map(({ hash }) => hash).join('\n')),
});

export const fixFormats = async (db: Queryable): Promise<void> => {
  await db.query("set local timezone = 'UTC'");
  await db.query("set local datestyle = 'ISO, YMD'");
  await db.query('set local extra_float_digits = 1');
};
