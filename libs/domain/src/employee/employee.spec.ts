import { describe, expect, it } from '@jest/globals';
import { changed, departureOn, differences, employmentAt, employmentOn, lastDayOf } from './employee.js';
import type { Employee, EmploymentChanges, Leaving } from './employee.js';

const hiredAs = {
  team: 'north',
  role: 'seller',
  region: 'eu',
  timezone: 'Europe/Berlin',
  rank: 5,
  performance: 'normal',
} as const;
const employee = (overrides: Partial<Employee> = {}): Employee => ({
  status: 'employed',
  employeeId: 'e-1',
  hiredOn: '2024-01-01',
  hiredAs,
  moves: [],
  leaving: null,
  past: [],
  ...overrides,
});
const leaving = (overrides: Partial<Leaving> = {}): Leaving => ({
  noticeOn: '2026-03-01',
  lastWorkingDay: '2026-03-28',
  leftOn: null,
  ...overrides,
});
const move = (effectiveOn: string, changes: EmploymentChanges) => ({ effectiveOn, changes });

describe('employment as of a day', () => {
  const moves = [move('2026-02-01', { team: 'south' }), move('2026-04-01', { team: 'west', rank: 6 })];

  it.each([
    ['2020-01-01', 'north', 5],
    ['2026-01-31', 'north', 5],
    ['2026-02-01', 'south', 5],
    ['2026-03-31', 'south', 5],
    ['2026-04-01', 'west', 6],
  ])('on %s is team %s at rank %d', (on, team, rank) => {
    expect(employmentOn(employee({ moves }), on)).toEqual({ ...hiredAs, team, rank });
  });

  it('changes at midnight of the time zone that the person leaves', () => {
    const moved = employee({ moves: [move('2026-03-29', { timezone: 'Asia/Tokyo', team: 'tokyo' })] });
    expect(employmentAt(moved, '2026-03-28T22:59:59.999Z').team).toBe('north');
    expect(employmentAt(moved, '2026-03-28T23:00:00Z')).toMatchObject({ team: 'tokyo', timezone: 'Asia/Tokyo' });
  });

  it('changes by what a transfer names, and by nothing that it leaves out', () => {
    const after = { team: 'a', role: 'b', region: 'c', timezone: 'UTC', rank: 9, performance: 'high' } as const;
    expect(changed(hiredAs, after)).toEqual(after);
    expect(changed(hiredAs, { team: undefined })).toEqual(hiredAs);
    expect(differences(hiredAs, after)).toEqual(after);
    expect(differences(hiredAs, { ...hiredAs, rank: 6 })).toEqual({ rank: 6 });
  });
});

describe('the departure of a person', () => {
  it('is none while nobody is leaving', () => {
    expect(departureOn(employee(), '2026-03-01T00:00:00Z')).toBe('none');
    expect(lastDayOf(employee())).toBeNull();
  });

  it('is declared from the moment HR says so, before the day of notice too', () => {
    expect(departureOn(employee({ leaving: leaving({ noticeOn: '2026-03-20' }) }), '2026-03-02T00:00:00Z')).toBe(
      'declared',
    );
  });

  it.each([
    ['in winter time', '2026-03-28', '2026-03-28T22:59:59.999Z', '2026-03-28T23:00:00Z'],
    ['on the day of 23 hours', '2026-03-29', '2026-03-29T21:59:59.999Z', '2026-03-29T22:00:00Z'],
    ['on the day of 25 hours', '2026-10-25', '2026-10-25T22:59:59.999Z', '2026-10-25T23:00:00Z'],
  ])('is over with the end of the last working day at home, %s', (_when, lastWorkingDay, lastMoment, over) => {
    const resigned = employee({ leaving: leaving({ lastWorkingDay }) });
    expect(departureOn(resigned, lastMoment)).toBe('declared');
    expect(departureOn(resigned, over)).toBe('left');
  });

  it.each([
    ['Pacific/Kiritimati', '2026-03-28T10:00:00Z'],
    ['Pacific/Pago_Pago', '2026-03-29T11:00:00Z'],
  ])('is over by the clock of %s', (timezone, midnight) => {
    const resigned = employee({ hiredAs: { ...hiredAs, timezone }, leaving: leaving() });
    expect(departureOn(resigned, new Date(Date.parse(midnight) - 1).toISOString())).toBe('declared');
    expect(departureOn(resigned, midnight)).toBe('left');
  });

  it('is over on the very day on which HR records that the person has left', () => {
    const gone = employee({ leaving: leaving({ leftOn: '2026-03-15' }) });
    expect(departureOn(gone, '2026-03-14T22:59:59.999Z')).toBe('declared');
    expect(departureOn(gone, '2026-03-14T23:00:00Z')).toBe('left');
    expect(lastDayOf(gone)).toBe('2026-03-15');
  });

  it('ends on the last working day when nothing else is recorded', () => {
    expect(lastDayOf(employee({ leaving: leaving() }))).toBe('2026-03-28');
  });
});
