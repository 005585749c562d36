import type { Metadata, Recorded } from '#domain/event';
import type { DomainEvent } from '#domain/events';
import { streams } from '#domain/streams';
import { subjectKeyCreated, subjectKeyDestroyed } from '#domain/subject/subject.events';
import { derivedId, namespaces, newId } from '#platform/ids';
import type { NewId } from '#platform/ids';
import { decode, decodeFact, encode, validate } from './codec.js';
import type { RecordedFact, SubjectKind } from './codec.js';
import { WrongExpectedRevision } from './event-store.js';
import type {
  Appended,
  EventStore,
  EventToAppend,
  ExpectedRevision,
  ReadAllOptions,
  ReadStreamOptions,
  StoredEvent,
  SubscribeOptions,
} from './event-store.js';
import { retryUnavailable, waitUntilAvailable } from './retry.js';
import type { SubjectKeys } from './subject-keys.js';

/** An event to append; its own `id` and `occurredAt` win over a new id and the append's metadata. */
export type EventToRecord = DomainEvent & { readonly id?: string; readonly occurredAt?: string };

/** Where an append ended, and the ids of its events in order. */
export type Written = Appended & { readonly ids: readonly string[] };

export type Message<E> =
  { readonly kind: 'event'; readonly event: E } | { readonly kind: 'caughtUp'; readonly through: string };

/** The reading side of the log's port, decoded: what it says of order, gaps and ends holds here. */
interface Reader<E> {
  readStream(stream: string, options?: ReadStreamOptions): AsyncIterable<E>;
  readAll(options?: ReadAllOptions): AsyncIterable<E>;
  subscribe(options: SubscribeOptions): AsyncIterable<Message<E>>;
}

/** The log as the rest of the system sees it: events of the catalogue, personal fields in the clear or `[erased]`. */
export interface Log extends Reader<Recorded<DomainEvent>> {
  /** For readers of `data` only, who are most: nothing is decrypted. */
  readonly facts: Reader<RecordedFact>;
  /** The log as stored, with ciphertext. */
  readonly store: EventStore;
  /**
   * Checks the events against their definitions, seals what is personal, and appends. When the outcome of the
   * append is unknown it is repeated, ids and expected revision unchanged, for a second or so.
   * @throws InvalidEvent, WrongExpectedRevision, AppendTooLarge, StoreUnavailable
   */
  append(
    stream: string,
    expected: ExpectedRevision,
    events: readonly EventToRecord[],
    metadata: Metadata,
  ): Promise<Written>;
  /** Makes the keys of many subjects at once, ahead of their first events: an import need not make them one by one. */
  prepareSubjects(subjectIds: readonly string[], kind: SubjectKind, metadata: Metadata): Promise<void>;
  /** An event checked and sealed as `append` would, for those who must keep it before they append it. */
  seal(stream: string, event: EventToRecord, metadata: Metadata): Promise<EventToAppend>;
  /** Tells whoever counts that something is done again, and why. */
  readonly retried: (because: 'conflict' | 'unavailable') => void;
}

export function createLog(
  store: EventStore,
  keys: SubjectKeys,
  makeId: NewId = newId,
  retried: Log['retried'] = () => undefined,
): Log {
  const keyOf = (subjectId: string) => keys.cached(subjectId) ?? keys.find(subjectId);

  /** Every subject's key, made where there was none. */
  const obtain = async (subjects: ReadonlyMap<string, SubjectKind>, metadata: Metadata) => {
    const found = await keys.findAll([...subjects.keys()]);
    const unmade = [...subjects].filter(([id]) => found.get(id) === 'missing');
    if (unmade.length === 0) return found;
    // First the event, then the key: whoever crashes in between finds no key and repeats both to the same effect.
    await Promise.all(unmade.map(([id, kind]) => announceKey(store, id, kind, metadata)));
    await keys.create(unmade.map(([id]) => id));
    return keys.findAll([...subjects.keys()]);
  };

  const sealAll = async (
    stream: string,
    events: readonly EventToRecord[],
    metadata: Metadata,
  ): Promise<readonly EventToAppend[]> => {
    const valid = events.map(validate);
    const subjects = new Map(valid.flatMap((event) => [...event.subjects]));
    const known = new Map([...subjects.keys()].map((id) => [id, keys.cached(id)]));
    const found = [...known.values()].includes(undefined) ? await obtain(subjects, metadata) : known;
    return valid.map((event, index) => {
      const { id = makeId(), occurredAt = metadata.occurredAt } = events[index] ?? {};
      const at = occurredAt === metadata.occurredAt ? metadata : { ...metadata, occurredAt };
      return encode(event, { stream, id }, at, (subject) => present(found.get(subject), subject));
    });
  };

  /** The log says that a subject is erased: this process stops reading it at once. */
  const heed = (stored: StoredEvent) => {
    const { subjectId } = stored.data;
    if (stored.type === subjectKeyDestroyed.type && typeof subjectId === 'string') keys.forget(subjectId);
    return stored;
  };

  return {
    store,
    facts: readerOf(store, (stored) => decodeFact(heed(stored))),
    ...readerOf(store, (stored) => decode(heed(stored), keyOf)),
    append: async (stream, expected, events, metadata) => {
      const sealed = await sealAll(stream, events, metadata);
      const appended = await retryUnavailable(
        () => store.append(stream, expected, sealed),
        () => retried('unavailable'),
      );
      return { ...appended, ids: sealed.map((event) => event.id) };
    },
    prepareSubjects: async (subjectIds, kind, metadata) => {
      await obtain(new Map(subjectIds.map((id) => [id, kind])), metadata);
    },
    retried,
    seal: async (stream, event, metadata) => {
      const [sealed] = await sealAll(stream, [event], metadata);
      if (sealed === undefined) throw new Error('one event in, one event out');
      return sealed;
    },
  };
}

function readerOf<E>(store: EventStore, decoded: (stored: StoredEvent) => E | Promise<E>): Reader<E> {
  return {
    readStream: (stream, options) => decodedEach(store.readStream(stream, options), decoded),
    readAll: (options) => decodedEach(store.readAll(options), decoded),
    subscribe: (options) => decodedMessages(store, options, decoded),
  };
}

async function* decodedEach<E>(events: AsyncIterable<StoredEvent>, decoded: (stored: StoredEvent) => E | Promise<E>) {
  for await (const stored of events) yield decoded(stored);
}

/** A subscription outlives outages, so it also waits for the keys to come back. */
async function* decodedMessages<E>(
  store: EventStore,
  options: SubscribeOptions,
  decoded: (stored: StoredEvent) => E | Promise<E>,
): AsyncGenerator<Message<E>> {
  const { signal } = options;
  for await (const message of store.subscribe(options)) {
    if (message.kind === 'caughtUp') yield message;
    else {
      const event = await waitUntilAvailable(async () => decoded(message.event), signal);
      if (event === undefined) return;
      yield { kind: 'event', event };
    }
  }
}

function present(state: Buffer | string | undefined, subject: string): Buffer | 'erased' {
  if (state === 'erased' || Buffer.isBuffer(state)) return state;
  throw new Error(`the key of ${subject} was made and is not there`);
}

async function announceKey(store: EventStore, subjectId: string, kind: SubjectKind, cause: Metadata): Promise<void> {
  const event: EventToAppend = {
    id: derivedId(namespaces.url, `subject-key-created#${subjectId}`),
    type: subjectKeyCreated.type,
    data: subjectKeyCreated.of({ subjectId, kind }).data,
    personal: [],
    metadata: {
      occurredAt: cause.occurredAt,
      actor: 'system:keys',
      channel: 'system',
      trust: 'witnessed',
      correlationId: cause.correlationId,
    },
  };
  try {
    await retryUnavailable(() => store.append(streams.subject(subjectId), 'none', [event]));
  } catch (error) {
    // Announced before, in another process or before a crash.
    if (!(error instanceof WrongExpectedRevision)) throw error;
  }
}
