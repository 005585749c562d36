import { thresholdsOn } from './alerts.js';
import { assessDay, featureOfIndicator, indicatorCount, weighted, type Yardstick } from './assess.js';
import { assessmentOf, raise } from './close-day.js';
import type { EngineOutput } from './engine.js';
import { feature, featureCount } from './features.js';
import { strictYardstick, yardstickFor, type Firm } from './firm.js';
import { absoluteIndicators, indicators } from './indicators.js';
import type { OpenDay } from './open-day.js';
import { Sum, sumOf } from './model.js';
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
  // Counts that need the whole day are upper bounds until they are completed, so that this is one too.
  if (!isPastLimit) {
    const { surprise } = assessDay(day.counts, watch.by);
    if (accumulatedWith(person, day.day, surprise) < watch.threshold) return [];
  }
  completeCounts(firm, person, day);
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

/** Only indicators of what the last record raised are looked at: the others were before. */
function couldCross(watch: Watch): boolean {
  if (watch.isHot) return true;
  if (watch.need === Number.POSITIVE_INFINITY) return false;
  const { low, high } = watch.day.evidence;
  const last = low.length - 1;
  return anyCrosses(watch, low[last] ?? 0, 0) || anyCrosses(watch, high[last] ?? 0, 30);
}

function anyCrosses(watch: Watch, raised: number, firstColumn: number): boolean {
  for (let bits = raised; bits !== 0; bits &= bits - 1) {
    const column = firstColumn + 31 - Math.clz32(bits & -bits);
    const count = watch.day.counts[column] ?? 0;
    for (const at of indicatorsOf[column] ?? none) {
      if (count >= (watch.guards[at] ?? 0) && crosses(watch, at, count)) return true;
    }
  }
  return false;
}

/** Twice the count, and of a share all that is touched: nothing up to there is more surprising. */
function crosses(watch: Watch, at: number, count: number): boolean {
  const ahead = Math.max(count * 2, Math.ceil(usual(at, watch) * 2) + 2);
  const bound = weighted(at, ahead, indicators[at]?.test === 'share' ? nothing : watch.day.counts, watch.by);
  watch.guards[at] = ahead + 1;
  watch.isHot = bound >= watch.need && bound > 0;
  return watch.isHot;
}

const none: readonly number[] = [];
const indicatorsOf: readonly (readonly number[])[] = Array.from({ length: featureCount }, (_, column) =>
  indicators.flatMap((__, at) => (featureOfIndicator[at] === column ? [at] : [])),
);

/** The own mean of a daily count: what is likely to be reached anyhow is looked at in one step. */
function usual(at: number, { by: { person } }: Watch): number {
  if (indicators[at]?.test !== 'day' || person.model.days === 0) return 0;
  return sumOf(person.model, featureOfIndicator[at] ?? 0, Sum.Total) / person.model.days;
}

const nothing = new Float64Array(featureCount);
