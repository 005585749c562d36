import { describe, expect, it } from '@jest/globals';
import { thresholdFor } from './calibrate.js';

const months = (count: number, scale: number): number[] =>
  Array.from({ length: count }, (_, k) => -scale * Math.log((k + 0.5) / count));

describe('The alert threshold', () => {
  it('is high enough before there is history', () => {
    expect(thresholdFor([], 0.007)).toBeGreaterThan(5);
  });
  it('rises with noisier months and falls with calmer ones', () => {
    expect(thresholdFor(months(400, 2), 0.007)).toBeGreaterThan(thresholdFor(months(400, 1), 0.007));
    expect(thresholdFor(months(400, 0.5), 0.007)).toBeLessThan(thresholdFor([], 0.007));
  });
  it('rises when the budget is smaller', () => {
    expect(thresholdFor(months(200, 1), 0.001)).toBeGreaterThan(thresholdFor(months(200, 1), 0.05));
  });
  it('lets about the budgeted share of calm months through', () => {
    const history = months(2_000, 2);
    const threshold = thresholdFor(history, 0.02);
    const share = history.filter((month) => month > threshold).length / history.length;
    expect(share).toBeGreaterThan(0.01);
    expect(share).toBeLessThan(0.03);
  });
});
