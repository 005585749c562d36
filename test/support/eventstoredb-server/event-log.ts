/** An event as proposed by a client. */
export type Proposed = {
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
};
export type LoggedEvent = Proposed & {
  readonly stream: string;
  readonly revision: number;
  /** Byte-like: rises, with gaps. */
  readonly position: bigint;
  readonly created: Date;
};
export type Expected = 'any' | 'no_stream' | 'stream_exists' | number;
export type AppendResult =
  | { readonly ok: true; readonly last: LoggedEvent }
  /** -1: the stream does not exist. */
  | { readonly ok: false; readonly current: number };

/**
 * The log of an EventStoreDB node, in memory, with its rules for expected revisions and repeated event ids: those that
 * it needs for `any` and `stream_exists` it remembers until it stops, the others stand in the streams.
 */
export class EventLog {
  readonly all: LoggedEvent[] = [];
  readonly #streams = new Map<string, LoggedEvent[]>();
  readonly #byId = new Map<string, LoggedEvent>();
  readonly #listeners = new Set<() => void>();
  /** The server's clock. */
  readonly now: () => Date;
  #nextPosition = 40n;

  constructor(now: () => Date) {
    this.now = now;
  }

  stream(name: string): readonly LoggedEvent[] {
    return this.#streams.get(name) ?? [];
  }

  append(name: string, expected: Expected, events: readonly Proposed[]): AppendResult {
    const before = this.stream(name);
    const repeated = this.#repeated(name, expected, events);
    if (repeated === 'in part') return { ok: false, current: before.length - 1 };
    if (repeated !== undefined) return { ok: true, last: repeated };
    if (!isMet(expected, before.length)) return { ok: false, current: before.length - 1 };

    const stream = this.#streams.get(name) ?? [];
    this.#streams.set(name, stream);
    for (const event of events) stream.push(this.#log(name, stream.length, event));
    for (const listener of this.#listeners) listener();
    const last = stream.at(-1);
    if (last === undefined) throw new Error('an append holds at least one event');
    return { ok: true, last };
  }

  /** As a restart does: what stands in the log stays. */
  forgetIds(): void {
    this.#byId.clear();
  }

  /** Index in `all` of the first event at or after a position. */
  indexOf(position: bigint): number {
    let low = 0;
    let high = this.all.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.all[middle]?.position ?? 0n) < position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Calls back after each append until told to stop. */
  watch(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #log(stream: string, revision: number, event: Proposed): LoggedEvent {
    const logged = { ...event, stream, revision, position: this.#nextPosition, created: this.now() };
    this.#nextPosition += BigInt(event.data.length + event.metadata.length + 120);
    this.all.push(logged);
    this.#byId.set(event.id, logged);
    return logged;
  }

  /** The last event of the earlier append that this one repeats, if it does. */
  #repeated(name: string, expected: Expected, events: readonly Proposed[]): LoggedEvent | 'in part' | undefined {
    if (expected === 'any' || expected === 'stream_exists') {
      const known = events.map((event) => this.#byId.get(event.id));
      const strange = known.findIndex((event) => event?.stream !== name);
      if (strange > 0) return 'in part';
      return strange === 0 ? undefined : known.at(-1);
    }
    const first = expected === 'no_stream' ? 0 : expected + 1;
    const there = this.stream(name).slice(first, first + events.length);
    const same = there.length === events.length && there.every((event, index) => event.id === events[index]?.id);
    return same ? there.at(-1) : undefined;
  }
}

function isMet(expected: Expected, length: number): boolean {
  if (expected === 'any') return true;
  if (expected === 'no_stream') return length === 0;
  if (expected === 'stream_exists') return length > 0;
  return expected === length - 1;
}
