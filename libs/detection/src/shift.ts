import { feature, featureCount } from './features.js';
import { Sum, sumOf } from './model.js';
import type { PersonState } from './person.js';
import { quarterHourMs } from './time/instant.js';

/**
 * What the firm does on one local day and what it usually does on days of its kind, by feature. Each person counts with at most a few
 * times the own usual, so that one who takes everything does not excuse the rest.
 */
export type Shift = {
  readonly day: number;
  /** Number of the quarter-hour of receipt for which it was worked out. */
  readonly quarter: number;
  readonly people: number;
  readonly seen: Float64Array;
  readonly usual: Float64Array;
  /** How many times the usual each does in all, sorted. */
  readonly paces: readonly number[];
};

const fewestOthers = 3;
const mostTimesOwn = 6;
/** Usual counts that stand for "nothing unusual" before the day has said much. */
const calmCounts = 4;
const mostShift = 8;

/** @param paceFor how many times the usual a person does on a day of this kind */
export function shiftOn(
  people: readonly PersonState[],
  day: number,
  quarter: number,
  paceFor: (person: PersonState) => number,
): Shift {
  const seen = new Float64Array(featureCount);
  const usual = new Float64Array(featureCount);
  const paces: number[] = [];
  let counted = 0;
  for (const person of people) {
    const counts = countsOn(person, day, quarter);
    if (counts === null || person.model.days < fewestDays) continue;
    counted += 1;
    const pace = paceFor(person);
    paces.push(timesUsual(person, counts, pace));
    for (let at = 0; at < featureCount; at += 1) {
      const mean = usualOf(person, at) * pace;
      seen[at] = (seen[at] ?? 0) + bounded(counts[at] ?? 0, mean);
      usual[at] = (usual[at] ?? 0) + mean;
    }
  }
  return { day, quarter, people: counted, seen, usual, paces: paces.sort((a, b) => a - b) };
}

/** How many times the usual everybody else does; 1 or more: what others do too is nobody's own surprise. */
export function factorFor(person: PersonState, shift: Shift, pace: number): (column: number) => number {
  const own = countsOn(person, shift.day, shift.quarter);
  const isCounted = own !== null && person.model.days >= fewestDays;
  if (shift.people - (isCounted ? 1 : 0) < fewestOthers) return () => 1;
  const common = paceOfOthers(shift, isCounted ? timesUsual(person, own, pace) : null);
  return (at) => {
    const mean = isCounted ? usualOf(person, at) * pace : 0;
    const seen = (shift.seen[at] ?? 0) - (isCounted ? bounded(own[at] ?? 0, mean) : 0);
    const factor = (seen + calmCounts * common) / ((shift.usual[at] ?? 0) - mean + calmCounts);
    return Math.min(Math.max(factor, 1), mostShift);
  };
}

/**
 * The median of what everybody else does in all, in times of their usual; 1 or more. A rare act says too little by
 * itself of how busy the firm is.
 */
function paceOfOthers({ paces }: Shift, own: number | null): number {
  const place = own === null ? paces.length : paces.indexOf(own);
  const others = paces.length - (own === null ? 0 : 1);
  const middle = Math.floor((others - 1) / 2);
  const times = paces[middle < place ? middle : middle + 1] ?? 1;
  return Math.min(Math.max(times, 1), mostShift);
}

const timesUsual = (person: PersonState, counts: Float64Array, pace: number): number =>
  (counts[feature.records] ?? 0) / Math.max(usualOf(person, feature.records) * pace, 1);

const fewestDays = 5;
const usualOf = ({ model }: PersonState, at: number): number => sumOf(model, at, Sum.Total) / model.days;
const bounded = (count: number, mean: number): number => Math.min(count, mostTimesOwn * mean + 1);

export const quarterOf = (instant: number): number => Math.floor(instant / quarterHourMs);

/** Counts of the quarter-hours of receipt before this one. */
function countsOn(person: PersonState, day: number, quarter: number): Float64Array | null {
  const { open } = person;
  if (open !== null && open.day === day) {
    if (open.quarter < quarter) return open.counts;
    return (open.settled[feature.records] ?? 0) === 0 ? null : open.settled;
  }
  for (let k = person.days.length - 1; k >= 0; k -= 1) {
    const closed = person.days[k];
    if (closed === undefined || closed.day < day) return null;
    if (closed.day === day) {
      const counts = new Float64Array(featureCount);
      for (let i = 0; i < closed.counts.length; i += 2) counts[closed.counts[i] ?? 0] = closed.counts[i + 1] ?? 0;
      return counts;
    }
  }
  return null;
}
