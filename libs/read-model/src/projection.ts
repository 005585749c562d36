import type { EventNamed, EventType } from '#domain/events';
import type { Recorded } from '#domain/event';

export type Value = string | number | boolean | null | readonly string[] | Readonly<Record<string, unknown>>;
export type Row = Readonly<Record<string, Value>>;

/**
 * A change to one row, such that changes fold: any split into batches and any replayed prefix give equal tables.
 * `key` names every key column of the table.
 */
export type RowChange =
  /** Inserts the row unless its key exists. */
  | { readonly op: 'insertOnce'; readonly table: string; readonly key: Row; readonly values?: Row }
  /** Adds to counters; a missing row starts at 0. Safe because batch and checkpoint are one transaction. */
  | { readonly op: 'add'; readonly table: string; readonly key: Row; readonly counts: Readonly<Record<string, number>> }
  | { readonly op: 'min' | 'max'; readonly table: string; readonly key: Row; readonly values: Row }
  /** Sets the named columns unless they were set by a later position. A missing row is inserted. */
  | { readonly op: 'setIfLater'; readonly table: string; readonly key: Row; readonly values: Row }
  | { readonly op: 'delete'; readonly table: string; readonly key: Row };

export type ColumnType =
  'text' | 'bigint' | 'integer' | 'double precision' | 'boolean' | 'jsonb' | 'timestamptz' | 'date' | 'text[]';
export type TableDefinition = {
  readonly columns: Readonly<Record<string, ColumnType>>;
  readonly key: readonly string[];
  /** Column lists, each an index; created after the rows on a rebuild. */
  readonly indexes?: readonly (readonly string[])[];
};

/** Pure: an event in, row changes out. Never the clock, another projection or the network. */
export type Projection = {
  readonly name: string;
  /** Raise it when `tables` or `on` change: new tables are filled beside the old, then swapped. */
  readonly version: number;
  readonly tables: Readonly<Record<string, TableDefinition>>;
  readonly on: { readonly [T in EventType]?: (event: Recorded<EventNamed<T>>) => readonly RowChange[] };
};

export const defineProjection = <const P extends Projection>(projection: P): P => projection;
