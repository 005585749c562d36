import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { feature, featureCount } from './features.js';
import { emptyModel, kindsOfDay, teach, type PersonModel } from './model.js';
import { expectDay, surpriseOfDay } from './predict.js';
import { ignorance, priorOf } from './prior.js';
import { firstPolicy } from './policy.js';
import { kindOfDay, paceOn } from './strata.js';
import { workCalendarOf } from './time/calendar.js';
import { dayOfDate } from './time/instant.js';

const calendar = workCalendarOf({ ...firstPolicy.calendar, holidays: ['2026-05-01'] });
const monday = dayOfDate('2026-01-05');
const [onMondays, onWednesdays] = [0, 2];

/** Somebody's weeks of five days, with so many records by weekday. */
function taught(weeks: number, records: readonly number[]): PersonModel {
  const model = emptyModel();
  for (let week = 0; week < weeks; week += 1) {
    records.forEach((count, weekday) => {
      const day = monday + week * 7 + weekday;
      teach(model, day, kindOfDay(calendar, day), countsOf(count));
    });
  }
  return model;
}
function countsOf(records: number): Float64Array {
  const counts = new Float64Array(featureCount);
  counts[feature.records] = records;
  counts[feature.views] = records;
  return counts;
}
const surpriseOn = (model: PersonModel, kind: number, views: number): number =>
  surpriseOfDay(views, expectDay(model, ignorance, feature.views, paceOn(model, ignorance, kind)), 0.5);

describe('Days of a kind', () => {
  it('are weekdays, and holidays whatever their weekday', () => {
    expect(
      ['2026-04-27', '2026-04-30', '2026-05-01', '2026-05-08'].map((date) => kindOfDay(calendar, dayOfDate(date))),
    ).toEqual([0, 3, 7, 4]);
  });

  it('are expected to be as they were: many calls are a surprise on a Wednesday, and none on the Monday of calls', () => {
    const model = taught(26, [40, 10, 10, 10, 10]);
    expect(paceOn(model, ignorance, onMondays)).toBeGreaterThan(2);
    expect(paceOn(model, ignorance, onWednesdays)).toBeLessThan(1);
    expect(surpriseOn(model, onWednesdays, 40)).toBeGreaterThan(surpriseOn(model, onMondays, 40) + 2);
  });

  it('are as any other where history is too short to tell', () => {
    expect(paceOn(emptyModel(), ignorance, onMondays)).toBe(1);
    expect(paceOn(taught(1, [40, 10, 10, 10, 10]), ignorance, onMondays)).toBeLessThan(1.4);
  });

  it('are what peers make of them for a newcomer', () => {
    const peers = priorOf(Array.from({ length: 6 }, () => taught(26, [40, 10, 10, 10, 10])));
    expect(paceOn(taught(1, [10, 10, 10, 10, 10]), peers, onMondays)).toBeGreaterThan(1.5);
  });

  it('are not made huge by one huge day', () => {
    const model = taught(12, [10, 10, 10, 10, 10]);
    teach(model, monday + 84, onMondays, countsOf(5_000));
    expect(paceOn(model, ignorance, onMondays)).toBeLessThan(1.5);
  });

  it('never make less than half or more than four times of the usual, whatever was done', () => {
    const day = fc.tuple(fc.nat({ max: kindsOfDay - 1 }), fc.nat({ max: 1_000_000 }));
    fc.assert(
      fc.property(fc.array(day, { maxLength: 60 }), fc.nat({ max: kindsOfDay - 1 }), (days, kind) => {
        const model = emptyModel();
        days.forEach(([on, records], n) => teach(model, monday + n, on, countsOf(records)));
        for (const prior of [ignorance, priorOf([model])]) {
          const pace = paceOn(model, prior, kind);
          expect(pace).toBeGreaterThanOrEqual(0.5);
          expect(pace).toBeLessThanOrEqual(4);
        }
      }),
    );
  });
});
