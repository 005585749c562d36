import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { evidenceOf, noEvidence, withRecord, type Evidence } from './evidence.js';
import { featureCount } from './features.js';

type Given = { readonly weight: number; readonly raised: readonly number[] };
const record = fc.record({
  weight: fc.integer({ min: 0, max: 3 }),
  raised: fc.uniqueArray(fc.integer({ min: 0, max: featureCount - 1 }), { maxLength: 4 }),
});

const bitsOf = (raised: readonly number[], first: number): number =>
  raised.reduce((bits, at) => (at >= first && at < first + 30 ? bits | (1 << (at - first)) : bits), 0);
const evidenceOfRecords = (records: readonly Given[]): Evidence =>
  records.reduce(
    (evidence, { weight, raised }, n) =>
      withRecord(evidence, { id: `a-${n}`, weight, low: bitsOf(raised, 0), high: bitsOf(raised, 30) }),
    noEvidence(),
  );

/** The eight heaviest of all records that raised it, of equals the earliest; and how many they are. */
function expected(records: readonly Given[], at: number): ReturnType<typeof evidenceOf> {
  const hits = records.flatMap(({ weight, raised }, n) => (raised.includes(at) ? [{ id: `a-${n}`, weight }] : []));
  const heaviest = hits.toSorted((a, b) => b.weight - a.weight).slice(0, 8);
  return { ids: heaviest.map(({ id }) => id), count: hits.length };
}

describe('the evidence of a day', () => {
  it('answers for every feature as all of its records would, though it names only the heaviest', () => {
    fc.assert(
      fc.property(fc.array(record, { maxLength: 200, size: 'max' }), (records) => {
        const kept = evidenceOfRecords(records);
        for (let at = 0; at < featureCount; at += 1) expect(evidenceOf(kept, at)).toEqual(expected(records, at));
      }),
    );
  });

  it('does not grow with the day, not even when each record is heavier than the one before', () => {
    const alike = Array.from({ length: 5_000 }, (_, n) => ({ weight: n % 7, raised: [n % 2, 40] }));
    expect(evidenceOfRecords(alike).ids.length).toBeLessThan(100);
    const rising = Array.from({ length: 5_000 }, (_, n) => ({ weight: n, raised: [n % 2, 40] }));
    expect(evidenceOfRecords(rising).ids.length).toBeLessThan(100);
  });

  it('is the same when it is stored and taken up again', () => {
    fc.assert(
      fc.property(fc.array(record, { maxLength: 100, size: 'max' }), fc.nat({ max: 100 }), (records, cut) => {
        const before = evidenceOfRecords(records.slice(0, cut));
        const stored = JSON.parse(JSON.stringify(before)) as Evidence;
        expect(stored).toEqual(before);
      }),
    );
  });
});
