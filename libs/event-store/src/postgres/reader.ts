import type { Pool } from 'pg';
import type { EventFilter, ReadAllOptions, ReadStreamOptions, StoredEvent } from '../event-store.js';
import { columns, numberOf, RowParsers, toStoredEvent } from './rows.js';
import type { Row } from './rows.js';

/** Positions looked at by one statement at most, so that a filter that matches little cannot make one run long. */
const windowPositions = 50_000n;
const firstPageEvents = 128;
const largestPageEvents = 2_048;
const pageCharacters = 2 * 1024 * 1024;
const largestRevision = 2_147_483_647;

const matches = `($4::text[] is null or type = any($4)) and ($5::text[] is null or stream ^@ any($5))`;
const statements = {
  stream: {
    forwards: `select ${columns} from log.event where stream = $1 and revision >= $2 order by revision limit $3`,
    backwards: `select ${columns} from log.event where stream = $1 and revision <= $2 order by revision desc limit $3`,
  },
  all: {
    forwards: `select ${columns} from log.event where position > $1 and position <= $2 and ${matches} order by position limit $3`,
    backwards: `select ${columns} from log.event where position < $1 and position >= $2 and ${matches} order by position desc limit $3`,
  },
};

/**
 * Events come in pages, and are handed out one by one only at the edge: a generator on top of a generator costs as much
 * for each event as parsing it does.
 */
export type Pages = AsyncGenerator<readonly StoredEvent[]>;

/** Number of the last event, 0 when there is none. */
export async function readHead(pool: Pool): Promise<bigint> {
  const result = await pool.query<{ position: string }>({
    name: 'head',
    text: 'select position from log.event order by position desc limit 1',
  });
  return BigInt(result.rows[0]?.position ?? 0);
}

/** The clock that the log records by. */
export async function readClock(pool: Pool): Promise<Date> {
  const result = await pool.query<{ ms: string }>({
    name: 'clock',
    text: 'select floor(extract(epoch from clock_timestamp()) * 1000)::text as ms',
  });
  return new Date(Number(result.rows[0]?.ms));
}

export function readStream(pool: Pool, stream: string, options: ReadStreamOptions): Pages {
  const { direction = 'forwards', limit = Infinity } = options;
  const text = statements.stream[direction];
  const step = direction === 'forwards' ? 1 : -1;
  const start = options.from ?? (direction === 'forwards' ? 0 : largestRevision);
  return paged(start, limit, async (from, size) => {
    const answer = await query(pool, `stream ${direction}`, text, [stream, from, size]);
    const last = answer.rows.at(-1);
    return { answer, next: answer.rows.length < size || last === undefined ? undefined : last[2] + step };
  });
}

/** Everything up to the head as it was when the read began. */
export async function* readAll(pool: Pool, options: ReadAllOptions): Pages {
  const { direction = 'forwards', from } = options;
  const start = from === undefined ? undefined : numberOf(from);
  const head = await readHead(pool);
  yield* direction === 'forwards'
    ? readForwards(pool, start ?? 0n, head, options)
    : readBackwards(pool, start ?? head + 1n, options);
}

/** Events after `from` up to and with `head`. */
export function readForwards(
  pool: Pool,
  from: bigint,
  head: bigint,
  { filter, limit = Infinity }: { readonly filter?: EventFilter | undefined; readonly limit?: number | undefined },
): Pages {
  const { forwards } = statements.all;
  return paged(from, limit, async (after, size) => {
    const through = after + windowPositions < head ? after + windowPositions : head;
    const answer = await query(pool, 'all forwards', forwards, [after, through, size, ...parameters(filter)]);
    const last = lastOf(answer, size) ?? through;
    return { answer, next: last < head ? last : undefined };
  });
}

/** Position of the last row of a full page; after one that is not full, nothing is left in its window. */
function lastOf({ rows }: Answer, size: number): bigint | undefined {
  const last = rows.length < size ? undefined : rows.at(-1);
  return last === undefined ? undefined : BigInt(last[0]);
}

function readBackwards(
  pool: Pool,
  from: bigint,
  { filter, limit = Infinity }: Pick<ReadAllOptions, 'filter' | 'limit'>,
): Pages {
  const { backwards } = statements.all;
  return paged(from, limit, async (before, size) => {
    const through = before > windowPositions ? before - windowPositions : 1n;
    const answer = await query(pool, 'all backwards', backwards, [before, through, size, ...parameters(filter)]);
    const last = lastOf(answer, size) ?? through;
    return { answer, next: last > 1n ? last : undefined };
  });
}

type Answer = { readonly rows: readonly Row[]; readonly characters: number };
type Page<Cursor> = { readonly answer: Answer; readonly next: Cursor | undefined };

/**
 * Reads page after page, the next one while the last is being used. Pages grow as long as they stay small in bytes:
 * short reads are quick, long ones need few round trips, and large events do not pile up.
 */
async function* paged<Cursor>(
  from: Cursor,
  limit: number,
  fetch: (from: Cursor, size: number) => Promise<Page<Cursor>>,
): Pages {
  let size = firstPageEvents;
  let left = limit;
  let coming: Promise<Page<Cursor>> | undefined = left > 0 ? fetch(from, Math.min(size, left)) : undefined;
  while (coming !== undefined) {
    const { answer, next }: Page<Cursor> = await coming;
    const { rows } = answer;
    left -= rows.length;
    size = sizeAfter(answer, size);
    coming = next !== undefined && left > 0 ? fetch(next, Math.min(size, left)) : undefined;
    // A reader that stops early leaves the page it did not wait for.
    coming?.catch(() => undefined);
    if (rows.length > 0) yield rows.map(toStoredEvent);
  }
}

function sizeAfter({ rows, characters }: Answer, size: number): number {
  if (characters > pageCharacters) return Math.max(1, Math.floor((rows.length * pageCharacters) / (2 * characters)));
  return characters * 2 < pageCharacters ? Math.min(size * 2, largestPageEvents) : size;
}

async function query(pool: Pool, name: string, text: string, values: readonly unknown[]): Promise<Answer> {
  const types = new RowParsers();
  const result = await pool.query<[...Row]>({ name, text, values: [...values], rowMode: 'array', types });
  const { rows } = result;
  // Queries of one connection keep each other alive until a full collection, and this one would keep its rows.
  result.rows = [];
  return { rows, characters: types.characters };
}

const parameters = (filter?: EventFilter): readonly unknown[] => [
  filter?.types ?? null,
  filter?.streamPrefixes ?? null,
];
