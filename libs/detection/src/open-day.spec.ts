import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { featureCount } from './features.js';
import { evidenceOf, heaviest, note, openDay, raise, settle, type Evidence } from './open-day.js';

const record = fc.record({
  weight: fc.integer({ min: 0, max: 3 }),
  raised: fc.uniqueArray(fc.integer({ min: 0, max: featureCount - 1 }), { maxLength: 4 }),
});
const evidenceOfRecords = (records: readonly { readonly weight: number; readonly raised: readonly number[] }[]) => {
  const day = openDay(20_000, 0, 0);
  records.forEach(({ weight, raised }, n) => {
    note(day, `a-${n}`, n, weight);
    for (const at of raised) raise(day, at, 1);
    settle(day);
  });
  return day.evidence;
};

const all = (records: Parameters<typeof evidenceOfRecords>[0]): Evidence => ({
  ids: records.map((_, n) => `a-${n}`),
  low: records.map(({ raised }) => raised.reduce((bits, at) => (at < 30 ? bits | (1 << at) : bits), 0)),
  high: records.map(({ raised }) => raised.reduce((bits, at) => (at < 30 ? bits : bits | (1 << (at - 30))), 0)),
  weight: records.map(({ weight }) => weight),
  unnamed: [],
  room: Number.POSITIVE_INFINITY,
});

describe('the evidence of a day', () => {
  it('answers for every feature as all of its records would, though it keeps only the heaviest', () => {
    fc.assert(
      fc.property(fc.array(record, { maxLength: 200, size: 'max' }), (records) => {
        const kept = evidenceOfRecords(records);
        for (let at = 0; at < featureCount; at += 1) {
          const expected = evidenceOf(all(records), at);
          expect(evidenceOf(kept, at)).toEqual(expected);
          expect(evidenceOf(heaviest(kept), at)).toEqual(expected);
        }
      }),
    );
  });

  it('does not grow with the day', () => {
    const many = Array.from({ length: 5_000 }, (_, n) => ({ weight: n % 7, raised: [n % 2, 40] }));
    expect(evidenceOfRecords(many).ids.length).toBeLessThan(200);
  });
});
