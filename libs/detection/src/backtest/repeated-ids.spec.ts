import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { RepeatedIds } from './repeated-ids.js';

const day = 86_400_000;

describe('A repeated id', () => {
  it('is known for eight recorded days, and across a cut', () => {
    const ids = new RepeatedIds();
    expect(ids.isRepeated('a', 0)).toBe(false);
    expect(ids.isRepeated('a', day)).toBe(true);
    const resumed = new RepeatedIds(ids.encode());
    expect(resumed.isRepeated('a', 7 * day)).toBe(true);
    expect(resumed.isRepeated('a', 9 * day)).toBe(false);
  });

  it('is known among many, whatever was forgotten and wherever the run is cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ id: text, pause: fc.nat(day / 3), isCut: cut }), { size: '+1', maxLength: 400 }),
        (steps) => {
          let ids = new RepeatedIds();
          const days: Known = [];
          let recordedAt = 0;
          for (const { id, pause, isCut } of steps) {
            recordedAt += pause;
            expect(ids.isRepeated(id, recordedAt)).toBe(isKnown(days, id, Math.floor(recordedAt / day)));
            expect(ids.encode()).toEqual(days.map(({ day: date, ids: known }) => [date, [...known]]));
            if (isCut) ids = new RepeatedIds(ids.encode());
          }
        },
      ),
    );
  });

  it('is found again after thousands', () => {
    const ids = new RepeatedIds();
    for (let n = 0; n < 200_000; n += 1) if (ids.isRepeated(`a-${n}`, n * (day / 5_000))) throw new Error(`a-${n}`);
    const last = 199_999 * (day / 5_000);
    expect(['a-199999', 'a-170000', 'a-1'].map((id) => ids.isRepeated(id, last))).toEqual([true, true, false]);
  });
});

const text = fc.oneof(fc.constantFrom('', 'a', 'b', 'aa', '\ud800', '客'), fc.string({ maxLength: 3 }));
const cut = fc.integer({ max: 20 }).map((n) => n === 0);

/** The same by sets of texts. */
type Known = { readonly day: number; readonly ids: Set<string> }[];
function isKnown(days: Known, id: string, today: number): boolean {
  if (days.at(-1)?.day !== today) {
    while (days[0] !== undefined && days[0].day < today - 7) days.shift();
    days.push({ day: today, ids: new Set() });
  }
  if (days.some(({ ids }) => ids.has(id))) return true;
  days.at(-1)?.ids.add(id);
  return false;
}
