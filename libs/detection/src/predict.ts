import { logIncompleteBeta, negativeBinomialSurprise, studentSurprise } from './math/tails.js';
import { Sum, sumOf, type PersonModel } from './model.js';
import type { Prior } from './prior.js';

/** What one feature of one day should be for one person, before the day is looked at. */
export type Expectation = {
  readonly mean: number;
  /** Size of the negative binomial: uncertainty of the mean included. */
  readonly size: number;
  readonly occurrence: number;
  readonly logMean: number;
  readonly logDeviation: number;
  readonly degrees: number;
};

const column = (values: Float64Array, at: number): number => values[at] ?? 0;

/** @param times how many times the usual is expected on that day */
export function expectDay(model: PersonModel, prior: Prior, at: number, times: number): Expectation {
  const days = model.days;
  const weight = column(prior.meanDays, at);
  const total = sumOf(model, at, Sum.Total);
  const mean = (weight * column(prior.mean, at) + total) / (weight + days);
  const dispersion = ownDispersion(model, prior, at, mean);
  const varianceOfMean = (mean + dispersion * mean * mean) / (weight + days);
  const size = (mean * mean) / (dispersion * mean * mean + varianceOfMean);

  const occurrenceDays = column(prior.occurrenceDays, at);
  const happened = sumOf(model, at, Sum.NonZeroDays);
  const occurrence = (occurrenceDays * column(prior.occurrence, at) + happened) / (occurrenceDays + days);
  const logDays = column(prior.logDays, at);
  const logMean = (logDays * column(prior.logMean, at) + sumOf(model, at, Sum.Logs)) / (logDays + happened);
  const ownSquares = Math.max(0, sumOf(model, at, Sum.LogSquares) - squareOver(sumOf(model, at, Sum.Logs), happened));
  const priorFreedom = 8;
  const logVariance =
    (priorFreedom * column(prior.logVariance, at) + ownSquares) / (priorFreedom + Math.max(0, happened - 1));
  return {
    mean: mean * times,
    size: Math.max(size, 0.02),
    occurrence: Math.min(times < 1 ? occurrence * times : 1 - (1 - occurrence) / times, 0.999),
    logMean: logMean + Math.log(times),
    logDeviation: Math.sqrt(Math.max(logVariance, 0.02) * (1 + 1 / (logDays + happened))),
    degrees: priorFreedom + Math.min(happened, 40),
  };
}

const squareOver = (sum: number, count: number): number => (count === 0 ? 0 : (sum * sum) / count);

/** Overdispersion of this person, drawn to the peers' while there are few own days. */
export function ownDispersion(model: PersonModel, prior: Prior, at: number, mean: number): number {
  const days = model.days;
  const experience = 20;
  const total = sumOf(model, at, Sum.Total);
  const ownMean = days === 0 ? 0 : total / days;
  const excess = sumOf(model, at, Sum.Squares) - total * ownMean - days * ownMean;
  const scale = experience * mean * mean + days * ownMean * ownMean;
  const pooled =
    (experience * mean * mean * column(prior.dispersion, at) + Math.max(excess, 0)) / Math.max(scale, 1e-12);
  return Math.min(Math.max(pooled, 0.02), 30);
}

/**
 * −ln of the chance of a day at least like this (mid-p): a mixture of a negative binomial and of a heavier tail
 * (does it happen at all, then Student's t of its logarithm), since real days are both.
 */
export function surpriseOfDay(count: number, expected: Expectation, heavyTail: number): number {
  if (count <= 0) return 0;
  const binomial = heavyTail >= 1 ? 0 : negativeBinomialSurprise(count, expected.mean, expected.size);
  const t = (Math.log(count - 0.4) - expected.logMean) / expected.logDeviation;
  const heavy =
    -Math.log(expected.occurrence) + (t <= 0 ? logHalfOf(t, expected.degrees) : studentSurprise(t, expected.degrees));
  if (heavyTail >= 1) return heavy;
  return mixed(binomial, heavy, heavyTail);
}

/** −ln P(T > t) for t ≤ 0, where it lies between 0 and ln 2. */
function logHalfOf(t: number, degrees: number): number {
  const below = Math.exp(logIncompleteBeta(degrees / (degrees + t * t), degrees / 2, 0.5)) / 2;
  return -Math.log1p(-below);
}

function mixed(first: number, second: number, weightOfSecond: number): number {
  const least = Math.min(first, second);
  return least - Math.log((1 - weightOfSecond) * Math.exp(least - first) + weightOfSecond * Math.exp(least - second));
}

/** −ln of the chance of at least `count` where a rate gives `mean`, each unit of exposure overdispersed alike. */
export function surpriseOfRate(count: number, mean: number, size: number): number {
  return negativeBinomialSurprise(count, Math.max(mean, 1e-9), Math.max(size, 0.02));
}
