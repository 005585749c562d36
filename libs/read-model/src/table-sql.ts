import { keyText, RowCache } from './row-cache.js';
import type { Row, RowChange } from './row-change.js';
import { qualified, quoted, rowsOf, storableJson } from './sql.js';
import type { Queryable } from './sql.js';
import type { TableDefinition } from './table.js';

/** Creates the table without key and indexes: `indexTable` adds them once the rows are in. */
export async function createTable(db: Queryable, table: TableDefinition, name = table.name): Promise<void> {
  await db.query(`create table ${qualified(name)} (${definitions(table, Object.keys(table.columns))})`);
}

export async function indexTable(db: Queryable, table: TableDefinition, name = table.name): Promise<void> {
  const on = qualified(name);
  await db.query(`alter table ${on} add primary key (${list(table.key)})`);
  for (const columns of table.indexes) await db.query(`create index on ${on} (${list(columns)})`);
  for (const column of table.elementIndexes) await db.query(`create index on ${on} using gin (${quoted(column)})`);
}

/**
 * Makes the changes, in order, with one statement that writes. Nobody else may change the table meanwhile: whoever
 * calls holds the checkpoint.
 */
export async function writeChanges(
  db: Queryable,
  table: TableDefinition,
  changes: readonly RowChange[],
  name = table.name,
): Promise<void> {
  if (changes.every((change) => change.op === 'insertOnce')) return insertOnce(db, table, changes, name);
  const cache = new RowCache(table, await touchedRows(db, table, changes, name));
  for (const change of changes) cache.apply(change);
  await upsert(db, table, cache.changedRows(), name);
}

async function insertOnce(
  db: Queryable,
  table: TableDefinition,
  changes: readonly Extract<RowChange, { op: 'insertOnce' }>[],
  name: string,
): Promise<void> {
  const cache = new RowCache(table);
  for (const change of changes) cache.apply(change);
  await insert(db, table, cache.changedRows(), name, 'do nothing');
}

async function upsert(db: Queryable, table: TableDefinition, rows: readonly Row[], name: string): Promise<void> {
  const rest = Object.keys(table.columns).filter((column) => !table.key.includes(column));
  const settings = rest.map((column) => `${quoted(column)} = excluded.${quoted(column)}`);
  await insert(db, table, rows, name, `(${list(table.key)}) do update set ${settings.join(', ')}`);
}

async function insert(
  db: Queryable,
  table: TableDefinition,
  rows: readonly Row[],
  name: string,
  onConflict: string,
): Promise<void> {
  if (rows.length === 0) return;
  const columns = Object.keys(table.columns);
  await db.query(
    `insert into ${qualified(name)} (${list(columns)})
     select ${list(columns)} from json_to_recordset($1::json) as r (${definitions(table, columns)})
     on conflict ${onConflict}`,
    [storableJson(rows)],
  );
}

/** Every stored row that one of the changes may change. */
async function touchedRows(
  db: Queryable,
  table: TableDefinition,
  changes: readonly RowChange[],
  name: string,
): Promise<readonly Row[]> {
  const keys = new Map<string, Row>();
  const found: Row[] = [];
  for (const change of changes) {
    if (change.op === 'updateWhere') found.push(...(await rowsWhere(db, change.where, name)));
    else keys.set(keyText(table, change.key), change.key);
  }
  const byKey = await rowsOf(
    db,
    `select t.* from ${qualified(name)} t
     join json_to_recordset($1::json) as k (${definitions(table, table.key)}) using (${list(table.key)})`,
    [storableJson([...keys.values()])],
  );
  return [...found, ...byKey];
}

function rowsWhere(db: Queryable, where: Row, name: string): Promise<readonly Row[]> {
  const conditions = Object.keys(where).map((column, n) => `${quoted(column)} = $${n + 1}`);
  return rowsOf(db, `select * from ${qualified(name)} where ${conditions.join(' and ')}`, Object.values(where));
}

const list = (columns: readonly string[]): string => columns.map(quoted).join(', ');

/** Texts sort by code point on every server, as positions and ids must. */
const definitions = (table: TableDefinition, columns: readonly string[]): string =>
  columns
    .map((column) => `${quoted(column)} ${table.columns[column] ?? 'text'}`)
    .map((definition) => (definition.endsWith(' text') ? `${definition} collate "C"` : definition))
    .join(', ');
