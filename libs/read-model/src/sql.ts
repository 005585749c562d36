import { escapeIdentifier, types as pgTypes } from 'pg';
import type { CustomTypesConfig, QueryConfig, QueryResult, QueryResultRow } from 'pg';
import type { Row } from './row-change.js';

/** What runs a statement: the pool, or one connection in a transaction. */
export type Queryable = {
  query<R extends QueryResultRow>(statement: string | QueryConfig, values?: unknown[]): Promise<QueryResult<R>>;
};

const { INT8, DATE, TIMESTAMPTZ } = pgTypes.builtins;
const parseInstant = pgTypes.getTypeParser(TIMESTAMPTZ) as (text: string) => Date;

/** A row that is read and written again must stay as it was: microseconds, which a `Date` drops, are kept. */
function instantOf(text: string): string {
  const toTheMillisecond = parseInstant(text).toISOString();
  const [, finer] = /\.\d{3}(\d+)/.exec(text) ?? [];
  return finer === undefined ? toTheMillisecond : toTheMillisecond.replace('Z', `${finer}Z`);
}

/** Instants and dates as ISO 8601 text, as events hold them; counters as numbers (all below 2^53). */
const types: CustomTypesConfig = {
  getTypeParser: (id, format) => {
    if (id === INT8) return Number;
    if (id === DATE) return (text: string) => text;
    if (id === TIMESTAMPTZ) return instantOf;
    return pgTypes.getTypeParser(id, format) as (text: string) => unknown;
  },
};

/** The rows of a parametrised statement. */
export async function rowsOf<R extends Row>(db: Queryable, text: string, values: readonly unknown[] = []) {
  const result = await db.query<R>({ text, values: [...values], types });
  return result.rows as readonly R[];
}

/** An instant inside JSON, which the driver does not see, as events hold it. */
export const isoText = (column: string): string =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

export const quoted = (identifier: string): string => escapeIdentifier(identifier);
export const qualified = (table: string): string => `read.${quoted(table)}`;

/**
 * JSON text that PostgreSQL takes: it knows neither NUL nor half of a surrogate pair, which names and details may
 * hold. `JSON.stringify` writes both as escapes.
 */
export function storableJson(value: unknown): string {
  const text = JSON.stringify(value);
  if (!text.includes('\\u')) return text;
  return text.replace(/\\(?:u0000|ud[89a-f][0-9a-f]{2}|.)/g, (escape) =>
    /^\\u(?:0000|d)/.test(escape) ? '\ufffd' : escape,
  );
}
