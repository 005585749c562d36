import type pg from 'pg';
import { copyRows } from './copy-rows.js';
import { keyText, RowCache } from './row-cache.js';
import type { Row, RowChange } from './row-change.js';
import { qualified, quoted } from './sql.js';
import { createTable, indexTable, writeChanges } from './table-sql.js';
import type { TableDefinition } from './table.js';

const bufferedRows = 5_000;

export type FillLimits = {
  /** Rows of a table that changes which are held in memory; above it the table is indexed and written to by key. */
  readonly rowsInMemory: number;
  /** Keys of a set that are remembered; above it repeats are written, and removed in the end. */
  readonly keysInMemory: number;
  readonly eventsBetweenFlushes: number;
};
export const fillLimits: FillLimits = { rowsInMemory: 100_000, keysInMemory: 400_000, eventsBetweenFlushes: 500 };

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
  return table.kind === 'state'
    ? fillState(table, name, limits.rowsInMemory)
    : fillRows(table, name, limits.keysInMemory);
}

/** Rows that never change are written as they come. */
function fillRows(table: TableDefinition, name: string, keysInMemory: number): TableFill {
  const seen = new Set<string>();
  let rows: Row[] = [];
  let mayRepeat = false;
  const isRepeated = (row: Row): boolean => {
    const key = keyText(table, row);
    if (seen.has(key)) return true;
    if (seen.size >= keysInMemory) {
      seen.clear();
      mayRepeat = true;
    }
    seen.add(key);
    return false;
  };
  const flush = async (client: pg.ClientBase): Promise<void> => {
    const ready = rows;
    rows = [];
    if (ready.length > 0) await copyRows(client, table, ready, name);
  };
  return {
    add: (change) => {
      if (change.op !== 'insertOnce') throw new Error(`rows of ${table.name} are inserted and never changed`);
      const row = { ...change.values, ...change.key };
      if (table.kind === 'log' || !isRepeated(row)) rows.push(row);
    },
    isFull: () => rows.length >= bufferedRows,
    flush,
    finish: async (client) => {
      await flush(client);
      if (mayRepeat) await removeRepeats(client, table, name);
      await indexTable(client, table, name);
    },
  };
}

async function removeRepeats(client: pg.ClientBase, table: TableDefinition, name: string): Promise<void> {
  await client.query(
    `delete from ${qualified(name)} where ctid in (
       select place from (
         select ctid as place, row_number() over (partition by ${table.key.map(quoted).join(', ')}) as nth
         from ${qualified(name)}) numbered
       where nth > 1)`,
  );
}

/** Rows that change are kept until the end, or until there are too many. */
function fillState(table: TableDefinition, name: string, rowsInMemory: number): TableFill {
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
    isFull: () => (cache === undefined ? changes.length >= bufferedRows : cache.size >= rowsInMemory),
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
