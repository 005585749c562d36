import { thresholdsOn } from './alerts.js';
import { combined, featureOfIndicator, indicatorCount, weighted, type Yardstick } from './assess.js';
import { assessmentOf, raise } from './close-day.js';
import type { EngineOutput } from './engine.js';
import { feature, featureCount } from './features.js';
import { strictYardstick, yardstickFor, type Firm } from './firm.js';
import { absoluteIndicators, indicators } from './indicators.js';
import { hasRaised, type OpenDay } from './open-day.js';
import { Sum, sumOf } from './model.js';
import { parameters } from './parameters.js';
import { quarterOf } from './shift.js';
import type { PersonState } from './person.js';
import { completeCounts } from './hand-over.js';
import { accumulatedWith, scoreDay, statusOf } from './score-day.js';

/**
 * What can be skipped while a day is open, without changing any answer: an upper bound of each indicator's part, good
 * until its count passes `reach`. Never stored: it follows from the state. Where the fold is cut and continued, it is
 * worked out anew and may be looser or tighter, so that it may never decide more than whether to look.
 */
export type Watch = {
  readonly day: OpenDay;
  /** What it was worked out from; each is replaced, never altered, when it changes. */
  readonly rank: number;
  readonly priors: unknown;
  readonly accumulated: unknown;
  /** Days that taught: imported history may teach while a day is lived. */
  readonly taught: number;
  readonly by: Yardstick;
  /** The day's surprise with which the next band begins; infinite where none can be reached. */
  readonly need: number;
  readonly bounds: Float64Array;
  /** What the bounds come to together. */
  total: number;
  readonly reach: Float64Array;
  /** Once the bounds alone have reached the need, they are kept tight. */
  isClose: boolean;
};

export const isCurrent = (watch: Watch, firm: Firm, person: PersonState, day: OpenDay): boolean =>
  watch.day === day &&
  watch.rank === day.band &&
  watch.priors === firm.priors &&
  watch.accumulated === person.accumulated &&
  watch.taught === person.model.days;

export function watchOf(firm: Firm, person: PersonState, day: OpenDay): Watch {
  const threshold = thresholdsOn(firm, person, day.day)[day.band] ?? Number.POSITIVE_INFINITY;
  const carried = accumulatedWith(person, day.day, 0);
  const watch = {
    day,
    rank: day.band,
    priors: firm.priors,
    accumulated: person.accumulated,
    taught: person.model.days,
    by: strictYardstick(firm, person, day.day),
    need:
      statusOf(person, day.day) === 'scored'
        ? Math.max(0, (threshold - carried) / parameters.dayWeight)
        : Number.POSITIVE_INFINITY,
    bounds: new Float64Array(indicatorCount),
    total: 0,
    reach: new Float64Array(indicatorCount),
    isClose: false,
  };
  if (watch.need !== Number.POSITIVE_INFINITY) boundAll(watch);
  return watch;
}

/** After a record: says at once when the day has reached a higher band, and raises the alert. */
export function watchDay(firm: Firm, person: PersonState, watch: Watch, at: number): readonly EngineOutput[] {
  const { day } = watch;
  const isTouch = touchesAgain(person, day);
  if (!isTouch && !passesLimit(firm, day) && !couldCross(watch)) return [];
  // The day itself keeps its upper bounds: looking must leave no trace.
  const sofar = { ...day, counts: day.counts.slice() };
  completeCounts(firm, person, sofar);
  const scored = scoreDay(firm, person, sofar, yardstickFor(firm, person, day.day, quarterOf(firm.clock)));
  if (scored.rank <= day.band && !isTouch) return [];
  day.band = scored.rank;
  day.alerted = true;
  return [assessmentOf(person, day.day, scored, 'band_change', at), ...raise(firm, person, sofar, scored, at)];
}

/** A judged touch of a decoy answers for no later one, though the day stands at the highest band already. */
const touchesAgain = ({ episode }: PersonState, day: OpenDay): boolean =>
  day.band >= 3 && episode?.open === false && hasRaised(day, feature.canaries);

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

/**
 * Whether the day could reach the need now that a record has raised something that counts. Counts that depend on the
 * whole day are upper bounds, so that this is one too.
 */
function couldCross(watch: Watch): boolean {
  const { raisedLow, raisedHigh } = watch.day;
  if (watch.need === Number.POSITIVE_INFINITY) return false;
  if ((raisedLow & countedLow) === 0 && (raisedHigh & countedHigh) === 0) return false;
  const low = boundRaised(watch, raisedLow & countedLow, 0);
  const high = boundRaised(watch, raisedHigh & countedHigh, 30);
  if (low || high) watch.total = combined(watch.bounds);
  if (watch.total < watch.need) return false;
  watch.isClose = true;
  tighten(watch);
  return watch.total >= watch.need;
}

/** Only indicators of what the last record raised are looked at. @returns true when a bound changed */
function boundRaised(watch: Watch, raised: number, firstColumn: number): boolean {
  let changed = false;
  for (let bits = raised; bits !== 0; bits &= bits - 1) {
    const column = firstColumn + 31 - Math.clz32(bits & -bits);
    const count = watch.day.counts[column] ?? 0;
    for (const at of indicatorsOf[column] ?? none) {
      if (count <= (watch.reach[at] ?? 0)) continue;
      bound(
        watch,
        at,
        watch.isClose ? Math.ceil(count * 1.1) : Math.max(count * 2, Math.ceil(usual(at, watch) * 2) + 2),
      );
      changed = true;
    }
  }
  return changed;
}

/** Of a share, all that is touched counts: nothing up to `reach` is more surprising. */
function bound(watch: Watch, at: number, reach: number): void {
  watch.reach[at] = reach;
  watch.bounds[at] = weighted(at, reach, indicators[at]?.test === 'share' ? nothing : watch.day.counts, watch.by);
}

function boundAll(watch: Watch): void {
  for (let at = 0; at < indicatorCount; at += 1) {
    const count = watch.day.counts[featureOfIndicator[at] ?? 0] ?? 0;
    if (count > 0) bound(watch, at, count);
  }
  watch.total = combined(watch.bounds);
}

/** Bounds at the counts themselves. */
function tighten(watch: Watch): void {
  for (let at = 0; at < indicatorCount; at += 1) {
    const count = watch.day.counts[featureOfIndicator[at] ?? 0] ?? 0;
    if (count < (watch.reach[at] ?? 0)) {
      watch.reach[at] = count;
      watch.bounds[at] = weighted(at, count, watch.day.counts, watch.by);
    }
  }
  watch.total = combined(watch.bounds);
}

const none: readonly number[] = [];
const indicatorsOf: readonly (readonly number[])[] = Array.from({ length: featureCount }, (_, column) =>
  indicators.flatMap((__, at) => (featureOfIndicator[at] === column ? [at] : [])),
);

/** Features that an indicator counts, in the bits of two words. */
const counted = (first: number, end: number): number =>
  featureOfIndicator.reduce(
    (bits, column) => (column >= first && column < end ? bits | (1 << (column - first)) : bits),
    0,
  );
const countedLow = counted(0, 30);
const countedHigh = counted(30, featureCount);

/** The own mean of a daily count: what is likely to be reached anyhow is looked at in one step. */
function usual(at: number, { by: { person } }: Watch): number {
  if (indicators[at]?.test !== 'day' || person.model.days === 0) return 0;
  return sumOf(person.model, featureOfIndicator[at] ?? 0, Sum.Total) / person.model.days;
}

const nothing = new Float64Array(featureCount);
