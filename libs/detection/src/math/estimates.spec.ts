import { describe, expect, it } from '@jest/globals';
import { betaBernoulliMean, median, poissonInterval } from './estimates.js';

describe('a rate of alerts measured by counting', () => {
  it.each([
    // Tables of exact Poisson limits, 95 %.
    [0, 0, 3.6889],
    [1, 0.0253, 5.5716],
    [10, 4.7954, 18.3904],
    [100, 81.3644, 121.6273],
  ])('of %i has the exact limits %d and %d', (count, low, high) => {
    const interval = poissonInterval(count);
    expect(interval.low).toBeCloseTo(low, 2);
    expect(interval.high).toBeCloseTo(high, 2);
  });
});

describe('the precision of an indicator', () => {
  it('is unknown before anything was judged, and then starts from even odds', () => {
    expect(betaBernoulliMean(0, 0)).toBeNull();
    expect(betaBernoulliMean(1, 0)).toBeCloseTo(2 / 3);
    expect(betaBernoulliMean(3, 5)).toBeCloseTo(0.4);
  });
});

describe('the median', () => {
  it.each([
    [[], null],
    [[5], 5],
    [[9, 1, 3], 3],
    [[4, 1, 2, 3], 2.5],
  ])('of %j is %j', (values, expected) => {
    expect(median(values)).toBe(expected);
  });
});
