import { describe, expect, it } from '@jest/globals';
import { newFirm, personOf, strictYardstick, type Firm } from './firm.js';
import { learnPriors } from './peers.js';
import type { PersonState } from './person.js';

const today = 19_500;

/** People of whom a week is known, by where they work. */
function hire(firm: Firm, count: number, employment: { role: string; team: string; region: string }): PersonState {
  const hired = Array.from({ length: count }, () => {
    const person = personOf(firm, `e-${firm.byNumber.length}`);
    person.employments = [{ ...employment, timezone: 'Europe/Berlin', from: 0, until: null }];
    person.model.days = 5;
    return person;
  });
  firm.priors = learnPriors(firm.byNumber, today, firm.policy.peers);
  return hired[0] ?? personOf(firm, 'nobody');
}
const peersOf = (firm: Firm, person: PersonState): number => strictYardstick(firm, person, today).prior.people;

describe('The peers a person is measured against', () => {
  const north = { role: 'sales', team: 'north', region: 'de' };

  it('are those of the same role, team and region when there are five of them', () => {
    const firm = newFirm();
    const person = hire(firm, 5, north);
    hire(firm, 9, { ...north, team: 'south' });
    expect(peersOf(firm, person)).toBe(5);
  });
  it('are a wider group when there are four', () => {
    const firm = newFirm();
    const person = hire(firm, 4, north);
    hire(firm, 3, { ...north, team: 'south' });
    hire(firm, 6, { ...north, role: 'engineer', team: 'west' });
    expect(peersOf(firm, person)).toBe(7);
  });
  it('are the whole firm when even the widest group has fewer than five', () => {
    const firm = newFirm();
    const person = hire(firm, 2, north);
    hire(firm, 1, { ...north, role: 'engineer' });
    expect(peersOf(firm, person)).toBe(3);
  });
  it('are looked up again when a colleague has made the group large enough', () => {
    const firm = newFirm();
    const person = hire(firm, 4, north);
    hire(firm, 3, { ...north, team: 'south' });
    expect(peersOf(firm, person)).toBe(7);
    hire(firm, 1, north);
    expect(peersOf(firm, person)).toBe(5);
  });
});
