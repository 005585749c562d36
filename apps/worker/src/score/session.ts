import type { CreateEngine, DetectionEngine, EngineOutput } from '#detection/engine';
import { episodeOf, lookBeside } from '#detection/from-log/beside';
import { prefixed, unprefixed } from '#detection/from-log/chunked';
import { Facts, isScored, scoredTypes } from '#detection/from-log/facts';
import type { ScoredEvent } from '#detection/from-log/facts';
import type { RecordedFact } from '#event-store/codec';
import { appendPaper } from './append-paper.js';
import type { Appends } from './append-paper.js';
import { Desk } from './desk.js';
import type { SavedScoring, ScoringToSave } from './scoring-store.js';
import { readSaid } from './said.js';

const engineChunks = 'engine/';
export const scoredEvents = { types: [...scoredTypes] };

/**
 * The fold at one point of the log: the engine, what it is told with, what it has written. Once a call has thrown, it
 * stands between two points and must be dropped.
 */
export class Session {
  through: string;
  readonly #log: Appends;
  readonly #engine: DetectionEngine;
  readonly #facts: Facts;
  readonly #desk: Desk;
  #replaceAll = false;

  private constructor(log: Appends, engine: DetectionEngine, facts: Facts, desk: Desk, through: string) {
    this.#log = log;
    this.#engine = engine;
    this.#facts = facts;
    this.#desk = desk;
    this.through = through;
  }

  /** Continues from what was saved; state of another engine is made again from the log, and says nothing twice. */
  static async open(log: Appends, createEngine: CreateEngine, saved: SavedScoring): Promise<Session> {
    if (createEngine(new Map()).version !== saved.engine) return Session.openAgain(log, createEngine, saved);
    const engine = createEngine(unprefixed(engineChunks, saved.chunks));
    return new Session(log, engine, new Facts(saved.chunks), new Desk(saved.chunks), saved.through);
  }

  /**
   * Makes everything again from the log, what was said included: somebody else may have said more than was kept.
   * What has been spoken of is heard and not said again.
   */
  static async openAgain(log: Appends, createEngine: CreateEngine, { through }: SavedScoring): Promise<Session> {
    const desk = new Desk(new Map());
    const said = await readSaid(log.facts, through, (word) => desk.stands(word));
    const session = new Session(log, createEngine(new Map()), new Facts(new Map()), desk, said.through);
    const open = new Map<string, number>();
    let sayTheRest = async () => {};
    for await (const event of log.facts.readAll({ filter: scoredEvents })) {
      if (event.position > said.through) break;
      if (!isScored(event)) continue;
      const outputs = await session.#hear(event, 'again');
      for (const output of outputs) {
        if (output.kind === 'alert') open.set(output.employee, output.episode);
        if (output.kind === 'episode_closed') open.delete(output.employee);
      }
      if (event.type === 'AlertDisposed') desk.dispose(event.data.employeeId, episodeOf(event.data.alertId));
      if (event.position > through) sayTheRest = () => session.#sayTheRest(event, outputs, said.lastOf);
    }
    desk.reopen(open);
    session.#replaceAll = true;
    await sayTheRest();
    return session;
  }

  /**
   * Whoever spoke of this event may have ended meanwhile: people of whom nothing was said yet, and the alert of an
   * episode that is open.
   */
  async #sayTheRest(event: ScoredEvent, outputs: readonly EngineOutput[], saidOf: ReadonlySet<string>): Promise<void> {
    const unsaid = outputs.filter(
      ({ kind, employee }) => !saidOf.has(employee) || (kind === 'alert' && this.#desk.openEpisode(employee) !== null),
    );
    await this.#say(event, unsaid);
  }

  /** Tells the engine an event and appends what it says. */
  async take(event: RecordedFact): Promise<void> {
    if (!isScored(event)) return;
    await this.#say(event, await this.#hear(event, 'first'));
    if (event.type === 'AlertDisposed') this.#desk.dispose(event.data.employeeId, episodeOf(event.data.alertId));
    this.through = event.position;
  }

  async #say(event: ScoredEvent, outputs: readonly EngineOutput[]): Promise<void> {
    const { version, mode } = this.#facts.policy;
    const spoken = { policyVersion: version, mode, modelVersion: this.#engine.version };
    for (const paper of this.#desk.write(outputs, spoken)) await appendPaper(this.#log, event, paper);
  }

  /** What has to be kept for another session to continue from here. */
  toSave(): ScoringToSave {
    const changed = new Map([
      ...prefixed(engineChunks, this.#engine.takeChanged()),
      ...this.#facts.takeChanged(),
      ...this.#desk.takeChanged(),
    ]);
    const replaceAll = this.#replaceAll;
    this.#replaceAll = false;
    return { engine: this.#engine.version, through: this.through, changed, replaceAll };
  }

  /** `again`: an engine of another version hears its past, in which it has no episode of ours. */
  async #hear(event: ScoredEvent, time: 'first' | 'again') {
    const beside = await lookBeside(this.#log.facts, event, ({ employeeId, episode }) =>
      time === 'again' ? null : this.#engineEpisode(employeeId, episode),
    );
    return this.#facts.tell(event, beside).flatMap((input) => this.#engine.step(input));
  }

  #engineEpisode(employeeId: string, episode: number): number | null {
    const open = this.#desk.openEpisode(employeeId);
    return open?.log === episode ? open.engine : noEpisode;
  }
}

/** Episodes count from 1: an alert that is disposed after its episode closed closes no other. */
const noEpisode = 0;
