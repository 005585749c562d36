import { describe, expect, it } from '@jest/globals';
import { noteDay, thresholdFor, type Months } from './calibrate.js';
import { newPerson } from './person.js';

const spread = (count: number, scale: number): Months =>
  Array.from({ length: count }, (_, k) => -scale * Math.log((k + 0.5) / count));
/** A year of people whose months are spread so. */
const year = (count: number, scale: number) => ({ months: spread(count, scale), people: count / 12 });
const nothingKnown = { months: [], people: 0 };

describe('The alert threshold', () => {
  it('is high enough before there is history', () => {
    expect(thresholdFor(nothingKnown, 0.007)).toBeGreaterThan(5);
  });
  it('rises with noisier months and falls with calmer ones', () => {
    expect(thresholdFor(year(400, 2), 0.007)).toBeGreaterThan(thresholdFor(year(400, 1), 0.007));
    expect(thresholdFor(year(400, 0.5), 0.007)).toBeLessThan(thresholdFor(nothingKnown, 0.007));
  });
  it('rises when the budget is smaller', () => {
    expect(thresholdFor(year(200, 1), 0.001)).toBeGreaterThan(thresholdFor(year(200, 1), 0.05));
  });
  it('lets less than the budgeted share of the months it was learned from through, and not nothing', () => {
    const history = year(2_000, 2);
    const threshold = thresholdFor(history, 0.02);
    const share = history.months.filter((month) => month > threshold).length / history.months.length;
    expect(share).toBeGreaterThan(0.005);
    expect(share).toBeLessThan(0.02);
  });
  it('does not take the first weeks of many people for their year', () => {
    const months = spread(400, 0.5);
    expect(thresholdFor({ months, people: 400 }, 0.007)).toBeGreaterThan(thresholdFor({ months, people: 33 }, 0.007));
  });
});

describe('The months that a threshold is learned from', () => {
  const threshold = 5;
  /** What is known after each of these days. */
  function monthsAfter(days: readonly (readonly [day: number, accumulated: number])[]): Months {
    const person = newPerson('e-1', 0);
    return days.reduce<Months>(
      (months, [day, accumulated]) => noteDay(person, day, accumulated, threshold, months),
      [],
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
    expect(known).toEqual([4, 3]);
  });
  it('hold one that went a little over the threshold, and none that went far beyond it', () => {
    const known = monthsAfter([
      [0, threshold * 1.3],
      [30, threshold * 3],
      [60, 1],
    ]);
    expect(known).toEqual([threshold * 1.3]);
  });
});
