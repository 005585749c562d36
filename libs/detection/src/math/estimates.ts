import { logGamma } from './log-gamma.js';

/** P(X ≤ count) of a Poisson variable; 0 for a negative count. */
function poissonCdf(count: number, mean: number): number {
  if (mean === 0) return count < 0 ? 0 : 1;
  let sum = 0;
  for (let k = 0; k <= count; k += 1) sum += Math.exp(k * Math.log(mean) - mean - logGamma(k + 1));
  return Math.min(1, sum);
}

const steps = 60;
/** Where a falling function passes `value`, between 0 and `greatest`. */
function falls(to: number, f: (x: number) => number, greatest: number): number {
  let [low, high] = [0, greatest];
  for (let step = 0; step < steps; step += 1) {
    const middle = (low + high) / 2;
    if (f(middle) > to) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Exact 95 % interval of the mean of a Poisson count (Garwood 1936). */
export function poissonInterval(count: number): { readonly low: number; readonly high: number } {
  const greatest = count + 10 * Math.sqrt(count + 1) + 10;
  return {
    low: count === 0 ? 0 : falls(0.975, (mean) => poissonCdf(count - 1, mean), greatest),
    high: falls(0.025, (mean) => poissonCdf(count, mean), greatest),
  };
}

/** Mean of the share of hits after so many, with a uniform prior (Laplace's rule); null before there are any. */
export const betaBernoulliMean = (hits: number, misses: number): number | null =>
  hits + misses === 0 ? null : (hits + 1) / (hits + misses + 2);

export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [lower = 0, upper = 0] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[middle]];
  return (lower + upper) / 2;
}
