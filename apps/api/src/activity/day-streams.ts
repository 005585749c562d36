import type { Metadata } from '#domain/event';
import { EventIdTaken, WrongExpectedRevision } from '#event-store/event-store';
import type { EventStore } from '#event-store/event-store';
import type { EventToRecord, Log } from '#event-store/log';

export type IdentifiedEvent = EventToRecord & { readonly id: string };
export type Recorded = { readonly accepted: number; readonly duplicates: number; readonly position: string };

/** One person's stream of a day, and that of the day before: what came then may be sent again after midnight. */
export type DayStream = { readonly stream: string; readonly before: string };

/** What of the log is needed here. */
type DayLog = Pick<Log, 'append'> & { readonly store: Pick<EventStore, 'readStream'> };
type Appended = Omit<Recorded, 'accepted'>;
/** `revision`: of the stream's last event; `ids`: of its events and those of the day before. */
type Known = { revision: number; readonly ids: Set<string> };

/** Ids of this many streams are kept, the least recently used are dropped; two days of one person are some 20 to 200 kB. */
const maxStreams = 2_000;
/** Sealing adds at most half to an event; so a chunk stays below the log's limit of 512 KB an append. */
const chunkBytes = 300_000;
const maxAttempts = 20;

/**
 * Appends to streams of one person and day, each event id at most once: the stream and that of the day before are read,
 * what they hold already is left out, and the rest is appended at exactly the revision that was read. What this process
 * has read stays known, so that the next batch of the day reads only what others wrote since.
 */
export class DayStreams {
  readonly #log: DayLog;
  readonly #known = new Map<string, Known>();
  /** One writer a stream in this process: it would only conflict with itself. */
  readonly #writing = new Map<string, Promise<unknown>>();

  constructor(log: DayLog) {
    this.#log = log;
  }

  record(day: DayStream, events: readonly IdentifiedEvent[], metadata: Metadata): Promise<Recorded> {
    const { stream } = day;
    const writing = this.#after(this.#writing.get(stream), day, events, metadata);
    this.#writing.set(stream, writing);
    return writing.finally(() => {
      if (this.#writing.get(stream) === writing) this.#writing.delete(stream);
    });
  }

  async #after(
    before: Promise<unknown> | undefined,
    day: DayStream,
    events: readonly IdentifiedEvent[],
    metadata: Metadata,
  ): Promise<Recorded> {
    // What became of the batch before is its sender's business.
    await before?.catch(() => undefined);
    return this.#record(day, events, metadata);
  }

  async #record(day: DayStream, events: readonly IdentifiedEvent[], metadata: Metadata): Promise<Recorded> {
    const known = await this.#knownOf(day);
    const { duplicates, position } = await this.#appendEach(day.stream, known, chunksOf(events), metadata);
    return { accepted: events.length - duplicates, duplicates, position };
  }

  async #appendEach(
    stream: string,
    known: Known,
    chunks: Iterable<readonly IdentifiedEvent[]>,
    metadata: Metadata,
  ): Promise<Appended> {
    let duplicates = 0;
    let position = '';
    for (const chunk of chunks) {
      const written = await this.#append(stream, known, chunk, metadata);
      duplicates += written.duplicates;
      position = written.position > position ? written.position : position;
    }
    return { duplicates, position };
  }

  async #append(
    stream: string,
    known: Known,
    chunk: readonly IdentifiedEvent[],
    metadata: Metadata,
  ): Promise<Appended> {
    for (let attempt = 1; ; attempt += 1) {
      const fresh = chunk.filter(({ id }) => !known.ids.has(id));
      const duplicates = chunk.length - fresh.length;
      if (fresh.length === 0) return { duplicates, position: '' };
      try {
        const written = await this.#log.append(stream, known.revision < 0 ? 'none' : known.revision, fresh, metadata);
        for (const { id } of fresh) known.ids.add(id);
        known.revision = written.revision;
        return { duplicates, position: written.position };
      } catch (error) {
        if (error instanceof EventIdTaken) {
          if (fresh.length === 1) return { duplicates: chunk.length, position: '' };
          // The log does not say which of them stand in another stream.
          const oneByOne = chunk.map((event) => [event]);
          return this.#appendEach(stream, known, oneByOne, metadata);
        }
        // What happened to an append that failed is unknown: what we know of the stream must be read again.
        this.#known.delete(stream);
        if (!(error instanceof WrongExpectedRevision) || attempt === maxAttempts) throw error;
        await this.#readOn(stream, known);
        this.#keep(stream, known);
      }
    }
  }

  async #knownOf({ stream, before }: DayStream): Promise<Known> {
    const known = this.#known.get(stream);
    if (known !== undefined) {
      this.#keep(stream, known);
      return known;
    }
    const { ids } = await this.#readOn(before, { revision: -1, ids: new Set() });
    const read = await this.#readOn(stream, { revision: -1, ids });
    this.#keep(stream, read);
    return read;
  }

  async #readOn(stream: string, known: Known): Promise<Known> {
    for await (const { id, revision } of this.#log.store.readStream(stream, { from: known.revision + 1 })) {
      known.ids.add(id);
      known.revision = revision;
    }
    return known;
  }

  /** As the most recently used. */
  #keep(stream: string, known: Known): void {
    this.#known.delete(stream);
    this.#known.set(stream, known);
    if (this.#known.size <= maxStreams) return;
    const oldest = this.#known.keys().next();
    if (oldest.done !== true) this.#known.delete(oldest.value);
  }
}

function* chunksOf(events: readonly IdentifiedEvent[]): Generator<readonly IdentifiedEvent[]> {
  let chunk: IdentifiedEvent[] = [];
  let bytes = 0;
  for (const event of events) {
    const size = Buffer.byteLength(JSON.stringify(event));
    if (chunk.length > 0 && bytes + size > chunkBytes) {
      yield chunk;
      chunk = [];
      bytes = 0;
    }
    chunk.push(event);
    bytes += size;
  }
  if (chunk.length > 0) yield chunk;
}
