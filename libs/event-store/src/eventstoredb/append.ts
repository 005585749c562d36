import { ANY, NO_STREAM, STREAM_EXISTS, WrongExpectedVersionError } from '@eventstore/db-client';
import type { AppendExpectedRevision } from '@eventstore/db-client';
import { AppendTooLarge, maxAppendBytes, WrongExpectedRevision } from '../event-store.js';
import type { Appended, EventToAppend, ExpectedRevision } from '../event-store.js';
import { answeredWithin, asUnavailable, backOff, isOutage } from './outage.js';
import { later, positionOf } from './positions.js';
import { readStream } from './reader.js';
import type { SharedServer } from './shared-server.js';
import { toEventData } from './stored-event.js';

const answerTimeoutMs = 5_000;
const attempts = 4;
/** Sent as a moment of this clock and compared with the server's, so short ones would ask both to agree. */
const serverDeadlineMs = 24 * 3_600_000;

/**
 * Appends over the client's batch stream. All appends of the process share it, and one error on it fails them all
 * with their outcomes unknown: each is then repeated by itself, with its own ids and the revision it expected first,
 * which the server recognises.
 */
export class Appender {
  readonly #server: SharedServer;
  readonly #closing: AbortSignal;
  #latest = '';
  /** While it is pending nobody appends: the client is giving up its connection and must not be used before it has. */
  #calm: Promise<void> = Promise.resolve();

  constructor(server: SharedServer, closing: AbortSignal) {
    this.#server = server;
    this.#closing = closing;
  }

  /** @throws WrongExpectedRevision, AppendTooLarge, StoreUnavailable, RangeError for no events or an id used twice */
  async append(stream: string, expected: ExpectedRevision, events: readonly EventToAppend[]): Promise<Appended> {
    if (events.length === 0) throw new RangeError('an append holds at least one event');
    if (new Set(events.map((event) => event.id)).size < events.length) throw new RangeError('an event id occurs twice');
    refuseTooLarge(events);
    const before = this.#latest;
    const { revision, position } = await this.#repeatedWhileUnknown(stream, expected, events);
    // An answer below what was known before is that of a repeat; ask where the events stand instead of trusting it.
    const place = position === undefined || position <= before ? await this.#placeOf(stream, revision) : position;
    this.#latest = later(this.#latest, place);
    return { revision, position: place };
  }

  async #repeatedWhileUnknown(stream: string, expected: ExpectedRevision, events: readonly EventToAppend[]) {
    for (let failures = 0; ; failures += 1) {
      await this.#calm;
      try {
        return await answeredWithin(answerTimeoutMs, this.#once(stream, expected, events));
      } catch (error) {
        if (!isOutage(error)) throw error;
        if (failures + 1 >= attempts || this.#closing.aborted) throw asUnavailable(error);
        this.#calm = backOff(failures, this.#closing);
      }
    }
  }

  async #once(stream: string, expected: ExpectedRevision, events: readonly EventToAppend[]) {
    try {
      const { client, prefix } = this.#server;
      const result = await client.appendToStream(prefix + stream, events.map(toEventData), {
        expectedRevision: expectedRevision(expected),
        deadline: serverDeadlineMs,
      });
      return {
        revision: Number(result.nextExpectedRevision),
        position: result.position === undefined ? undefined : positionOf(result.position),
      };
    } catch (error) {
      if (error instanceof WrongExpectedVersionError) throw asWrongExpectedRevision(stream, expected, error);
      throw error;
    }
  }

  async #placeOf(stream: string, revision: number): Promise<string> {
    for await (const event of readStream(this.#server, stream, { from: revision, limit: 1 })) return event.position;
    throw new Error(`${stream} has no revision ${revision} although the log had just said so`);
  }
}

function expectedRevision(expected: ExpectedRevision): AppendExpectedRevision {
  if (expected === 'any') return ANY;
  if (expected === 'none') return NO_STREAM;
  return expected === 'exists' ? STREAM_EXISTS : BigInt(expected);
}

function asWrongExpectedRevision(stream: string, expected: ExpectedRevision, error: WrongExpectedVersionError) {
  const { actualVersion } = error;
  return new WrongExpectedRevision(
    stream,
    expected,
    typeof actualVersion === 'bigint' ? Number(actualVersion) : 'none',
  );
}

function refuseTooLarge(events: readonly EventToAppend[]): void {
  const bytes = events.reduce(
    (sum, { data, personal, metadata }) =>
      sum + [data, personal, metadata].reduce((part, json) => part + Buffer.byteLength(JSON.stringify(json)), 0),
    0,
  );
  if (bytes > maxAppendBytes) throw new AppendTooLarge(bytes);
}
