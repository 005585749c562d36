import { parameters } from './parameters.js';
import type { PersonState } from './person.js';

/** The firm's own history of calm months. */
export type Months = {
  /** The greatest accumulated surprise of each of the last ones, the newest last. */
  readonly latest: readonly number[];
  /** How many there ever were: a firm of thousands ends more in a day than are kept. */
  readonly count: number;
};
export const noMonths: Months = { latest: [], count: 0 };

const blockDays = 30;
const mostMonths = 2_000;
/** What months look like before there are any: this many, an upper quarter from here on, by this much more. */
const experience = { months: 40, quartile: 1.6, excess: 1.65 };
const quarter = 0.25;
/** Months known per person at which the firm's own history weighs half: habits of the first weeks are not the year's. */
const halfKnownMonths = 0.5;
/**
 * What is learned of the past is exceeded more often in the months that follow, for people and seasons change, and
 * those that went beyond the threshold are not in it: four times as often in simulated firms where nobody takes
 * anything. To keep a budget, so much less is aimed at.
 */
const aim = 0.25;
/** Months that the tail is taken from: the further out it begins, the less hangs on its being exponential. */
const tailMonths = 40;
const leastTail = 0.03;

/**
 * The accumulated surprise that a clean person's month exceeds with at most this probability: an upper quantile of
 * the months seen, and beyond it an exponential tail with their mean excess. Experience keeps the budget before there
 * is history, and never leaves the scale to a handful of months.
 * @param people whose months they are
 */
export function thresholdFor({ latest, count: ended }: Months, people: number, alertsPerPersonMonth: number): number {
  const { months: weight, quartile, excess: usualExcess } = experience;
  const tail = Math.min(Math.max(tailMonths / Math.max(latest.length, 1), leastTail), quarter);
  const usual = quartile + usualExcess * Math.log(quarter / tail);
  const sorted = [...latest].sort((a, b) => a - b);
  const seen = sorted[Math.floor(sorted.length * (1 - tail))] ?? usual;
  const perPerson = ended / Math.max(people, 1);
  const share = (latest.length / (latest.length + weight)) * (perPerson / (perPerson + halfKnownMonths));
  const from = share * seen + (1 - share) * usual;
  let excess = usualExcess * weight * quarter;
  let count = weight * quarter;
  for (const month of sorted) {
    if (month <= from) continue;
    excess += month - from;
    count += 1;
  }
  const rate = Math.min(Math.max(alertsPerPersonMonth * aim, 1e-4), tail);
  const threshold = from + (excess / count) * Math.log(tail / rate);
  return Math.min(Math.max(threshold, parameters.leastThreshold), parameters.greatestThreshold);
}

/**
 * Keeps the greatest of the person's month; answers the months, with one more when a calm month is over. One that went
 * beyond the threshold is no calm one, judged or not: a few thieves would teach the firm that theirs is normal.
 */
export function noteDay(
  person: PersonState,
  day: number,
  accumulated: number,
  threshold: number,
  months: Months,
): Months {
  const { month } = person;
  if (month !== null && day >= month.from && day < month.from + blockDays) {
    if (accumulated > month.greatest) person.month = { ...month, greatest: accumulated };
    return months;
  }
  person.month = { from: day, greatest: accumulated };
  const isOver = month !== null && day >= month.from;
  if (!isOver || month.greatest > threshold) return months;
  return { latest: [...months.latest.slice(-mostMonths + 1), month.greatest], count: months.count + 1 };
}
