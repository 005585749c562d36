import { feature, featureCount } from './features.js';

/** Sums kept of each feature: all that a baseline needs, and nothing that grows with time. */
const sumsPerFeature = 5;
export const Sum = { Total: 0, Squares: 1, NonZeroDays: 2, Logs: 3, LogSquares: 4 } as const;
type Sum = (typeof Sum)[keyof typeof Sum];

/** Monday to Sunday, and holidays. */
export const kindsOfDay = 8;
const firstKind = featureCount * sumsPerFeature;

/** Room for learned indicators, one place each. */
export const mostIndicators = 40;

/** What is normal for one person: sums over the closed days that taught it. */
export type PersonModel = {
  /** Active days that taught. */
  days: number;
  /** First and last local day that taught; 0 before there is one. */
  firstDay: number;
  lastDay: number;
  /** Closed days up to here have taught, or were kept from it. */
  taughtThrough: number;
  /** By feature; then for each kind of day how many taught, and the logarithms of what was done on them. */
  readonly sums: Float64Array;
  /** Days on which surprise was measured, and by indicator how often and how far it went beyond the floor. */
  measuredDays: number;
  readonly exceeded: Float64Array;
  readonly excess: Float64Array;
};

export const emptyModel = (): PersonModel => ({
  days: 0,
  firstDay: 0,
  lastDay: 0,
  taughtThrough: 0,
  sums: new Float64Array(firstKind + kindsOfDay * 2),
  measuredDays: 0,
  exceeded: new Float64Array(mostIndicators),
  excess: new Float64Array(mostIndicators),
});
export const copyModel = (model: PersonModel): PersonModel => ({
  ...model,
  sums: model.sums.slice(),
  exceeded: model.exceeded.slice(),
  excess: model.excess.slice(),
});

/** Adds one closed day. */
export function teach(model: PersonModel, day: number, kind: number, counts: Float64Array): void {
  model.days += 1;
  if (model.firstDay === 0 || day < model.firstDay) model.firstDay = day;
  if (day > model.lastDay) model.lastDay = day;
  const { sums } = model;
  for (let column = 0; column < featureCount; column += 1) {
    const count = counts[column] ?? 0;
    if (count === 0) continue;
    const at = column * sumsPerFeature;
    const log = Math.log(count);
    add(sums, at + Sum.Total, count);
    add(sums, at + Sum.Squares, count * count);
    add(sums, at + Sum.NonZeroDays, 1);
    add(sums, at + Sum.Logs, log);
    add(sums, at + Sum.LogSquares, log * log);
  }
  add(sums, firstKind + kind * 2, 1);
  add(sums, firstKind + kind * 2 + 1, Math.log(Math.max(counts[feature.records] ?? 0, 1)));
}

const add = (sums: Float64Array, at: number, value: number): void => {
  sums[at] = (sums[at] ?? 0) + value;
};
export const sumOf = (model: PersonModel, column: number, sum: Sum): number =>
  model.sums[column * sumsPerFeature + sum] ?? 0;
export const paceDays = (model: PersonModel, kind: number): number => model.sums[firstKind + kind * 2] ?? 0;
/** Sum, over a person's days of a kind, of how far the logarithm of what they did was from its mean on all days. */
export const deviationOn = (model: PersonModel, kind: number): number =>
  (model.sums[firstKind + kind * 2 + 1] ?? 0) -
  (paceDays(model, kind) * sumOf(model, feature.records, Sum.Logs)) / model.days;

/**
 * Remembers how surprising a day was by its own measure, so that a measure that cries wolf is believed less.
 * @param exceeded indicator and surprise beyond the floor, by turns
 */
export function teachSurprise(model: PersonModel, exceeded: readonly number[]): void {
  model.measuredDays += 1;
  for (let k = 0; k < exceeded.length; k += 2) {
    const at = exceeded[k] ?? 0;
    add(model.exceeded, at, 1);
    add(model.excess, at, Math.min(exceeded[k + 1] ?? 0, mostExcess));
  }
}
/** One day can teach only so much. */
const mostExcess = 8;
