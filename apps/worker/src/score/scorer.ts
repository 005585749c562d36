import type { CreateEngine } from '#detection/engine';
import { WrongExpectedRevision } from '#event-store/event-store';
import type { Log } from '#event-store/log';
import { Session, scoredEvents } from './session.js';
import type { ScoringStore } from './scoring-store.js';

export type ScorerNeeds = {
  readonly log: Pick<Log, 'append' | 'facts' | 'store'>;
  readonly store: ScoringStore;
  readonly createEngine: CreateEngine;
  /** Told when a save in the background failed; the next run makes up for it. */
  readonly onError: (error: unknown) => void;
  /** Told how long a run took that had events to score. */
  readonly scored?: (seconds: number) => void;
};

/**
 * State is kept at most this often: what was said since is said again after a crash, to the same effect. In a busy
 * hour every save writes the state of nearly everybody.
 */
const saveEveryMs = 5_000;
/** A worker that has events to score saves within this. */
const aliveWithinMs = 2 * saveEveryMs;
const eventsBetweenSaves = 5_000;
/** Losing against another worker once in a while is normal; always losing is a defect. */
const mostReloads = 20;

type Open = { readonly session: Session; generation: number };

/**
 * Scores the log in order. Exactly once, by construction: everything it appends follows from the event that caused it
 * and from the state at that event, so that whatever is done twice is done the same.
 */
export class Scorer {
  readonly #needs: ScorerNeeds;
  #open: Open | undefined;
  #running: Promise<void> = Promise.resolve();
  #unsaved = false;
  #savedAt = 0;
  #swept: { readonly generation: number; readonly sinceMs: number } | undefined;
  #timer: NodeJS.Timeout | undefined;
  #stopping = false;

  constructor(needs: ScorerNeeds) {
    this.#needs = needs;
  }

  /** Scores everything that the log holds now. Calls wait for each other. */
  run(): Promise<void> {
    return this.#inTurn(() => this.#scoreToHead());
  }

  /**
   * Scores what no wake-up announced, unless another worker is at it: one that saves is alive, and reading its state
   * after every save would cost more than it helps.
   */
  async sweep(): Promise<void> {
    const generation = await this.#needs.store.generation();
    const nowMs = performance.now();
    if (this.#swept === undefined) {
      // Nobody is known to be at it.
      this.#swept = { generation, sinceMs: nowMs - aliveWithinMs };
    } else if (this.#swept.generation !== generation) {
      this.#swept = { generation, sinceMs: nowMs };
    }
    const isOurs = generation === this.#open?.generation;
    if (isOurs || nowMs - this.#swept.sinceMs >= aliveWithinMs) await this.run();
  }

  /** Ends soon, and keeps what was done. */
  async stop(): Promise<void> {
    this.#stopping = true;
    clearTimeout(this.#timer);
    await this.#inTurn(async () => {
      if (this.#open !== undefined && this.#unsaved) await this.#save(this.#open);
    });
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.#running.then(work);
    this.#running = turn.catch(() => undefined);
    return turn;
  }

  async #scoreToHead(): Promise<void> {
    let lost = false;
    for (let reloads = 0; !this.#stopping; reloads += 1) {
      const open = await this.#current(lost);
      try {
        if ((await this.#readOn(open)) === 'done') return;
      } catch (error) {
        // The session stands between two events now.
        this.#open = undefined;
        if (!(error instanceof WrongExpectedRevision) || reloads >= mostReloads) throw error;
        // Another engine said something else, and has not kept it or never will.
        lost = !(await this.#isOvertaken(open));
      }
    }
  }

  async #readOn(open: Open): Promise<'done' | 'lost'> {
    const { log } = this.#needs;
    const { session } = open;
    const head = await log.store.head();
    let events = 0;
    const startedMs = performance.now();
    for await (const event of log.facts.readAll({ from: session.through, filter: scoredEvents })) {
      if (this.#stopping) return 'done';
      await session.take(event);
      this.#unsaved = true;
      events += 1;
      if (events % eventsBetweenSaves === 0 && !(await this.#save(open))) return 'lost';
    }
    if (events > 0) this.#needs.scored?.((performance.now() - startedMs) / 1_000);
    // Everything up to where the log ended before is read, whether it concerned scoring or not.
    if (head > session.through) session.through = head;
    if (!this.#unsaved) return 'done';
    if (performance.now() - this.#savedAt >= saveEveryMs) return (await this.#save(open)) ? 'done' : 'lost';
    this.#saveLater();
    return 'done';
  }

  /**
   * The session to continue with: this process's own, unless another worker has saved since. `again`: what is saved
   * does not agree with the log.
   */
  async #current(again: boolean): Promise<Open> {
    const { log, store, createEngine } = this.#needs;
    if (this.#open !== undefined && (await this.#isOvertaken(this.#open))) this.#open = undefined;
    if (this.#open === undefined) {
      const saved = await store.load();
      const session = again
        ? await Session.openAgain(log, createEngine, saved)
        : await Session.open(log, createEngine, saved);
      this.#open = { session, generation: saved.generation };
      this.#unsaved = false;
    }
    return this.#open;
  }

  async #isOvertaken(open: Open): Promise<boolean> {
    return (await this.#needs.store.generation()) !== open.generation;
  }

  /** False when another worker saved first: then its state is the one to continue from. */
  async #save(open: Open): Promise<boolean> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#open = undefined;
    const generation = await this.#needs.store.save(open.generation, open.session.toSave());
    this.#unsaved = false;
    if (generation === 'lost') return false;
    this.#savedAt = performance.now();
    open.generation = generation;
    this.#open = open;
    return true;
  }

  #saveLater(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#inTurn(async () => {
        if (this.#open !== undefined && this.#unsaved) await this.#save(this.#open);
      }).catch(this.#needs.onError);
    }, saveEveryMs);
  }
}
