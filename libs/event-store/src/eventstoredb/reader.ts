import { BACKWARDS, END, FORWARDS, START, StreamNotFoundError } from '@eventstore/db-client';
import type { AllStreamResolvedEvent, EventStoreDBClient, ResolvedEvent } from '@eventstore/db-client';
import type { ReadAllOptions, ReadStreamOptions, StoredEvent } from '../event-store.js';
import { passes } from './filter.js';
import { answeredWithin } from './outage.js';
import { parsePosition, positionOf } from './positions.js';
import { readToHead } from './read-to-head.js';
import { Decoder, isSystem } from './stored-event.js';

/** Objects that a stream of the client holds ready. */
const readAhead = { highWaterMark: 256 };
const headTimeoutMs = 3_000;

export async function* readStream(
  client: EventStoreDBClient,
  stream: string,
  { from, direction = 'forwards', limit = Number.MAX_SAFE_INTEGER }: ReadStreamOptions = {},
): AsyncGenerator<StoredEvent> {
  if (limit <= 0) return;
  const backwards = direction === 'backwards';
  const decoder = new Decoder(direction);
  const reading = client.readStream(
    stream,
    {
      direction: backwards ? BACKWARDS : FORWARDS,
      fromRevision: from === undefined ? (backwards ? END : START) : BigInt(from),
      maxCount: limit,
    },
    readAhead,
  );
  try {
    for await (const { event } of cancelled(reading)) if (event !== undefined) yield decoder.decode(event);
  } catch (error) {
    if (!(error instanceof StreamNotFoundError)) throw error;
  }
}

/** @throws the reason of `signal` when it aborts */
export async function* readAll(client: EventStoreDBClient, options: ReadAllOptions = {}): AsyncGenerator<StoredEvent> {
  const { from = '', direction = 'forwards', limit = Number.POSITIVE_INFINITY, filter, signal } = options;
  let left = limit;
  if (left <= 0) return;
  const events =
    filter !== undefined && direction === 'forwards'
      ? readToHead(client, from, filter, signal)
      : readUnfiltered(client, from, direction);
  for await (const event of events) {
    signal?.throwIfAborted();
    if (!passes(filter, event)) continue;
    yield event;
    signal?.throwIfAborted();
    left -= 1;
    if (left <= 0) return;
  }
}

/** The client's `readAll` knows no filter; reading back, one is applied here. */
async function* readUnfiltered(
  client: EventStoreDBClient,
  from: string,
  direction: 'forwards' | 'backwards',
): AsyncGenerator<StoredEvent> {
  const backwards = direction === 'backwards';
  const decoder = new Decoder(direction);
  const ends = backwards ? END : START;
  const reading = client.readAll(
    { direction: backwards ? BACKWARDS : FORWARDS, fromPosition: from === '' ? ends : parsePosition(from) },
    readAhead,
  );
  for await (const { event } of cancelled(reading)) {
    if (event === undefined || isSystem(event)) continue;
    const stored = decoder.decode(event);
    // The server includes the position itself when it reads forwards.
    if (from === '' || (backwards ? stored.position < from : stored.position > from)) yield stored;
  }
}

/** Position of the last event, of the server's own streams too when asked; `''` when there is none. */
export async function readHead(client: EventStoreDBClient, system: 'with system' | 'without system'): Promise<string> {
  const last = async () => {
    const reading = client.readAll({ direction: BACKWARDS, fromPosition: END }, { highWaterMark: 4 });
    for await (const { event } of cancelled(reading)) {
      if (event !== undefined && (system === 'with system' || !isSystem(event))) return positionOf(event.position);
    }
    return '';
  };
  return answeredWithin(headTimeoutMs, last());
}

type Reading<E> = AsyncIterable<E> & {
  cancel(): Promise<void>;
  on(event: 'error', listener: () => void): unknown;
};

/** Ends the call with the iteration: a reader that stops early would else leave it open. */
async function* cancelled<E extends ResolvedEvent | AllStreamResolvedEvent>(reading: Reading<E>): AsyncGenerator<E> {
  // The iteration reports errors; one that comes after its end must not end the process.
  reading.on('error', () => undefined);
  try {
    yield* reading;
  } finally {
    reading.cancel().catch(() => undefined);
  }
}
