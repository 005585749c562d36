import type { Metadata, Place } from '#domain/event';

/** `any` never conflicts; `none` = the stream must not exist; `exists` = it must; a number = the revision of its last event. */
export type ExpectedRevision = 'any' | 'none' | 'exists' | number;

/** Ciphertext of the personal fields of one subject in one event. */
type SealedPersonal = { readonly subject: string; readonly cipher: string };

/** An event as stored: `data` is JSON in the clear and holds nothing personal. */
export type EventToAppend = {
  /** A uuid: version 7, or derived (version 5) where an append must be recognised when repeated. */
  readonly id: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly personal: readonly SealedPersonal[];
  readonly metadata: Metadata;
};
export type StoredEvent = EventToAppend & Omit<Place, 'id'>;

/** The place of the last event of an append. */
export type Appended = { readonly revision: number; readonly position: string };

/** Both lists are alternatives; an event passes when its stream starts with one prefix and its type is one of `types`. */
export type EventFilter = { readonly streamPrefixes?: readonly string[]; readonly types?: readonly string[] };

export type ReadStreamOptions = {
  /** First revision wanted; default the first, or the last when backwards. */
  readonly from?: number;
  readonly direction?: 'forwards' | 'backwards';
  readonly limit?: number;
};
export type ReadAllOptions = {
  /** Exclusive: events after it, or before it when backwards. */
  readonly from?: string;
  readonly direction?: 'forwards' | 'backwards';
  readonly limit?: number;
  readonly filter?: EventFilter;
  readonly signal?: AbortSignal;
};
export type SubscribeOptions = {
  /** Exclusive; absent = from the beginning. */
  readonly from?: string;
  readonly filter?: EventFilter;
  readonly signal: AbortSignal;
};

/**
 * What a subscription yields, in log order. `caughtUp`: every matching event at or before `through` has been
 * yielded; sent on reaching the head and then at least once a second while the log is reachable, so that its
 * absence tells a reader that it lags.
 */
export type SubscriptionMessage =
  { readonly kind: 'event'; readonly event: StoredEvent } | { readonly kind: 'caughtUp'; readonly through: string };

/**
 * The log. Every adapter passes the same contract suite (`event-store.contract.ts`).
 *
 * - An append is all or nothing, in one stream, at most `maxAppendBytes`.
 * - A repeated append (same ids, same stream, the original expected revision) answers as it did the first time.
 * - Positions rise in the order in which events become visible: a reader that has seen a position has seen
 *   everything before it.
 * - `recordedAt` is the log's own clock and never falls.
 * - Subscriptions reconnect by themselves, without gap or repeat; they end only when `signal` aborts (then they
 *   return) or on a defect (then they throw).
 */
export interface EventStore {
  readonly kind: 'postgres' | 'eventstoredb';
  /** @throws WrongExpectedRevision, EventIdTaken, AppendTooLarge, StoreUnavailable */
  append(stream: string, expected: ExpectedRevision, events: readonly EventToAppend[]): Promise<Appended>;
  /** Empty when the stream does not exist. @throws StoreUnavailable */
  readStream(stream: string, options?: ReadStreamOptions): AsyncIterable<StoredEvent>;
  /** @throws StoreUnavailable */
  readAll(options?: ReadAllOptions): AsyncIterable<StoredEvent>;
  subscribe(options: SubscribeOptions): AsyncIterable<SubscriptionMessage>;
  /** Position of the last event, or `''` when the log is empty. `''` sorts before every position. */
  head(): Promise<string>;
  /** The clock behind `recordedAt`, as near as this process can tell. @throws StoreUnavailable */
  now(): Promise<Date>;
  /** Whether the text has the form of a position of this log: only then may it be read or waited from. */
  isPosition(text: string): boolean;
  /** Whether no event can ever have stood between two positions; absent where positions tell nothing of it. */
  isNext?(position: string, before: string): boolean;
  close(): Promise<void>;
}

/** Serialised size of one append above which it is refused; EventStoreDB's own limit is 1 MiB. */
export const maxAppendBytes = 512 * 1024;

export class WrongExpectedRevision extends Error {
  override readonly name = 'WrongExpectedRevision';
  constructor(
    readonly stream: string,
    readonly expected: ExpectedRevision,
    /** The stream's last revision, or `none`; undefined when the adapter cannot tell. */
    readonly actual?: number | 'none',
  ) {
    super(`stream ${stream}: expected revision ${expected}, found ${actual ?? 'another'}`);
  }
}

/** Nothing was written: an id is another event's already. Only a log that holds ids unique across streams can tell. */
export class EventIdTaken extends Error {
  override readonly name = 'EventIdTaken';
  constructor(readonly stream: string) {
    super(`an append to ${stream} uses an event id that another event has`);
  }
}

export class AppendTooLarge extends Error {
  override readonly name = 'AppendTooLarge';
  readonly code = 'append.too_large';
  constructor(readonly bytes: number) {
    super(`an append of ${bytes} bytes is above the limit of ${maxAppendBytes}`);
  }
}

/** The log cannot be reached now. The outcome of an append that failed so is unknown: retry it with the same ids. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}
