import type { Pool } from 'pg';
import type { EventFilter, ReadAllOptions, ReadStreamOptions, StoredEvent } from '../event-store.js';
import { asText, columns, numberOf, sizeOf, toStoredEvent } from './rows.js';
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

/** Number of the last event, 0 when there is none. */
export async function readHead(pool: Pool): Promise<bigint> {
  const result = await pool.query<{ position: string }>({
    name: 'head',
    text: 'select position from log.event order by position desc limit 1',
  });
  return BigInt(result.rows[0]?.position ?? 0);
}

export function readStream(pool: Pool, stream: string, options: ReadStreamOptions): AsyncGenerator<StoredEvent> {
  const { direction = 'forwards', limit = Infinity } = options;
  const text = statements.stream[direction];
  const step = direction === 'forwards' ? 1 : -1;
  const start = options.from ?? (direction === 'forwards' ? 0 : largestRevision);
  return paged(start, limit, async (from, size) => {
    const rows = await query(pool, `stream ${direction}`, text, [stream, from, size]);
    const last = rows.at(-1);
    return { rows, next: rows.length < size || last === undefined ? undefined : Number(last[2]) + step };
  });
}

/** Everything up to the head as it was when the read began. */
export async function* readAll(pool: Pool, options: ReadAllOptions): AsyncGenerator<StoredEvent> {
  const { direction = 'forwards', from, signal } = options;
  signal?.throwIfAborted();
  const start = from === undefined ? undefined : numberOf(from);
  const head = await readHead(pool);
  const events =
    direction === 'forwards'
      ? readForwards(pool, start ?? 0n, head, options)
      : readBackwards(pool, start ?? head + 1n, options);
  for await (const event of events) {
    signal?.throwIfAborted();
    yield event;
  }
}

/** Events after `from` up to and with `head`. */
export function readForwards(
  pool: Pool,
  from: bigint,
  head: bigint,
  { filter, limit = Infinity }: { readonly filter?: EventFilter | undefined; readonly limit?: number | undefined },
): AsyncGenerator<StoredEvent> {
  const { forwards } = statements.all;
  return paged(from, limit, async (after, size) => {
    const through = after + windowPositions < head ? after + windowPositions : head;
    const rows = await query(pool, 'all forwards', forwards, [after, through, size, ...parameters(filter)]);
    const last = rows.length < size ? through : BigInt(rows.at(-1)?.[0] ?? through);
    return { rows, next: last < head ? last : undefined };
  });
}

function readBackwards(
  pool: Pool,
  from: bigint,
  { filter, limit = Infinity }: Pick<ReadAllOptions, 'filter' | 'limit'>,
): AsyncGenerator<StoredEvent> {
  const { backwards } = statements.all;
  return paged(from, limit, async (before, size) => {
    const through = before > windowPositions ? before - windowPositions : 1n;
    const rows = await query(pool, 'all backwards', backwards, [before, through, size, ...parameters(filter)]);
    const last = rows.length < size ? through : BigInt(rows.at(-1)?.[0] ?? through);
    return { rows, next: last > 1n ? last : undefined };
  });
}

type Page<Cursor> = { readonly rows: readonly Row[]; readonly next: Cursor | undefined };

/**
 * Reads page after page, the next one while the last is being used. Pages grow as long as they stay small in bytes:
 * short reads are quick, long ones need few round trips, and large events do not pile up.
 */
async function* paged<Cursor>(
  from: Cursor,
  limit: number,
  fetch: (from: Cursor, size: number) => Promise<Page<Cursor>>,
): AsyncGenerator<StoredEvent> {
  let size = firstPageEvents;
  let left = limit;
  let coming: Promise<Page<Cursor>> | undefined = left > 0 ? fetch(from, Math.min(size, left)) : undefined;
  while (coming !== undefined) {
    const { rows, next }: Page<Cursor> = await coming;
    left -= rows.length;
    size = sizeAfter(rows, size);
    coming = next !== undefined && left > 0 ? fetch(next, Math.min(size, left)) : undefined;
    // A reader that stops early leaves the page it did not wait for.
    coming?.catch(() => undefined);
    for (const row of rows) yield toStoredEvent(row);
  }
}

function sizeAfter(rows: readonly Row[], size: number): number {
  const characters = rows.reduce((sum, row) => sum + sizeOf(row), 0);
  if (characters > pageCharacters) return Math.max(1, Math.floor((rows.length * pageCharacters) / (2 * characters)));
  return characters * 2 < pageCharacters ? Math.min(size * 2, largestPageEvents) : size;
}

async function query(pool: Pool, name: string, text: string, values: readonly unknown[]): Promise<readonly Row[]> {
  const result = await pool.query<[...Row]>({ name, text, values: [...values], rowMode: 'array', types: asText });
  return result.rows;
}

const parameters = (filter?: EventFilter): readonly unknown[] => [
  filter?.types ?? null,
  filter?.streamPrefixes ?? null,
];
