import type pg from 'pg';
import { copyRows } from './copy-rows.js';
import { RowCache } from './row-cache.js';
import type { Row, RowChange } from './row-change.js';
import { createTable, indexTable, writeChanges } from './table-sql.js';
import type { TableDefinition } from './table.js';

export type FillLimits = {
  /**
   * Rows of a table that changes, and elements of their sets, which are held in memory; above it the table is indexed
   * and written to by key.
   */
  readonly valuesInMemory: number;
  /** Rows or changes that are written together. */
  readonly rowsAtOnce: number;
  readonly eventsBetweenFlushes: number;
};
export const fillLimits: FillLimits = { valuesInMemory: 200_000, rowsAtOnce: 5_000, eventsBetweenFlushes: 500 };

/** Fills a new table: `add` in log order, `flush` now and then, `finish` once. One connection, one call at a time. */
export type TableFill = {
  add(change: RowChange): void;
  /** True when enough has gathered for a `flush`. */
  isFull(): boolean;
  flush(client: pg.ClientBase): Promise<void>;
  /** Writes the rest, then key and indexes. */
  finish(client: pg.ClientBase): Promise<void>;
};

export async function startFill(
  client: pg.ClientBase,
  table: TableDefinition,
  name: string,
  limits: FillLimits,
): Promise<TableFill> {
  await createTable(client, table, name);
  return table.kind === 'log' ? fillLog(table, name, limits) : fillState(table, name, limits);
}

/** Rows that never change are written as they come. */
function fillLog(table: TableDefinition, name: string, { rowsAtOnce }: FillLimits): TableFill {
  let rows: Row[] = [];
  const flush = async (client: pg.ClientBase): Promise<void> => {
    const ready = rows;
    rows = [];
    if (ready.length > 0) await copyRows(client, table, ready, name);
  };
  return {
    add: (change) => {
      if (change.op !== 'insertOnce') throw new Error(`rows of ${table.name} are inserted and never changed`);
      rows.push({ ...change.values, ...change.key });
    },
    isFull: () => rows.length >= rowsAtOnce,
    flush,
    finish: async (client) => {
      await flush(client);
      await indexTable(client, table, name);
    },
  };
}

/** Rows that change are kept until the end, or until there are too many. */
function fillState(table: TableDefinition, name: string, { valuesInMemory, rowsAtOnce }: FillLimits): TableFill {
  let cache: RowCache | undefined = new RowCache(table);
  let changes: RowChange[] = [];
  const store = async (client: pg.ClientBase, held: RowCache): Promise<void> => {
    cache = undefined;
    await copyRows(client, table, held.rows(), name);
    await indexTable(client, table, name);
  };
  return {
    add: (change) => {
      if (cache === undefined) changes.push(change);
      else cache.apply(change);
    },
    isFull: () => (cache === undefined ? changes.length >= rowsAtOnce : cache.weight >= valuesInMemory),
    flush: async (client) => {
      if (cache !== undefined) return store(client, cache);
      const ready = changes;
      changes = [];
      await writeChanges(client, table, ready, name);
    },
    finish: async (client) => {
      if (cache !== undefined) return store(client, cache);
      await writeChanges(client, table, changes, name);
    },
  };
}
