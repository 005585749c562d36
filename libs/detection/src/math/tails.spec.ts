import { describe, expect, it } from '@jest/globals';
import { logGamma } from './log-gamma.js';
import { logIncompleteBeta, negativeBinomialSurprise, studentSurprise } from './tails.js';

describe('Tail probabilities', () => {
  it('take ln Γ right to twelve digits', () => {
    expect(logGamma(1)).toBeCloseTo(0, 12);
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI)), 12);
    expect(logGamma(101)).toBeCloseTo(363.739_375_555_563_5, 9);
    expect(logGamma(0.02)).toBeCloseTo(3.900804516098377, 9);
  });

  it('agree with sums of a negative binomial’s masses', () => {
    const [mean, size] = [3, 1.7];
    const mass = (k: number): number =>
      Math.exp(
        logGamma(k + size) -
          logGamma(size) -
          logGamma(k + 1) +
          k * Math.log(mean / (mean + size)) +
          size * Math.log(size / (mean + size)),
      );
    for (const k of [1, 2, 7, 19]) {
      let tail = mass(k) / 2;
      for (let j = k + 1; j < 400; j += 1) tail += mass(j);
      expect(negativeBinomialSurprise(k, mean, size)).toBeCloseTo(-Math.log(tail), 8);
    }
  });

  it('rise with the count, stay finite for a thousand million, and are 0 for nothing', () => {
    let before = 0;
    for (const k of [1, 2, 5, 40, 1_000, 1_000_000, 1_000_000_000]) {
      const surprise = negativeBinomialSurprise(k, 2.5, 0.4);
      expect(surprise).toBeGreaterThan(before);
      expect(Number.isFinite(surprise)).toBe(true);
      before = surprise;
    }
    expect(negativeBinomialSurprise(0, 2.5, 0.4)).toBe(0);
  });

  it('know Student’s t: one in forty beyond 2.228 with ten degrees of freedom', () => {
    expect(Math.exp(-studentSurprise(2.228_138_852, 10))).toBeCloseTo(0.025, 8);
    expect(Math.exp(logIncompleteBeta(0.5, 2, 2))).toBeCloseTo(0.5, 12);
  });
});
