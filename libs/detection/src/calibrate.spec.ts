import { describe, expect, it } from '@jest/globals';
import { noMonths, noteDay, thresholdFor, type Months } from './calibrate.js';
import { newPerson } from './person.js';

/** Months spread exponentially. */
const spread = (count: number, scale: number): Months => ({
  latest: Array.from({ length: count }, (_, k) => -scale * Math.log((k + 0.5) / count)),
  count,
});
/** The threshold of people who were known for a year. */
const afterYear = (months: Months, rate: number): number => thresholdFor(months, months.count / 12, rate);
const beforeHistory = (rate: number): number => thresholdFor(noMonths, 0, rate);

describe('The alert threshold', () => {
  it('is high enough before there is history', () => {
    expect(beforeHistory(0.007)).toBeGreaterThan(5);
  });
  it('rises with noisier months and falls with calmer ones', () => {
    expect(afterYear(spread(400, 2), 0.007)).toBeGreaterThan(afterYear(spread(400, 1), 0.007));
    expect(afterYear(spread(400, 0.5), 0.007)).toBeLessThan(beforeHistory(0.007));
  });
  it('rises when the budget is smaller', () => {
    expect(afterYear(spread(200, 1), 0.001)).toBeGreaterThan(afterYear(spread(200, 1), 0.05));
  });
  it('lets less than the budgeted share of the months it was learned from through, and not nothing', () => {
    const history = spread(2_000, 2);
    const threshold = afterYear(history, 0.02);
    const share = history.latest.filter((month) => month > threshold).length / history.count;
    expect(share).toBeGreaterThan(0.005);
    expect(share).toBeLessThan(0.02);
  });
  it('does not take the first weeks of many people for their year', () => {
    const months = spread(400, 0.5);
    expect(thresholdFor(months, 400, 0.007)).toBeGreaterThan(afterYear(months, 0.007));
  });
  it('learns from the year of so many that most of their months are no longer kept', () => {
    const { latest } = spread(2_000, 0.5);
    const small = afterYear({ latest, count: 2_000 }, 0.007);
    expect(thresholdFor({ latest, count: 600_000 }, 50_000, 0.007)).toBeCloseTo(small, 6);
  });
});

describe('The months that a threshold is learned from', () => {
  const threshold = 5;
  /** What is known after each of these days. */
  function monthsAfter(days: readonly (readonly [day: number, accumulated: number])[]): Months {
    const person = newPerson('e-1', 0);
    return days.reduce<Months>(
      (months, [day, accumulated]) => noteDay(person, day, accumulated, threshold, months),
      noMonths,
    );
  }

  it('hold the greatest of each that is over', () => {
    const known = monthsAfter([
      [0, 1],
      [9, 4],
      [29, 2],
      [30, 3],
      [80, 1],
    ]);
    expect(known).toEqual({ latest: [4, 3], count: 2 });
  });
  it('hold one that came up to the threshold, and none that went beyond it', () => {
    const known = monthsAfter([
      [0, threshold],
      [30, threshold * 1.1],
      [60, 1],
    ]);
    expect(known).toEqual({ latest: [threshold], count: 1 });
  });
});
