import type { DetectionPolicy } from '#domain/policy/detection-policy';
import { feature } from './features.js';
import type { Indicator } from './indicator.js';
import { indicators } from './indicators.js';
import { Sum, sumOf } from './model.js';
import { parameters } from './parameters.js';
import type { ClosedDay, PersonState } from './person.js';
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
  /** How many times the usual the firm does, by feature; 1 or more. */
  readonly shift: (column: number) => number;
  readonly expectations: (Expectation | undefined)[];
  /** The last 29 days' total of each monthly indicator. */
  readonly months: (number | undefined)[];
};

export const yardstick = (
  person: PersonState,
  prior: Prior,
  day: number,
  weights: readonly number[],
  shift: (column: number) => number,
): Yardstick => ({ person, prior, day, weights, shift, expectations: [], months: [] });

export type Finding = { readonly indicator: number; readonly observed: number; readonly surprise: number };
export type DayAssessment = {
  /** Weighted surprise of the most surprising families. */
  readonly surprise: number;
  readonly findings: readonly Finding[];
};

/** Default weights with the policy's changes; 0 for what it switches off. */
export function weightsOf(policy: DetectionPolicy | null): readonly number[] {
  return indicators.map(({ code, weight }) => {
    const setting = policy?.indicators[code];
    if (setting?.enabled === false) return 0;
    return setting?.weight ?? weight;
  });
}

export function assessDay(counts: Float64Array, by: Yardstick): DayAssessment {
  const best = new Map<Indicator['family'], Finding>();
  for (let at = 0; at < indicatorCount; at += 1) {
    const indicator = indicators[at];
    const count = counts[featureOfIndicator[at] ?? 0] ?? 0;
    if (indicator === undefined || count < indicator.atLeast) continue;
    const surprise = weighted(at, count, counts, by);
    if (surprise > 0 && surprise > (best.get(indicator.family)?.surprise ?? 0)) {
      best.set(indicator.family, { indicator: at, observed: observed(at, count, by), surprise });
    }
  }
  const ranked = [...best.values()].sort((a, b) => b.surprise - a.surprise || a.indicator - b.indicator);
  const findings = ranked
    .slice(0, parameters.top.length)
    .map((finding, place) => ({ ...finding, surprise: finding.surprise * (parameters.top[place] ?? 0) }));
  return { surprise: findings.reduce((sum, { surprise }) => sum + surprise, 0), findings };
}

/** The part of one indicator: surprise beyond the floor, compressed beyond the knee, weighted. */
export function weighted(at: number, count: number, counts: Float64Array, by: Yardstick): number {
  const weight = by.weights[at] ?? 0;
  if (weight === 0) return 0;
  return weight * compressed(surpriseOf(at, count, counts, by));
}

export function compressed(surprise: number): number {
  const beyond = surprise - parameters.floor;
  if (beyond <= 0) return 0;
  return beyond <= parameters.knee ? beyond : parameters.knee * (1 + Math.log(beyond / parameters.knee));
}

function surpriseOf(at: number, count: number, counts: Float64Array, by: Yardstick): number {
  const indicator = indicators[at];
  const column = featureOfIndicator[at] ?? 0;
  if (indicator === undefined) return 0;
  if (indicator.test === 'day') {
    const expected = (by.expectations[at] ??= expectDay(by.person.model, by.prior, column, by.shift(column)));
    return surpriseOfDay(count, expected);
  }
  if (indicator.test === 'share') {
    const whole = feature[indicator.of ?? indicator.feature];
    const exposure = Math.max(count, counts[whole] ?? 0);
    const rate = shareOf(by, column, whole);
    return surpriseOfRate(count, rate * exposure, 1 / shareDispersion);
  }
  const total = count + monthBefore(at, by);
  const { mean, size } = monthly(at, by);
  return surpriseOfRate(total, mean, size);
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
  indicators[at]?.test === 'month' ? count + monthBefore(at, by) : count;

const monthDays = 30;
export function monthBefore(at: number, by: Yardstick): number {
  return (by.months[at] ??= totalOf(by.person.days, featureOfIndicator[at] ?? 0, by.day));
}

function totalOf(days: readonly ClosedDay[], column: number, day: number): number {
  let total = 0;
  for (let k = days.length - 1; k >= 0; k -= 1) {
    const closed = days[k];
    if (closed === undefined || closed.day <= day - monthDays) break;
    if (closed.day < day) total += countIn(closed.counts, column);
  }
  return total;
}

export function countIn(sparse: readonly number[], column: number): number {
  for (let k = 0; k < sparse.length; k += 2) if (sparse[k] === column) return sparse[k + 1] ?? 0;
  return 0;
}

/** Expected 30-day total from the days before the window, in calendar time; bursts make days of a month alike. */
function monthly(at: number, by: Yardstick): { mean: number; size: number } {
  const column = featureOfIndicator[at] ?? 0;
  const { model } = by.person;
  const window = by.person.days.filter(({ day, taught }) => taught && day > by.day - monthDays && day < by.day);
  const recent = window.reduce((sum, closed) => sum + countIn(closed.counts, column), 0);
  const daysBefore = Math.max(0, model.days - window.length);
  const totalBefore = Math.max(0, sumOf(model, column, Sum.Total) - recent);
  const activePerMonth = Math.max(window.length + 1, 4);
  const priorDays = (by.prior.meanDays[column] ?? 1) + 5;
  const perDay = (priorDays * (by.prior.mean[column] ?? 0) + totalBefore) / (priorDays + daysBefore);
  const mean = perDay * activePerMonth * by.shift(column);
  const dispersion = ownDispersion(model, by.prior, column, perDay);
  const clustering = 3;
  return { mean, size: activePerMonth / (clustering * dispersion + activePerMonth / (priorDays + daysBefore)) };
}
