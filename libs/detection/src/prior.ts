import { featureCount } from './features.js';
import { indicators } from './indicators.js';
import { deviationOn, kindsOfDay, mostIndicators, paceDays, Sum, sumOf, type PersonModel } from './model.js';
import { parameters } from './parameters.js';

/** What is normal for people like this one, per feature: the prior that a person's own days are weighed against. */
export type Prior = {
  /** People it was learned from. */
  readonly people: number;
  readonly mean: Float64Array;
  /** How many own days the mean is worth: within-person over between-person variance. */
  readonly meanDays: Float64Array;
  /** Overdispersion within a person: variance = mean + dispersion × mean². */
  readonly dispersion: Float64Array;
  /** Share of active days on which it happens at all, and how many own days that is worth. */
  readonly occurrence: Float64Array;
  readonly occurrenceDays: Float64Array;
  /** Mean and variance (within a person) of the logarithm on days on which it happens. */
  readonly logMean: Float64Array;
  readonly logVariance: Float64Array;
  readonly logDays: Float64Array;
  /** By kind of day: the logarithm of how many times their usual people do on it. */
  readonly pace: Float64Array;
  /** By indicator: share of days on which surprise exceeds the floor, and by how much on average. */
  readonly exceedance: Float64Array;
  readonly meanExcess: Float64Array;
};

const column = (value: number): Float64Array => new Float64Array(featureCount).fill(value);

/** What the share of days beyond the floor would be were every prediction right: e^-floor, and more for caution. */
const expectedExceedance = 0.06;
/** Real surprises run further than the exponential that a right prediction would give. */
const firstMeanExcess = 2.2;
const experiencedDays = 60;
const experiencedExcesses = 8;

/** Before anything is known: rare, and very unequal from person to person. */
export const ignorance: Prior = {
  people: 0,
  mean: column(0.5),
  meanDays: column(2),
  dispersion: column(2),
  occurrence: column(0.1),
  occurrenceDays: column(4),
  logMean: column(1),
  logVariance: column(1),
  logDays: column(3),
  pace: new Float64Array(kindsOfDay),
  exceedance: new Float64Array(mostIndicators).fill(expectedExceedance),
  meanExcess: new Float64Array(mostIndicators).fill(firstMeanExcess),
};

/** Days that general experience of overdispersion weighs against what a group shows. */
const experienceDays = 30;
const experienceDispersion = 1.2;
const experienceLogVariance = 0.7;
const bounded = (value: number, low: number, high: number): number => (value >= low ? Math.min(value, high) : low);

/** Empirical Bayes over people with a few days each; `ignorance` when nobody has any. */
export function priorOf(models: readonly PersonModel[]): Prior {
  const known = models.filter((model) => model.days >= 3);
  if (known.length === 0) return ignorance;
  const prior: Prior = {
    people: known.length,
    mean: column(0),
    meanDays: column(0),
    dispersion: column(0),
    occurrence: column(0),
    occurrenceDays: column(0),
    logMean: column(0),
    logVariance: column(0),
    logDays: column(0),
    pace: paceOf(known),
    exceedance: new Float64Array(mostIndicators),
    meanExcess: new Float64Array(mostIndicators),
  };
  for (let at = 0; at < featureCount; at += 1) fillFeature(prior, at, known);
  fillSurprise(prior, known);
  return prior;
}

function fillFeature(prior: Prior, at: number, known: readonly PersonModel[]): void {
  let people = 0;
  let means = 0;
  let meanSquares = 0;
  let withinPerDay = 0;
  let harmonicDays = 0;
  let days = 0;
  let excess = 0;
  let squaredMeans = 0;
  let occurrences = 0;
  let logs = 0;
  let logSquares = 0;
  let logGroups = 0;
  let logMeans = 0;
  let logMeanSquares = 0;
  let occurrenceSquares = 0;
  for (const model of known) {
    const n = model.days;
    const total = sumOf(model, at, Sum.Total);
    const mean = total / n;
    const variance = n > 1 ? Math.max(0, (sumOf(model, at, Sum.Squares) - total * mean) / (n - 1)) : mean;
    const happened = sumOf(model, at, Sum.NonZeroDays);
    people += 1;
    days += n;
    means += mean;
    meanSquares += mean * mean;
    withinPerDay += variance;
    harmonicDays += 1 / n;
    excess += n * (variance - mean);
    squaredMeans += n * mean * mean;
    occurrences += happened / n;
    occurrenceSquares += (happened / n) ** 2;
    if (happened >= 1) {
      const log = sumOf(model, at, Sum.Logs) / happened;
      logGroups += 1;
      logMeans += log;
      logMeanSquares += log * log;
      if (happened >= 2) {
        logs += happened - 1;
        logSquares += sumOf(model, at, Sum.LogSquares) - happened * log * log;
      }
    }
  }
  const mean = means / people;
  const within = withinPerDay / people;
  // One person says nothing about how people differ: assume as much as the mean itself.
  const spread =
    people > 1 ? (meanSquares - people * mean * mean) / (people - 1) - (within * harmonicDays) / people : mean * mean;
  const between = Math.max(spread, 0.1 * mean * mean, 1e-6);
  prior.mean[at] = Math.max(mean, 0.5 / (days + 5));
  prior.meanDays[at] = bounded(Math.max(within, mean) / between, 1, 30);
  const experience = experienceDays * mean * mean;
  prior.dispersion[at] = bounded(
    (Math.max(excess, 0) + experience * experienceDispersion) / Math.max(squaredMeans + experience, 1e-9),
    0.05,
    20,
  );
  const occurrence = (occurrences + 0.1) / (people + 1);
  const occurrenceSpread = people > 1 ? Math.max(0, occurrenceSquares / people - (occurrences / people) ** 2) : 0.05;
  prior.occurrence[at] = bounded(occurrence, 0.3 / (days + 5), 0.98);
  prior.occurrenceDays[at] = bounded((occurrence * (1 - occurrence)) / Math.max(occurrenceSpread, 1e-3), 1, 30);
  prior.logMean[at] = logGroups === 0 ? 0.7 : (logMeans + 0.7) / (logGroups + 1);
  const logVariance = (Math.max(logSquares, 0) + 10 * experienceLogVariance) / (logs + 10);
  const logBetween = logGroups > 1 ? logMeanSquares / logGroups - (logMeans / logGroups) ** 2 : 0.5;
  prior.logVariance[at] = bounded(logVariance, 0.04, 6);
  prior.logDays[at] = bounded(logVariance / Math.max(logBetween, 0.05), 1, 20);
}

/** So many days of a kind weigh as much as having seen none. */
const ordinaryDays = 20;
function paceOf(known: readonly PersonModel[]): Float64Array {
  return Float64Array.from({ length: kindsOfDay }, (_, kind) => {
    let deviations = 0;
    let days = ordinaryDays;
    for (const model of known) {
      deviations += deviationOn(model, kind);
      days += paceDays(model, kind);
    }
    return deviations / days;
  });
}

function fillSurprise(prior: Prior, known: readonly PersonModel[]): void {
  let days = 0;
  for (const model of known) days += model.measuredDays;
  for (let at = 0; at < mostIndicators; at += 1) {
    let exceeded = 0;
    let excess = 0;
    for (const model of known) {
      exceeded += model.exceeded[at] ?? 0;
      excess += model.excess[at] ?? 0;
    }
    const alike = indicators[at]?.test === 'month' ? parameters.alikeDays : 1;
    exceeded /= alike;
    excess /= alike;
    prior.exceedance[at] = (exceeded + experiencedDays * expectedExceedance) / (days / alike + experiencedDays);
    prior.meanExcess[at] = (excess + experiencedExcesses * firstMeanExcess) / (exceeded + experiencedExcesses);
  }
}
