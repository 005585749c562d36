import { createHash } from 'node:crypto';
import {
  assessDay,
  comparedWith,
  indicatorCount,
  featureOfIndicator,
  type DayAssessment,
  type Yardstick,
} from './assess.js';
import { breachesOf, rankOf, rankOfBreaches, thresholdsOn } from './alerts.js';
import type { ScorePart } from './engine.js';
import { evidenceOf } from './evidence.js';
import { feature, featureCount } from './features.js';
import type { Firm } from './firm.js';
import { indicators } from './indicators.js';
import { Sum, sumOf } from './model.js';
import type { OpenDay } from './open-day.js';
import { modelVersion, parameters } from './parameters.js';
import { employmentOn, type DayPart, type PersonState } from './person.js';

/** One day of one person against everything known before it. */
export type ScoredDay = {
  readonly status: 'learning' | 'cannot_say' | 'scored';
  readonly missing: readonly string[];
  readonly rank: number;
  readonly absolute: boolean;
  /** Accumulated surprise of each indicator, this day included. */
  readonly accumulatedBy: readonly number[];
  readonly accumulated: number;
  readonly surprise: number;
  readonly score: number | null;
  /** What an alert shows: never null, since a limit contributes even while learning. */
  readonly alertScore: number;
  readonly parts: readonly DayPart[];
  readonly inputHash: string;
  readonly raw: Float64Array;
  /** What of the month has been told, this day included. */
  readonly told: number;
};

const millionths = (value: number): number => Math.round(value * 1e6) / 1e6;

export function statusOf(person: PersonState, day: number): ScoredDay['status'] {
  if (employmentOn(person, day) === null) return 'cannot_say';
  return person.activeDays < parameters.learningDays ? 'learning' : 'scored';
}

/** What earlier days leave of the accumulated surprise on this day: less with every calendar day. */
const remaining = (person: PersonState, day: number): number =>
  Math.exp(-Math.max(0, day - person.accumulatedOn) / parameters.memoryDays);

const nothingSurprising: DayAssessment = { surprise: 0, findings: [], raw: new Float64Array(0), told: 0 };

/** Accumulated surprise with this day's; nothing else is worked out, for it is asked with every record. */
export function accumulatedWith(person: PersonState, day: number, surprise: number): number {
  const keep = remaining(person, day);
  let carried = 0;
  for (const value of person.accumulated) carried += faded(value * keep);
  return carried + parameters.dayWeight * surprise;
}

export function scoreDay(firm: Firm, person: PersonState, day: OpenDay, by: Yardstick): ScoredDay {
  const status = statusOf(person, day.day);
  const assessed: DayAssessment = status === 'scored' ? assessDay(day.counts, by) : nothingSurprising;
  const keep = remaining(person, day.day);
  const accumulatedBy = Array.from({ length: indicatorCount }, (_, at) => faded((person.accumulated[at] ?? 0) * keep));
  for (const { indicator, surprise } of assessed.findings) {
    accumulatedBy[indicator] = (accumulatedBy[indicator] ?? 0) + parameters.dayWeight * surprise;
  }
  const accumulated = accumulatedBy.reduce((sum, value) => sum + value, 0);
  const breaches = breachesOf(day.counts, firm.limits);
  const parts = [...breachParts(day, breaches), ...learnedParts(day, by, accumulatedBy, assessed)].sort(
    (a, b) => b.contribution - a.contribution,
  );
  const total = millionths(parts.reduce((sum, { contribution }) => sum + contribution, 0));
  const learnedRank =
    status === 'scored' && assessed.surprise > 0 ? rankOf(accumulated, thresholdsOn(firm, person, day.day)) : 0;
  return {
    status,
    missing: status === 'cannot_say' ? ['employment'] : [],
    rank: Math.max(learnedRank, rankOfBreaches(breaches)),
    absolute: breaches.length > 0,
    accumulatedBy,
    accumulated,
    surprise: millionths(assessed.surprise),
    score: status === 'scored' ? total : null,
    alertScore: total,
    parts,
    inputHash: hashOf(firm, person, day, by),
    raw: assessed.raw,
    told: assessed.told,
  };
}

/** What has faded this far is forgotten, rather than carried in every explanation. */
const leastCarried = 0.04;
const faded = (value: number): number => (value < leastCarried ? 0 : value);

function breachParts(day: OpenDay, breaches: ReturnType<typeof breachesOf>): DayPart[] {
  return breaches.map(({ indicator, observed, limit }) => ({
    indicator: indicator.code,
    contribution: indicator.contribution,
    observed,
    expectedSelf: limit,
    expectedPeers: null,
    ...evidenceOf(day.evidence, feature[indicator.feature]),
  }));
}

function learnedParts(
  day: OpenDay,
  by: Yardstick,
  accumulatedBy: readonly number[],
  assessed: DayAssessment,
): DayPart[] {
  const parts: DayPart[] = [];
  for (let at = 0; at < indicatorCount; at += 1) {
    const contribution = millionths((accumulatedBy[at] ?? 0) * parameters.scoreScale);
    const indicator = indicators[at];
    if (contribution <= 0 || indicator === undefined) continue;
    const today = assessed.findings.find((finding) => finding.indicator === at);
    const found = today === undefined ? none : evidenceOf(day.evidence, evidenceColumn(at));
    parts.push({
      indicator: indicator.code,
      contribution,
      observed: today?.observed ?? 0,
      ...expectations(at, day.counts, by),
      ...found,
    });
  }
  return parts;
}
const none = { ids: [], count: 0 };

const mostEvents = 20;
/** Parts as shown: what an indicator saw on the days before, as far as they still count, is added to today's evidence. */
export const explain = (person: PersonState, day: number, parts: readonly DayPart[]): readonly ScorePart[] =>
  explainDated(person, day, parts).parts;

/** The same, and of each part the local day whose count it shows: most of a score may be of the days before. */
export function explainDated(
  person: PersonState,
  day: number,
  parts: readonly DayPart[],
): { readonly parts: readonly ScorePart[]; readonly seenOn: readonly number[] } {
  if (parts.length === 0) return { parts: [], seenOn: [] };
  const shown = new Map(
    parts.map(({ ids, count, ...part }) => [part.indicator, { ...part, eventCount: count, events: [...ids] }]),
  );
  const seenOn = new Map<string, number>();
  for (let k = person.days.length - 1; k >= 0; k -= 1) {
    const closed = person.days[k];
    if (closed === undefined || closed.day <= day - evidenceDays) break;
    if (closed.day >= day) continue;
    for (const earlier of closed.parts) {
      const part = earlier.count === 0 ? undefined : shown.get(earlier.indicator);
      if (part === undefined) continue;
      if (part.observed === 0) {
        part.observed = earlier.observed;
        part.expectedSelf = earlier.expectedSelf;
        part.expectedPeers = earlier.expectedPeers;
        seenOn.set(part.indicator, closed.day);
      }
      part.eventCount += earlier.count;
      for (const id of earlier.ids) if (part.events.length < mostEvents) part.events.push(id);
    }
  }
  const explained = [...shown.values()];
  return { parts: explained, seenOn: explained.map(({ indicator }) => seenOn.get(indicator) ?? day) };
}
/** After so many days even the greatest theft has faded from the score: every part has its evidence until then. */
export const evidenceDays = 40;

/** Derived counts are proved by the records of what they are derived from. */
function evidenceColumn(at: number): number {
  const column = featureOfIndicator[at] ?? 0;
  if (column === feature.strangers) return feature.newObjects;
  if (column === feature.foreignStrangers) return feature.foreign;
  return column === feature.sequences ? feature.outflowRows : column;
}

function expectations(
  at: number,
  counts: Float64Array,
  by: Yardstick,
): { expectedSelf: number | null; expectedPeers: number | null } {
  const column = featureOfIndicator[at] ?? 0;
  const { model } = by.person;
  const compared = comparedWith(at, counts, by);
  const own = compared.column === null ? model.days : sumOf(model, compared.column, Sum.Total);
  const peers = compared.column === null ? 1 : (by.prior.mean[compared.column] ?? 0);
  const isKnown = by.prior.people >= parameters.peersAtLeast && peers > 0;
  return {
    expectedSelf: own === 0 ? null : millionths((sumOf(model, column, Sum.Total) / own) * compared.units),
    expectedPeers: isKnown ? millionths(((by.prior.mean[column] ?? 0) / peers) * compared.units) : null,
  };
}

/** SHA-256 of what the score is a function of: model version, policy, baseline, what was carried over, the day. */
function hashOf(firm: Firm, person: PersonState, day: OpenDay, by: Yardstick): string {
  const hash = createHash('sha256');
  hash.update(
    `${modelVersion} ${firm.policyVersion} ${person.id} ${day.day} ${person.activeDays} ${person.told} ${by.prior.people}`,
  );
  const numbers = new Float64Array(featureCount + person.model.sums.length + indicatorCount + by.prior.mean.length);
  numbers.set(day.counts);
  numbers.set(person.model.sums, featureCount);
  numbers.set(person.accumulated, featureCount + person.model.sums.length);
  numbers.set(by.prior.mean, featureCount + person.model.sums.length + indicatorCount);
  hash.update(new Uint8Array(numbers.buffer));
  return hash.digest('hex').slice(0, 32);
}
