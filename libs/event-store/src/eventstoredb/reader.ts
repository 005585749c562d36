import { BACKWARDS, END, FORWARDS, START, StreamNotFoundError, TimeoutError } from '@eventstore/db-client';
import type { AllStreamRecordedEvent, AllStreamResolvedEvent, ResolvedEvent } from '@eventstore/db-client';
import type { EventFilter, ReadAllOptions, ReadStreamOptions, StoredEvent } from '../event-store.js';
import { passes } from './filter.js';
import { answeredWithin } from './outage.js';
import { parsePosition } from './positions.js';
import { readToHead } from './read-to-head.js';
import { isOurs } from './shared-server.js';
import type { SharedServer } from './shared-server.js';
import { Decoder } from './stored-event.js';

/** Objects that a stream of the client holds ready. */
export const readAhead = { highWaterMark: 256 };
/** A server that has more to say takes no longer. */
export const silentForMs = 3_000;

export async function* readStream(
  server: SharedServer,
  stream: string,
  { from, direction = 'forwards', limit = Number.MAX_SAFE_INTEGER }: ReadStreamOptions = {},
): AsyncGenerator<StoredEvent> {
  if (limit <= 0) return;
  const backwards = direction === 'backwards';
  const decoder = new Decoder(server, direction);
  const reading = server.client.readStream(
    server.prefix + stream,
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
export async function* readAll(server: SharedServer, options: ReadAllOptions = {}): AsyncGenerator<StoredEvent> {
  const { from = '', direction = 'forwards', limit = Number.POSITIVE_INFINITY, filter, signal } = options;
  let left = limit;
  if (left <= 0) return;
  const events =
    filter !== undefined && direction === 'forwards'
      ? readHistory(server, from, filter, signal)
      : readUnfiltered(server, from, direction);
  for await (const event of events) {
    signal?.throwIfAborted();
    if (!passes(filter, event)) continue;
    yield event;
    signal?.throwIfAborted();
    left -= 1;
    if (left <= 0) return;
  }
}

/**
 * A filtered read is a subscription, and older servers end one whose reader does not take a burst fast enough: it
 * goes on behind what it has yielded.
 */
async function* readHistory(
  server: SharedServer,
  from: string,
  filter: EventFilter,
  signal: AbortSignal | undefined,
): AsyncGenerator<StoredEvent> {
  for (let [after, before] = [from, '']; ; before = after) {
    try {
      for await (const event of readToHead(server, after, filter, signal)) {
        after = event.position;
        yield event;
      }
      return;
    } catch (error) {
      if (!(error instanceof TimeoutError) || after === before) throw error;
    }
  }
}

/** The client's `readAll` knows no filter; reading back, one is applied here. */
async function* readUnfiltered(
  server: SharedServer,
  from: string,
  direction: 'forwards' | 'backwards',
): AsyncGenerator<StoredEvent> {
  const backwards = direction === 'backwards';
  const decoder = new Decoder(server, direction);
  const ends = backwards ? END : START;
  const reading = server.client.readAll(
    { direction: backwards ? BACKWARDS : FORWARDS, fromPosition: from === '' ? ends : parsePosition(from) },
    readAhead,
  );
  for await (const { event } of cancelled(reading)) {
    if (event === undefined || !isOurs(server, event)) continue;
    const stored = decoder.decode(event);
    // The server includes the position itself when it reads forwards.
    if (from === '' || (backwards ? stored.position < from : stored.position > from)) yield stored;
  }
}

/** The last event, whoever wrote it; undefined when there is none. */
export async function readLast({ client }: SharedServer): Promise<AllStreamRecordedEvent | undefined> {
  const last = async () => {
    const reading = client.readAll({ direction: BACKWARDS, fromPosition: END, maxCount: 1 });
    for await (const { event } of cancelled(reading)) return event;
    return undefined;
  };
  return answeredWithin(silentForMs, last());
}

type Reading<E> = AsyncIterable<E> & {
  cancel(): Promise<void>;
  on(event: 'error', listener: () => void): unknown;
};

/** Ends the call with the iteration: a reader that stops early would else leave it open. */
export async function* cancelled<E extends ResolvedEvent | AllStreamResolvedEvent>(
  reading: Reading<E>,
): AsyncGenerator<E> {
  // The iteration reports errors; one that comes after its end must not end the process.
  reading.on('error', () => undefined);
  try {
    yield* reading;
  } finally {
    reading.cancel().catch(() => undefined);
  }
}
