import { describe, expect, it } from '@jest/globals';
import { feature } from './features.js';
import { newFirm, personOf, type Firm } from './firm.js';
import { completeCounts, isTakenFrom, rememberSources } from './hand-over.js';
import { openDay, type OpenDay } from './open-day.js';
import type { PersonState } from './person.js';
import { dayMs } from './time/instant.js';

const today = 19_500;
const nobody = -1;

function firmOf(people: number): { readonly firm: Firm; readonly taker: PersonState } {
  const firm = newFirm();
  for (let number = 0; number < people; number += 1) {
    const person = personOf(firm, `e-${number}`);
    person.model.lastDay = today - 1;
  }
  return { firm, taker: personOf(firm, 'e-0') };
}

/** A day on which so many customers of each owner were touched for the first time. */
function dayOf(newByOwner: readonly (readonly [owner: number, count: number])[]): OpenDay {
  const day = openDay(today, today * dayMs, (today + 1) * dayMs);
  for (const [owner, count] of newByOwner) {
    day.newByOwner.set(owner, count);
    day.counts[feature.newObjects] = (day.counts[feature.newObjects] ?? 0) + count;
    if (owner >= 0) day.counts[feature.foreign] = (day.counts[feature.foreign] ?? 0) + count;
  }
  return day;
}

describe('A hand-over that nobody recorded', () => {
  it('is told from one colleague’s customers, however many own ones are new beside', () => {
    const { firm, taker } = firmOf(5);
    const day = dayOf([
      [nobody, 30],
      [3, 10],
      [4, 1],
    ]);
    completeCounts(firm, taker, day);
    expect(day.counts[feature.takenOver]).toBe(8);
    expect(day.counts[feature.foreignStrangers]).toBe(3);
  });
  it('is not told from customers of many', () => {
    const { firm, taker } = firmOf(5);
    const day = dayOf([1, 2, 3, 4].map((owner) => [owner, 4]));
    completeCounts(firm, taker, day);
    expect(day.counts[feature.takenOver]).toBe(0);
    expect(day.counts[feature.foreignStrangers]).toBe(16);
  });
  it('goes on explaining a customer whom the taker has come to touch most, for 60 days', () => {
    const { firm, taker } = firmOf(5);
    expect(isTakenFrom(firm, taker, taker.number, today)).toBe(false);
    rememberSources(taker, dayOf([[3, 10]]));
    expect(isTakenFrom(firm, taker, taker.number, today + 60)).toBe(true);
    expect(isTakenFrom(firm, taker, taker.number, today + 61)).toBe(false);
  });
});
