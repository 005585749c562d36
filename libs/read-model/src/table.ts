import type { RowChange } from './row-change.js';

export type ColumnType =
  'text' | 'bigint' | 'integer' | 'double precision' | 'boolean' | 'jsonb' | 'timestamptz' | 'date' | 'text[]';

/** What a column takes. Numbers are safe integers or doubles; instants and dates are ISO 8601 text. */
type ValueOf<T extends ColumnType> = T extends 'text' | 'timestamptz' | 'date'
  ? string
  : T extends 'bigint' | 'integer' | 'double precision'
    ? number
    : T extends 'boolean'
      ? boolean
      : T extends 'text[]'
        ? readonly string[]
        : unknown;
type Columns = Readonly<Record<string, ColumnType>>;
type RowOf<C extends Columns> = { readonly [K in keyof C]: ValueOf<C[K]> };
type Values<C extends Columns> = { readonly [K in keyof C]?: ValueOf<C[K]> | null };
type SetsOf<C extends Columns> = { [K in keyof C]: C[K] extends 'text[]' ? K : never }[keyof C] & string;
type CountersOf<C extends Columns> = { [K in keyof C]: number extends ValueOf<C[K]> ? K : never }[keyof C] & string;

/**
 * `state`: rows change. `log`: rows are only ever inserted, each by one event (the key holds its position); a rebuild
 * need not remember them.
 */
export type TableKind = 'state' | 'log';

export type TableDefinition = {
  readonly name: string;
  readonly columns: Columns;
  readonly key: readonly string[];
  /** Column lists, each a B-tree; created after the rows on a rebuild. */
  readonly indexes: readonly (readonly string[])[];
  /** `text[]` columns, each searched by an element. */
  readonly elementIndexes: readonly string[];
  /** Columns that let somebody in, if only as a hash: they leave the database with nothing. */
  readonly secrets: readonly string[];
  readonly kind: TableKind;
};

/**
 * A table and the changes that its projection may make to it; keys and columns are checked at compile time.
 * `K` names the key columns.
 */
export function defineTable<const C extends Columns, const K extends keyof C & string>(
  name: string,
  definition: {
    readonly columns: C;
    readonly key: readonly K[];
    readonly indexes?: readonly (readonly (keyof C & string)[])[];
    readonly elementIndexes?: readonly (keyof C & string)[];
    readonly secrets?: readonly (keyof C & string)[];
    readonly kind?: TableKind;
  },
) {
  type Key = Pick<RowOf<C>, K>;
  type Rest = Omit<Values<C>, K>;
  const { columns, key, indexes = [], elementIndexes = [], secrets = [], kind = 'state' } = definition;
  const table: TableDefinition = { name, columns, key, indexes, elementIndexes, secrets, kind };
  return {
    ...table,
    insertOnce: (key: Key, values: Rest): RowChange => ({ op: 'insertOnce', table: name, key, values }),
    set: (key: Key, values: Rest): RowChange => ({ op: 'set', table: name, key, values }),
    update: (key: Key, values: Rest): RowChange => ({ op: 'update', table: name, key, values }),
    updateWhere: (where: Values<C>, values: Rest): RowChange => ({ op: 'updateWhere', table: name, where, values }),
    add: <N extends CountersOf<C>>(key: Key, counts: Readonly<Record<N, number>>): RowChange => ({
      op: 'add',
      table: name,
      key,
      counts,
    }),
    unite: <N extends SetsOf<C>>(key: Key, sets: Readonly<Record<N, readonly string[]>>): RowChange => ({
      op: 'unite',
      table: name,
      key,
      sets,
    }),
  };
}
