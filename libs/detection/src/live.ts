import { thresholdsOn } from './alerts.js';
import { assessDay, featureOfIndicator, indicatorCount, weighted, type Yardstick } from './assess.js';
import { assessmentOf, raise } from './close-day.js';
import type { EngineOutput } from './engine.js';
import { feature, featureCount } from './features.js';
import { strictYardstick, yardstickFor, type Firm } from './firm.js';
import { absoluteIndicators, indicators } from './indicators.js';
import type { OpenDay } from './open-day.js';
import { parameters } from './parameters.js';
import { quarterOf } from './shift.js';
import type { PersonState } from './person.js';
import { completeCounts } from './hand-over.js';
import { accumulatedWith, remaining, scoreDay, statusOf } from './score-day.js';

/**
 * What can be skipped while a day is open, without changing any answer: from each indicator's `guard` on it could take
 * part in crossing the next band. Never stored: it follows from the state.
 */
export type Watch = {
  readonly day: OpenDay;
  /** The rank and the priors for which it was worked out. */
  readonly rank: number;
  readonly priorsDay: number;
  readonly policyVersion: number;
  readonly departure: unknown;
  readonly by: Yardstick;
  /** The least part of an indicator with which the day could cross. */
  readonly need: number;
  readonly threshold: number;
  readonly guards: Float64Array;
  isHot: boolean;
};

const topWeight = parameters.top.reduce((sum, weight) => sum + weight, 0);

export const isCurrent = (watch: Watch, firm: Firm, person: PersonState, day: OpenDay): boolean =>
  watch.day === day &&
  watch.rank === day.band &&
  watch.priorsDay === firm.priorsDay &&
  watch.policyVersion === firm.policyVersion &&
  watch.departure === person.departure;

export function watchOf(firm: Firm, person: PersonState, day: OpenDay): Watch {
  const scored = statusOf(person, day.day) === 'scored' && day.band < 3;
  const carried = person.accumulated.reduce((sum, value) => sum + value, 0) * remaining(person, day.day);
  const threshold = thresholdsOn(firm, person, day.day)[day.band] ?? Number.POSITIVE_INFINITY;
  return {
    day,
    rank: day.band,
    priorsDay: firm.priorsDay,
    policyVersion: firm.policyVersion,
    departure: person.departure,
    by: strictYardstick(firm, person, day.day),
    need: scored ? Math.max(0, (threshold - carried) / parameters.dayWeight / topWeight) : Number.POSITIVE_INFINITY,
    threshold,
    guards: new Float64Array(indicatorCount),
    isHot: false,
  };
}

/** After a record: says at once when the day has reached a higher band, and raises the alert. */
export function watchDay(firm: Firm, person: PersonState, watch: Watch, at: number): readonly EngineOutput[] {
  const { day } = watch;
  const isPastLimit = passesLimit(firm, day);
  if (!isPastLimit && !couldCross(watch)) return [];
  completeCounts(firm, person, day);
  if (!isPastLimit) {
    const { surprise } = assessDay(day.counts, watch.by);
    if (accumulatedWith(person, day.day, surprise) < watch.threshold) return [];
  }
  const scored = scoreDay(firm, person, day, yardstickFor(firm, person, day.day, quarterOf(firm.clock)));
  if (scored.rank <= day.band) return [];
  day.band = scored.rank;
  day.alerted = true;
  return [assessmentOf(person, day.day, scored, 'band_change', at), ...raise(firm, person, day, scored, at)];
}

function passesLimit({ limits }: Firm, day: OpenDay): boolean {
  for (const indicator of absoluteIndicators) {
    const count = day.counts[feature[indicator.feature]] ?? 0;
    if (count > 0 && day.band < (indicator.severity === 'critical' ? 3 : 2)) {
      const limit = indicator.limit(limits);
      if (limit !== null && count > limit) return true;
    }
  }
  return false;
}

function couldCross(watch: Watch): boolean {
  if (watch.isHot) return true;
  if (watch.need === Number.POSITIVE_INFINITY) return false;
  const { counts } = watch.day;
  for (let at = 0; at < indicatorCount; at += 1) {
    const count = counts[featureOfIndicator[at] ?? 0] ?? 0;
    if (count === 0 || count < (watch.guards[at] ?? 0)) continue;
    // Twice the count, and of a share all that is touched: nothing up to there is more surprising.
    const ahead = count * 2;
    const bound = weighted(at, ahead, indicators[at]?.test === 'share' ? nothing : counts, watch.by);
    if (bound >= watch.need && bound > 0) {
      watch.isHot = true;
      return true;
    }
    watch.guards[at] = ahead + 1;
  }
  return false;
}

const nothing = new Float64Array(featureCount);
