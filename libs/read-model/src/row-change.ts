/** By column name; a column that is not there is null. */
export type Row = Readonly<Record<string, unknown>>;

/**
 * A change to the rows of one table. Changes apply in log order, each exactly once (the checkpoint is the fence), and
 * read nothing but the rows they change: so any split into batches and any replayed prefix give equal tables.
 * `key` names every key column of the table.
 */
export type RowChange =
  /** Inserts the row unless its key exists. */
  | { readonly op: 'insertOnce'; readonly table: string; readonly key: Row; readonly values: Row }
  /** Sets the named columns; a missing row is inserted. */
  | { readonly op: 'set'; readonly table: string; readonly key: Row; readonly values: Row }
  /** Sets the named columns of a row that exists. */
  | { readonly op: 'update'; readonly table: string; readonly key: Row; readonly values: Row }
  /** Sets the named columns of every row whose columns equal `where`; index them. */
  | { readonly op: 'updateWhere'; readonly table: string; readonly where: Row; readonly values: Row }
  /** Adds to counters; a missing row, or a missing counter, starts at 0. */
  | {
      readonly op: 'add';
      readonly table: string;
      readonly key: Row;
      readonly counts: Readonly<Record<string, number>>;
    }
  /** Adds to sets what they do not hold yet, in the order of arrival; a missing row, or a missing set, starts empty. */
  | {
      readonly op: 'unite';
      readonly table: string;
      readonly key: Row;
      readonly sets: Readonly<Record<string, readonly string[]>>;
    };

/** The row after a change to it, `undefined` standing for no row. Of `updateWhere`, the row is one that matches. */
export function changedRow(row: Row | undefined, change: RowChange): Row | undefined {
  switch (change.op) {
    case 'insertOnce':
      return row ?? { ...change.values, ...change.key };
    case 'set':
      return { ...row, ...change.values, ...change.key };
    case 'update':
    case 'updateWhere':
      return row && { ...row, ...change.values };
    case 'add':
      return { ...row, ...sums(row, change.counts), ...change.key };
    case 'unite':
      return { ...row, ...unions(row, change.sets), ...change.key };
  }
}

const sums = (row: Row | undefined, counts: Readonly<Record<string, number>>): Row =>
  Object.fromEntries(Object.entries(counts).map(([column, count]) => [column, Number(row?.[column] ?? 0) + count]));

const unions = (row: Row | undefined, sets: Readonly<Record<string, readonly string[]>>): Row =>
  Object.fromEntries(
    Object.entries(sets).map(([column, added]) => [column, [...new Set([...textsOf(row?.[column]), ...added])]]),
  );

const textsOf = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);
