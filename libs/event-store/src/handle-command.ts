import { setTimeout } from 'node:timers/promises';
import type { Decider, Fact } from '#domain/decider';
import type { Metadata } from '#domain/event';
import type { DomainEvent } from '#domain/events';
import { Refusal } from '#domain/refusal';
import { WrongExpectedRevision } from './event-store.js';
import type { Log, Written } from './log.js';

export type CommandToHandle<Command> = {
  readonly stream: string;
  readonly command: Command;
  readonly metadata: Metadata;
  /** The revision the caller saw (`If-Match`): the command is refused when the stream is elsewhere by now. */
  readonly ifMatch?: number;
  /**
   * The stream begins with this command and its name is derived from the caller's idempotency key: a stream that is
   * there already is the same request again, or another one under a spent key (told apart by `bodyHash`).
   */
  readonly creates?: boolean;
  /** Ids for the events decided, where a repeated command must give the same ones; else they are new. */
  readonly ids?: (index: number) => string;
};

export type Handled<State, E> = {
  /** Of the stream's last event; -1 when there is none. */
  readonly revision: number;
  /** Of the last event appended or, when there was nothing to do, of the stream's last; `''` when there is none. */
  readonly position: string;
  /** What was decided, with ids; empty when it was done already. */
  readonly events: readonly (E & { readonly id: string })[];
  /** After the events. */
  readonly state: State;
};

/** What of a log a command needs. */
export type CommandLog = {
  readonly facts: Pick<Log['facts'], 'readStream'>;
  readonly append: Log['append'];
  readonly retried?: Log['retried'];
};

const maxAttempts = 10;

/**
 * Load, fold, decide, append with the revision that was read; on a conflict again from the start, a few times.
 * An append whose outcome is unknown is repeated as it is by the log.
 * @throws Refusal of the decider; `revision.stale`, `state.conflict` (lost every race), `idempotency.mismatch`
 * @throws InvalidEvent, AppendTooLarge, StoreUnavailable
 */
export async function handleCommand<State, Command, E extends DomainEvent>(
  log: CommandLog,
  decider: Decider<State, Command, E>,
  request: CommandToHandle<Command>,
): Promise<Handled<State, E>> {
  for (let attempt = 1; attempt <= maxAttempts; attempt++) {
    const loaded = await load(log, decider, request.stream);
    refuseStale(request.ifMatch, loaded.revision);
    if (request.creates === true && loaded.revision >= 0) return firstAnswer(request, loaded);

    const events = decider.decide(request.command, loaded.state);
    if (events.length === 0) return handled(loaded, []);
    const written = await appendUnlessOvertaken(log, request, loaded.revision, events);
    if (written !== 'overtaken') return handledBy(decider, loaded.state, events, written);
    log.retried?.('conflict');
    // Writers of one stream that collided once would collide again in step.
    await setTimeout(Math.random() * 5 * attempt);
  }
  throw new Refusal('state.conflict', 'Others changed this at the same moment; look at it again and retry.');
}

/** What a command would decide now; nothing is written. @throws Refusal of the decider; StoreUnavailable */
export async function preview<State, Command, E extends DomainEvent>(
  log: CommandLog,
  decider: Decider<State, Command, E>,
  { stream, command }: Pick<CommandToHandle<Command>, 'stream' | 'command'>,
): Promise<readonly E[]> {
  return decider.decide(command, (await load(log, decider, stream)).state);
}

/** Of the stream's last event; -1 when there is none. @throws StoreUnavailable */
export async function revisionOf({ facts }: Pick<Log, 'facts'>, stream: string): Promise<number> {
  for await (const { revision } of facts.readStream(stream, { direction: 'backwards', limit: 1 })) return revision;
  return -1;
}

type Loaded<State> = {
  readonly state: State;
  readonly revision: number;
  readonly position: string;
  readonly firstBodyHash: string | undefined;
};

async function load<State, Command, E extends DomainEvent>(
  log: CommandLog,
  decider: Decider<State, Command, E>,
  stream: string,
): Promise<Loaded<State>> {
  let loaded: Loaded<State> = { state: decider.initial, revision: -1, position: '', firstBodyHash: undefined };
  for await (const event of log.facts.readStream(stream)) {
    loaded = {
      state: decider.evolve(loaded.state, factOf<E>(event)),
      revision: event.revision,
      position: event.position,
      firstBodyHash: loaded.revision < 0 ? event.bodyHash : loaded.firstBodyHash,
    };
  }
  return loaded;
}

/** @throws Refusal `revision.stale` when the caller saw (`If-Match`) another revision than the latest */
export function refuseStale(ifMatch: number | undefined, revision: number): void {
  if (ifMatch === undefined || ifMatch === revision) return;
  throw new Refusal('revision.stale', 'This changed since it was read; read it again and retry.');
}

function firstAnswer<State>(request: CommandToHandle<unknown>, loaded: Loaded<State>): Handled<State, never> {
  if (loaded.firstBodyHash === request.metadata.bodyHash) return handled(loaded, []);
  throw usedForAnother();
}

/** To whoever sends another request under a key that one was made under. */
export const usedForAnother = (): Refusal =>
  new Refusal('idempotency.mismatch', 'This Idempotency-Key was used for another request; take a new one.');

async function appendUnlessOvertaken(
  log: CommandLog,
  { stream, metadata, ids }: CommandToHandle<unknown>,
  revision: number,
  events: readonly DomainEvent[],
): Promise<Written | 'overtaken'> {
  const identified = ids === undefined ? events : events.map((event, index) => ({ ...event, id: ids(index) }));
  try {
    return await log.append(stream, revision < 0 ? 'none' : revision, identified, metadata);
  } catch (error) {
    if (error instanceof WrongExpectedRevision) return 'overtaken';
    throw error;
  }
}

const handled = <State>({ revision, position, state }: Loaded<State>, events: readonly never[]) => ({
  revision,
  position,
  events,
  state,
});

function handledBy<State, Command, E extends DomainEvent>(
  decider: Decider<State, Command, E>,
  before: State,
  events: readonly E[],
  written: Written,
): Handled<State, E> {
  let state = before;
  const identified = events.map((event, index) => {
    state = decider.evolve(state, factOf<E>(event));
    return { ...event, id: written.ids[index] ?? '' };
  });
  return { revision: written.revision, position: written.position, events: identified, state };
}

/** A stream holds its decider's own events and no others: each stream kind has one decider. */
const factOf = <E>(event: unknown): Fact<E> => event as Fact<E>;
