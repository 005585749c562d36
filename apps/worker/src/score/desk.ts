import type { EngineOutput } from '#detection/engine';
import { Chunked } from '#detection/from-log/chunked';
import type { Chunks } from '#detection/from-log/chunked';
import {
  alertEpisodeClosed,
  alertEpisodeOpened,
  alertExtended,
  alertRaised,
  riskAssessed,
} from '#domain/alert/alert.events';
import type { EventNamed } from '#domain/events';
import type { DetectionPolicy } from '#domain/policy/detection-policy';
import type { Word } from './said.js';

type Finding = Extract<EngineOutput, { kind: 'alert' }>;
type RiskEvent = EventNamed<'RiskAssessed' | 'AlertEpisodeOpened' | 'AlertEpisodeClosed'>;
type AlertEvent = EventNamed<'AlertRaised' | 'AlertExtended'>;

/** What one event made the engine say about one person, as events for that person's streams. */
export type Paper = {
  readonly employeeId: string;
  readonly risk: readonly RiskEvent[];
  /** Revision that the risk stream has before it. */
  readonly expected: number | 'none';
  readonly alerts: readonly AlertEvent[];
};
/** Under which policy and model the engine spoke. */
export type Spoken = {
  readonly policyVersion: number;
  readonly mode: DetectionPolicy['mode'];
  readonly modelVersion: string;
};

/**
 * `log`: the episode's number in the log. `engine`: the engine's own, null when the engine that opened it is gone:
 * an engine of another version numbers its episodes anew.
 */
type Episode = {
  readonly log: number;
  readonly engine: number | null;
  /** It stands on the risk stream, and its alert is still to be raised. */
  readonly unraised?: boolean;
};
type Written = { readonly riskEvents: number; readonly lastEpisode: number; readonly open: Episode | null };

/** Knows what stands on every person's risk stream, and so which revision and which episode comes next. */
export class Desk {
  readonly #people: Chunked<Written>;

  constructor(chunks: Chunks) {
    this.#people = new Chunked<Written>('desk/', { riskEvents: 0, lastEpisode: 0, open: null }, chunks);
  }

  /** The open episode of a person, or null. */
  openEpisode(employeeId: string): Episode | null {
    return this.#people.get(employeeId).open;
  }

  /** Its alert was disposed; when no engine knows the episode, none will close it either. */
  dispose(employeeId: string, episode: number): void {
    const { open, ...person } = this.#people.get(employeeId);
    if (open?.log === episode && open.engine === null) this.#people.set(employeeId, { ...person, open: null });
  }

  /** It stands in the log; whoever wrote it may not have kept that. */
  stands(word: Word): void {
    const { employeeId } = word.data;
    let { riskEvents, lastEpisode, open } = this.#people.get(employeeId);
    if (word.type === 'AlertRaised') {
      if (open?.log === word.data.episode) open = { log: open.log, engine: open.engine };
    } else if (word.type !== 'AlertExtended') {
      riskEvents += 1;
      if (word.type === 'AlertEpisodeOpened') {
        lastEpisode = word.data.episode;
        open = { log: lastEpisode, engine: null, unraised: true };
      }
      if (word.type === 'AlertEpisodeClosed') open = null;
    }
    this.#people.set(employeeId, { riskEvents, lastEpisode, open });
  }

  /** Writes up what the engine said at one event; each person's papers in the order in which it was said. */
  write(outputs: readonly EngineOutput[], spoken: Spoken): readonly Paper[] {
    if (spoken.mode === 'off') return [];
    const byPerson = new Map<string, EngineOutput[]>();
    for (const output of outputs) byPerson.set(output.employee, [...(byPerson.get(output.employee) ?? []), output]);
    return [...byPerson].map(([employeeId, said]) => this.#writeUp(employeeId, said, spoken));
  }

  /** After another engine has heard the log again: the episodes that it left open, by person. */
  reopen(episodes: ReadonlyMap<string, number>): void {
    for (const [employeeId, person] of this.#people.entries()) {
      const { open } = person;
      if (open === null) continue;
      this.#people.set(employeeId, { ...person, open: { ...open, engine: episodes.get(employeeId) ?? null } });
    }
    this.#people.touchAll();
  }

  takeChanged(): Chunks {
    return this.#people.takeChanged();
  }

  #writeUp(employeeId: string, said: readonly EngineOutput[], spoken: Spoken): Paper {
    const before = this.#people.get(employeeId);
    let { lastEpisode, open } = before;
    const risk: RiskEvent[] = [];
    const alerts: AlertEvent[] = [];
    for (const output of said) {
      if (output.kind === 'assessment') risk.push(assessed(output, spoken));
      else if (output.kind === 'episode_closed') {
        if (open === null || open.engine !== output.episode) continue;
        risk.push(alertEpisodeClosed.of({ employeeId, episode: open.log, because: output.because }));
        open = null;
      } else if (spoken.mode === 'on') {
        const isKnown = open !== null && (open.engine === null || open.engine === output.episode);
        const isUnraised = open?.unraised === true;
        const episode: number = isKnown && open !== null ? open.log : lastEpisode + 1;
        open = { log: episode, engine: output.episode };
        const finding = found(output, episode, spoken);
        if (isKnown) alerts.push(isUnraised ? raised(output, finding) : alertExtended.of(finding));
        else {
          lastEpisode = episode;
          risk.push(alertEpisodeOpened.of({ employeeId, episode, alertId: finding.alertId }));
          alerts.push(raised(output, finding));
        }
      }
    }
    const riskEvents = before.riskEvents + risk.length;
    this.#people.set(employeeId, { riskEvents, lastEpisode, open });
    return { employeeId, risk, expected: before.riskEvents === 0 ? 'none' : before.riskEvents - 1, alerts };
  }
}

const modelOf = ({ inputHash }: { readonly inputHash: string }, { modelVersion }: Spoken) => ({
  version: modelVersion,
  inputHash,
});

const partsOf = ({ parts }: Pick<Finding, 'parts'>) => parts.map((part) => ({ ...part, events: [...part.events] }));

const assessed = (output: Extract<EngineOutput, { kind: 'assessment' }>, spoken: Spoken): RiskEvent =>
  riskAssessed.of({
    employeeId: output.employee,
    date: output.date,
    because: output.because,
    band: output.band,
    score: output.score,
    surprise: output.surprise,
    parts: partsOf(output),
    missing: [...output.missing],
    at: output.at,
    model: modelOf(output, spoken),
    policyVersion: spoken.policyVersion,
  });

type AlertFinding = Parameters<(typeof alertExtended)['of']>[0];

const found = (output: Finding, episode: number, spoken: Spoken): AlertFinding => ({
  alertId: `${output.employee}-${episode}`,
  employeeId: output.employee,
  episode,
  severity: output.severity,
  score: output.score,
  parts: partsOf(output),
  sentence: { key: output.sentence.key, values: { ...output.sentence.values } },
  at: output.at,
  window: { ...output.window },
  model: modelOf(output, spoken),
});

const raised = (output: Finding, finding: AlertFinding): AlertEvent =>
  alertRaised.of({
    ...finding,
    kind: output.lookBack ? 'look_back' : 'live',
    delivery: output.delivery,
    resignationEventId: output.resignationId,
    departure: output.departure === null ? null : { ...output.departure },
  });
