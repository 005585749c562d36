import { logGamma } from './log-gamma.js';

const tiny = 1e-300;

/** Continued fraction of the incomplete beta function (modified Lentz). */
function betaFraction(a: number, b: number, x: number): number {
  let c = 1;
  let d = 1 / notZero(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m <= 300; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / notZero(1 + even * d);
    c = notZero(1 + even / c);
    fraction *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / notZero(1 + odd * d);
    c = notZero(1 + odd / c);
    const step = d * c;
    fraction *= step;
    if (Math.abs(step - 1) < 1e-12) break;
  }
  return fraction;
}
const notZero = (value: number): number => (Math.abs(value) < tiny ? tiny : value);

/** ln of the regularised incomplete beta function I_x(a, b), for a, b > 0 and 0 ≤ x ≤ 1. Exact far into the tail. */
export function logIncompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return Number.NEGATIVE_INFINITY;
  if (x >= 1) return 0;
  const front = logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x);
  if (x < (a + 1) / (a + b + 2)) return front + Math.log(betaFraction(a, b, x) / a);
  const upper = Math.exp(front) * (betaFraction(b, a, 1 - x) / b);
  return Math.log1p(-Math.min(upper, 1 - 1e-15));
}

/**
 * −ln of the mid-p upper tail P(X > k) + P(X = k) / 2 of a negative binomial with this mean and size
 * (variance = mean + mean² / size), for whole k ≥ 0. Never negative; 0 for k = 0.
 */
export function negativeBinomialSurprise(k: number, mean: number, size: number): number {
  if (k <= 0) return 0;
  const q = mean / (mean + size);
  const logTail = logIncompleteBeta(q, k, size);
  const logMass =
    logGamma(k + size) - logGamma(size) - logGamma(k + 1) + k * Math.log(q) + size * Math.log(size / (mean + size));
  // P(X ≥ k) − P(X = k) / 2; the mass is at most the tail, so the ratio is at most 1.
  return Math.max(0, -(logTail + Math.log1p(-Math.min(Math.exp(logMass - logTail), 1) / 2)));
}

/** −ln P(T > t) of Student's t with these degrees of freedom; 0 for t ≤ 0, where nothing is surprising. */
export function studentSurprise(t: number, degrees: number): number {
  if (t <= 0) return Math.LN2;
  return Math.LN2 - logIncompleteBeta(degrees / (degrees + t * t), degrees / 2, 0.5);
}
