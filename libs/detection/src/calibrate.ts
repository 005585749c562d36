import { parameters } from './parameters.js';
import type { PersonState } from './person.js';

/** The greatest accumulated surprise of each person's month, the newest last: the firm's own history of calm. */
export type Months = readonly number[];

const blockDays = 30;
const mostMonths = 2_000;
/** An alert that was not judged bends the scale only so far, or a firm of thieves would teach calm. */
const mostTimesThreshold = 1.8;
/** What months look like before there are any: this many, an upper quarter from here on, by this much more. */
const experience = { months: 40, quartile: 1.6, excess: 1.65 };
const quarter = 0.25;
/** Months that the tail is taken from: the further out it begins, the less hangs on its being exponential. */
const tailMonths = 40;
const leastTail = 0.03;

/**
 * The accumulated surprise that a clean person's month exceeds with at most this probability: an upper quantile of
 * the months seen, and beyond it an exponential tail with their mean excess. Experience keeps the budget before there
 * is history, and never leaves the scale to a handful of months.
 */
export function thresholdFor(months: Months, alertsPerPersonMonth: number): number {
  const { months: weight, quartile, excess: usualExcess } = experience;
  const tail = Math.min(Math.max(tailMonths / Math.max(months.length, 1), leastTail), quarter);
  const usual = quartile + usualExcess * Math.log(quarter / tail);
  const sorted = [...months].sort((a, b) => a - b);
  const seen = sorted[Math.floor(sorted.length * (1 - tail))] ?? usual;
  const share = months.length / (months.length + weight);
  const from = share * seen + (1 - share) * usual;
  let excess = usualExcess * weight * quarter;
  let count = weight * quarter;
  for (const month of sorted) {
    if (month <= from) continue;
    excess += month - from;
    count += 1;
  }
  const rate = Math.min(Math.max(alertsPerPersonMonth, 1e-4), tail);
  const threshold = from + (excess / count) * Math.log(tail / rate);
  return Math.min(Math.max(threshold, parameters.leastThreshold), parameters.greatestThreshold);
}

/** Keeps the greatest of the person's month; answers the months, longer by one when a month is over. */
export function noteDay(
  person: PersonState,
  day: number,
  accumulated: number,
  threshold: number,
  months: Months,
): Months {
  const bounded = Math.min(accumulated, threshold * mostTimesThreshold);
  if (person.month === null || day < person.month.from) {
    person.month = { from: day, greatest: bounded };
    return months;
  }
  if (day < person.month.from + blockDays) {
    if (bounded > person.month.greatest) person.month = { ...person.month, greatest: bounded };
    return months;
  }
  const ended = person.month.greatest;
  person.month = { from: day, greatest: bounded };
  return [...months.slice(-mostMonths + 1), ended];
}
