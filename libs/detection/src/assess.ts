import type { DetectionPolicy } from '#domain/policy/detection-policy';
import { feature } from './features.js';
import { beliefIn, type Feedback } from './feedback.js';
import type { Indicator } from './indicator.js';
import { indicators } from './indicators.js';
import { Sum, sumOf } from './model.js';
import { parameters } from './parameters.js';
import type { PersonState } from './person.js';
import { expectDay, ownDispersion, surpriseOfDay, surpriseOfRate, type Expectation } from './predict.js';
import type { Prior } from './prior.js';

export const indicatorCount = indicators.length;
export const featureOfIndicator: readonly number[] = indicators.map((indicator) => feature[indicator.feature]);

/** What a day's surprises are measured against; fixed while neither the person's model nor the prior changes. */
export type Yardstick = {
  readonly person: PersonState;
  readonly prior: Prior;
  readonly day: number;
  readonly weights: readonly number[];
  /** How many times the usual the person does on a day of this kind. */
  readonly pace: number;
  /** How many times the usual of such a day the firm does, by feature; 1 or more. */
  readonly shift: (column: number) => number;
  readonly expectations: (Expectation | undefined)[];
  readonly months: (Month | null | undefined)[];
};

export const yardstick = (
  person: PersonState,
  prior: Prior,
  day: number,
  weights: readonly number[],
  pace: number,
  shift: (column: number) => number,
): Yardstick => ({ person, prior, day, weights, pace, shift, expectations: [], months: [] });

type Finding = { readonly indicator: number; readonly observed: number; readonly surprise: number };
export type DayAssessment = {
  /** Weighted surprise of the most surprising families. */
  readonly surprise: number;
  readonly findings: readonly Finding[];
  /** By indicator, as measured: before experience with the measure, weight and floor. */
  readonly raw: Float64Array;
  /** What of the month has been told, this day included. */
  readonly told: number;
};

/** Default weights with the policy's changes and the officers' judgements; 0 for what the policy switches off. */
export function weightsOf(policy: DetectionPolicy, feedback: Feedback): readonly number[] {
  return indicators.map(({ code, weight }) => {
    const setting = policy.indicators[code];
    if (setting?.enabled === false) return 0;
    return (setting?.weight ?? weight) * beliefIn(feedback, code);
  });
}

/** Families by number, in the order of their first indicator. */
const families = [...new Set(indicators.map(({ family }) => family))];
const familyOf: readonly number[] = indicators.map(({ family }) => families.indexOf(family));

/** The indicator that speaks for each family, or -1; reused from call to call. */
const speakers = new Int32Array(families.length);
function chooseSpeakers(parts: Float64Array): void {
  speakers.fill(-1);
  for (let at = 0; at < indicatorCount; at += 1) {
    const part = parts[at] ?? 0;
    const family = familyOf[at] ?? 0;
    const best = speakers[family] ?? -1;
    if (part > 0 && (best < 0 || part > (parts[best] ?? 0))) speakers[family] = at;
  }
}

/** What the most surprising families of a day come to together. */
export function combined(parts: Float64Array): number {
  chooseSpeakers(parts);
  let sum = 0;
  for (let place = 0; place < parameters.top.length; place += 1) {
    let best = -1;
    for (let family = 0; family < speakers.length; family += 1) {
      const at = speakers[family] ?? -1;
      if (at >= 0 && (best < 0 || (parts[at] ?? 0) > (parts[speakers[best] ?? 0] ?? 0))) best = family;
    }
    if (best < 0) break;
    sum += (parts[speakers[best] ?? 0] ?? 0) * (parameters.top[place] ?? 0);
    speakers[best] = -1;
  }
  return sum;
}

export function assessDay(counts: Float64Array, by: Yardstick): DayAssessment {
  const raw = new Float64Array(indicatorCount);
  const parts = new Float64Array(indicatorCount);
  for (let at = 0; at < indicatorCount; at += 1) {
    const count = counts[featureOfIndicator[at] ?? 0] ?? 0;
    if (count < (indicators[at]?.atLeast ?? 1)) continue;
    raw[at] = surpriseOf(at, count, counts, by);
    parts[at] = part(at, raw[at] ?? 0, by);
  }
  chooseSpeakers(parts);
  const ranked = [...speakers].filter((at) => at >= 0).sort((a, b) => (parts[b] ?? 0) - (parts[a] ?? 0) || a - b);
  const findings = ranked.slice(0, parameters.top.length).map((at, place) => ({
    indicator: at,
    observed: observed(at, counts[featureOfIndicator[at] ?? 0] ?? 0, by),
    surprise: (parts[at] ?? 0) * (parameters.top[place] ?? 0),
  }));
  const news = findings.find(({ indicator }) => isMonthly[indicator] === true);
  return {
    surprise: findings.reduce((sum, { surprise }) => sum + surprise, 0),
    findings,
    raw,
    told: toldBefore(by) + (news === undefined ? 0 : (parts[news.indicator] ?? 0)),
  };
}

/** What of the month is old news on this day: its totals say the same thing for weeks, and are heard once. */
const toldBefore = ({ person, day }: Yardstick): number =>
  person.told === 0 ? 0 : person.told * Math.exp(-Math.max(0, day - person.accumulatedOn) / parameters.toldDays);

/** The part of one indicator, were its count this. */
export const weighted = (at: number, count: number, counts: Float64Array, by: Yardstick): number =>
  part(at, surpriseOf(at, count, counts, by), by);

/** Days of own experience that the peers' is worth. */
const peerDays = 40;
const peerExcesses = 6;
/**
 * Weighted surprise beyond the floor. What the measure says is first set against how often, and how far, it said so
 * on this person’s days and on the peers’: the tail beyond the floor is taken as exponential with their mean.
 */
function part(at: number, surprise: number, by: Yardstick): number {
  const { prior, weights } = by;
  const { model } = by.person;
  const weight = weights[at] ?? 0;
  const beyond = surprise - parameters.floor;
  if (weight === 0 || beyond <= 0) return 0;
  const alike = isMonthly[at] === true ? parameters.alikeDays : 1;
  const exceeded = (model.exceeded[at] ?? 0) / alike;
  const share = (exceeded + peerDays * (prior.exceedance[at] ?? 0)) / (model.measuredDays / alike + peerDays);
  const mean =
    ((model.excess[at] ?? 0) / alike + peerExcesses * (prior.meanExcess[at] ?? 1)) / (exceeded + peerExcesses);
  const grown = Math.max(0, -Math.log(share) - parameters.base + beyond / Math.max(mean, 0.7));
  if (isMonthly[at] !== true) return weight * compressed(grown, parameters.knee);
  return Math.max(0, weight * parameters.monthlyScale * compressed(grown, parameters.monthlyKnee) - toldBefore(by));
}

const compressed = (surprise: number, knee: number): number =>
  surprise <= knee ? surprise : knee * (1 + Math.log(surprise / knee));
const isMonthly: readonly boolean[] = indicators.map(({ test }) => test === 'month');

function surpriseOf(at: number, count: number, counts: Float64Array, by: Yardstick): number {
  const indicator = indicators[at];
  const column = featureOfIndicator[at] ?? 0;
  if (indicator === undefined) return 0;
  if (indicator.test === 'day') {
    const { model } = by.person;
    // At or below the own mean nothing reaches the floor: the most frequent answer, given without arithmetic.
    if (count * model.days <= sumOf(model, column, Sum.Total)) return 0;
    const expected = (by.expectations[at] ??= expectDay(model, by.prior, column, by.pace * by.shift(column)));
    return surpriseOfDay(count, expected, indicator.lumpy === true ? 1 : parameters.heavyTail);
  }
  if (indicator.test === 'share') {
    const whole = wholeOf(indicator);
    const exposure = Math.max(count, counts[whole] ?? 0);
    const rate = shareOf(by, column, whole);
    return surpriseOfRate(count, rate * exposure, 1 / shareDispersion);
  }
  const month = monthOf(at, by);
  if (month === null || count + month.before < leastOfMonth) return 0;
  return surpriseOfRate(count + month.before, month.mean, month.size);
}

const shareDispersion = 0.5;
/** Share of a person's own past, drawn to the peers' by as much as 20 units. */
function shareOf({ person, prior }: Yardstick, part: number, whole: number): number {
  const units = 20;
  const peers = (prior.mean[part] ?? 0) / Math.max(prior.mean[whole] ?? 0, 1e-6);
  const own = sumOf(person.model, part, Sum.Total);
  return (units * Math.min(peers, 1) + own) / (units + Math.max(own, sumOf(person.model, whole, Sum.Total)));
}

const observed = (at: number, count: number, by: Yardstick): number =>
  indicators[at]?.test === 'month' ? count + (monthOf(at, by)?.before ?? 0) : count;

/** What an indicator's count is compared with: so many usual days, or, for a share, so many usual units of `column`. */
export function comparedWith(
  at: number,
  counts: Float64Array,
  by: Yardstick,
): { readonly units: number; readonly column: number | null } {
  const indicator = indicators[at];
  if (indicator?.test === 'month') return { units: monthOf(at, by)?.exposure ?? 1, column: null };
  if (indicator?.test !== 'share') return { units: 1, column: null };
  const whole = wholeOf(indicator);
  return { units: Math.max(counts[feature[indicator.feature]] ?? 0, counts[whole] ?? 0), column: whole };
}

/** Column of what an indicator's count is a share of. */
const wholeOf = ({ of, feature: part }: Indicator): number => feature[of ?? part];

const monthDays = 30;
/** A month's total below it is a day's affair. */
const leastOfMonth = 8;
type Month = {
  /** Total of the last 29 calendar days. */
  readonly before: number;
  readonly mean: number;
  readonly size: number;
  /** Active days that the mean is of. */
  readonly exposure: number;
};
/** A month is compared only with a past that is worth the name. */
const daysBeforeMonth = 15;
/** Months differ more than their days tell: habits drift, seasons turn, people are promoted. */
const drift = 0.15;
const clustering = 3;

/** Expected 30-day total from the days before the window, in calendar time; null while there is too little past. */
function monthOf(at: number, by: Yardstick): Month | null {
  const known = by.months[at];
  if (known !== undefined) return known;
  const month = workOutMonth(featureOfIndicator[at] ?? 0, by);
  by.months[at] = month;
  return month;
}

const monthlyColumns: readonly number[] = [
  ...new Set(indicators.filter(({ test }) => test === 'month').map((indicator) => feature[indicator.feature])),
];

function workOutMonth(column: number, by: Yardstick): Month | null {
  const { person, day } = by;
  const { model } = person;
  if (person.lastMonth === null || person.lastMonth.day !== day) person.lastMonth = addUpMonth(person, day);
  const { taughtDays, activeDays, totals } = person.lastMonth;
  const place = monthlyColumns.indexOf(column);
  const before = totals[place] ?? 0;
  const taught = totals[place + monthlyColumns.length] ?? 0;
  const daysBefore = Math.max(0, model.days - taughtDays);
  if (daysBefore < daysBeforeMonth) return null;
  const span = Math.max(monthDays, day - monthDays - model.firstDay);
  const usualDays = (daysBefore / span) * monthDays;
  const exposure = Math.max(Math.min(activeDays, usualDays * 1.3), 3);
  const priorDays = (by.prior.meanDays[column] ?? 1) + 5;
  const totalBefore = Math.max(0, sumOf(model, column, Sum.Total) - taught);
  const perDay = (priorDays * (by.prior.mean[column] ?? 0) + totalBefore) / (priorDays + daysBefore);
  const dispersion = ownDispersion(model, by.prior, column, perDay);
  // How little the rate itself is known: rarer acts, and unequal days, tell less of it.
  const ofRate = (1 / Math.max(perDay, rarest) + dispersion) / (priorDays + daysBefore);
  return {
    before,
    mean: perDay * exposure * by.shift(column),
    exposure,
    size: 1 / (drift + (clustering * dispersion) / exposure + ofRate),
  };
}
const rarest = 1e-3;

/** What a closed day keeps for the months to come. */
export const monthlyCounts = (counts: Float64Array): readonly number[] =>
  monthlyColumns.map((column) => counts[column] ?? 0);

/** The last 29 calendar days before a day: of each monthly column the total, then what of it has taught. */
function addUpMonth(person: PersonState, day: number): NonNullable<PersonState['lastMonth']> {
  const totals = monthlyColumns.concat(monthlyColumns).map(() => 0);
  let taughtDays = 0;
  let activeDays = 1;
  for (let k = person.days.length - 1; k >= 0; k -= 1) {
    const closed = person.days[k];
    if (closed === undefined || closed.day <= day - monthDays) break;
    if (closed.day >= day) continue;
    activeDays += 1;
    const isTaught = closed.teaches && closed.day <= person.model.taughtThrough;
    if (isTaught) taughtDays += 1;
    for (let place = 0; place < monthlyColumns.length; place += 1) {
      const count = closed.monthly[place] ?? 0;
      totals[place] = (totals[place] ?? 0) + count;
      if (isTaught) totals[place + monthlyColumns.length] = (totals[place + monthlyColumns.length] ?? 0) + count;
    }
  }
  return { day, taughtDays, activeDays, totals };
}
