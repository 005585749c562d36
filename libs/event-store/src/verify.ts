import { logSealed } from '#domain/seal/seal.events';
import { streams } from '#domain/streams';
import { isOutage } from '#platform/postgres-outage';
import { StoreUnavailable } from './event-store.js';
import type { EventStore, StoredEvent } from './event-store.js';
import { differences, digestOf, Segment } from './seal-chain.js';
import type { Difference } from './seal-chain.js';
import type { SubjectKeys } from './subject-keys.js';
import { EventChecks } from './verify-event.js';
import type { Problem } from './verify-event.js';

export type Verification = {
  readonly events: number;
  readonly streams: number;
  readonly ok: boolean;
  /** The first thousand; the last entry then says how many more there are. */
  readonly problems: readonly Problem[];
  /**
   * Hash of the last seal; of all events where there is none yet. Kept elsewhere and given as `keptHead` later, it
   * proves that nothing before it was changed or cut off, not even by somebody who made all seals anew.
   */
  readonly head: string;
  /** Position up to which seals vouch; events after it were only checked one by one. */
  readonly sealedThrough: string;
  readonly unsealed: number;
};

export type VerifyOptions = {
  readonly store: EventStore;
  readonly keys: SubjectKeys;
  /** The head of an earlier verification. */
  readonly keptHead?: string | undefined;
  /** Further checks of the log up to `through`, e.g. that read models equal a rebuild. */
  readonly alsoCheck?: readonly ((through: string) => Promise<readonly Problem[]>)[];
  /** Told now and then how much of the log is read. */
  readonly onProgress?: (read: Progress) => void;
};
export type Progress = Pick<Verification, 'events' | 'streams'>;

export const isHead = (text: string): boolean => /^[0-9a-f]{64}$/.test(text);

const maxProblems = 1_000;
const progressEvery = 500;

/**
 * Reads the whole log once and checks everything that was promised of it: seals, contiguous revisions, rising
 * positions and times of record, the schema of every event, the tag of every personal part whose key exists.
 * Memory grows with the number of streams, not of events.
 * @throws StoreUnavailable
 */
export async function verifyLog({
  store,
  keys,
  keptHead,
  alsoCheck = [],
  onProgress,
}: VerifyOptions): Promise<Verification> {
  const problems = new Problems();
  const until = await store.head();
  const checks = new EventChecks(keys, problems.report);
  const chain = await SealedChain.open(store, until, problems.report);
  const kept = keptHead === undefined ? undefined : new KeptHead(keptHead);

  for await (const stored of store.readAll()) {
    if (stored.position > until) break;
    await checks.check(stored);
    await chain.add(stored);
    kept?.add(stored);
    if (checks.events % progressEvery === 0) onProgress?.({ events: checks.events, streams: checks.streams });
  }
  onProgress?.({ events: checks.events, streams: checks.streams });
  await checks.finish();
  await chain.finish();
  if (kept?.isFound === false) problems.report({ kind: 'head.missing', where: kept.head });
  for (const further of alsoCheck) {
    const found = await further(until).catch((error: unknown) => {
      // What cannot be read cannot be compared either; where nothing else is wrong, the fault is not the log's.
      if (problems.count === 0 || error instanceof StoreUnavailable || isOutage(error)) throw error;
      return [{ kind: 'check.unfinished', where: error instanceof Error ? error.message : String(error) }];
    });
    found.forEach(problems.report);
  }

  const { events, streams } = checks;
  return { events, streams, ok: problems.count === 0, problems: problems.list(), ...chain.summary() };
}

/** Looks for a head among the seals or, since it may have been kept before the first of them, what stands before. */
class KeptHead {
  isFound: boolean;
  private beginning: Segment | undefined = new Segment('');

  constructor(readonly head: string) {
    this.isFound = new Segment('').soFar() === head;
  }

  add(event: StoredEvent): void {
    if (event.type === logSealed.type) {
      this.beginning = undefined;
      // Whether the seal is right is for the chain to say.
      this.isFound ||= event.data['hash'] === this.head;
    }
    this.beginning?.add(digestOf(event));
    this.isFound ||= this.beginning?.soFar() === this.head;
  }
}

class Problems {
  count = 0;
  private readonly kept: Problem[] = [];

  readonly report = (problem: Problem): void => {
    this.count++;
    if (this.kept.length < maxProblems) this.kept.push(problem);
  };

  list(): readonly Problem[] {
    const more = this.count - this.kept.length;
    return more === 0 ? this.kept : [...this.kept, { kind: 'more', where: `${more} further problems` }];
  }
}

/** The seals beside the events that they cover, both read once, in step. */
class SealedChain {
  private segment = new Segment('');
  /** Where the events of the open segment stand, to name one that was altered. */
  private places: string[] = [];
  private lastPlace = 'the beginning';
  private sealedThrough = '';
  private lastPosition = '';
  private next: StoredEvent | undefined;

  private constructor(
    private readonly store: EventStore,
    private readonly seals: AsyncIterator<StoredEvent, undefined>,
    private readonly until: string,
    private readonly report: (problem: Problem) => void,
  ) {}

  static async open(store: EventStore, until: string, report: (problem: Problem) => void): Promise<SealedChain> {
    const chain = new SealedChain(store, store.readStream(streams.seal)[Symbol.asyncIterator](), until, report);
    await chain.advance();
    return chain;
  }

  async add(event: StoredEvent): Promise<void> {
    // The last event that the seal covers is gone.
    while (this.next !== undefined && event.position > throughOf(this.next)) await this.close(this.next);
    this.segment.add(digestOf(event));
    if (this.next === undefined) this.addUnsealed(event);
    else this.places.push(placeOf(event));
    if (this.next !== undefined && event.position === throughOf(this.next)) await this.close(this.next);
  }

  /** No seal tells what stood between two events; their positions may. */
  private addUnsealed(event: StoredEvent): void {
    if (this.store.isNext?.(event.position, this.lastPosition) === false)
      this.report({ kind: 'event.removed', where: `after ${this.lastPlace}` });
    this.lastPosition = event.position;
    this.lastPlace = placeOf(event);
  }

  async finish(): Promise<void> {
    while (this.next !== undefined) await this.close(this.next);
    await this.seals.return?.();
  }

  summary(): Pick<Verification, 'head' | 'sealedThrough' | 'unsealed'> {
    const { previous, events } = this.segment;
    return {
      head: previous === '' ? this.segment.soFar() : previous,
      sealedThrough: this.sealedThrough,
      unsealed: events,
    };
  }

  private async close(seal: StoredEvent): Promise<void> {
    this.compare(seal);
    this.lastPlace = this.places.at(-1) ?? this.lastPlace;
    this.places = [];
    this.sealedThrough = throughOf(seal);
    this.lastPosition = this.sealedThrough;
    // What the seal says counts for the next one, so that one altered event does not break all that follows.
    this.segment = new Segment(String(seal.data['hash']));
    await this.advance();
  }

  private compare(seal: StoredEvent): void {
    const found = this.segment.summary();
    const { previous, hash, marks, events } = seal.data;
    const broken = previous !== found.previous;
    if (broken) this.report({ kind: 'seal.chain', where: placeOf(seal) });
    // After a removed seal its events are found here as well, and none of them was added.
    if (broken && events !== found.events) return;
    const changes = hash === found.hash ? [] : differences(String(marks), found.marks);
    this.nameChanges(changes);
    // Count and marks stand beside the hash, and of the last seal nothing else vouches for them.
    const agrees = hash === found.hash && marks === found.marks && events === found.events;
    if (!broken && !agrees && changes.length === 0) this.report({ kind: 'seal.hash', where: placeOf(seal) });
  }

  private nameChanges(changes: readonly Difference[]): void {
    for (const { kind, index } of changes) {
      const before = this.places[index - 1] ?? this.lastPlace;
      const where = kind === 'removed' ? `after ${before}` : (this.places[index] ?? before);
      this.report({ kind: `event.${kind}`, where });
    }
  }

  private async advance(): Promise<void> {
    const result = await this.seals.next();
    // Seals made while this runs vouch for events that it does not read.
    this.next = result.done === true || result.value.position > this.until ? undefined : result.value;
  }
}

const throughOf = (seal: StoredEvent): string => String(seal.data['through']);
const placeOf = ({ stream, revision }: StoredEvent): string => `${stream}@${revision}`;
