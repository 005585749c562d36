import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { fold } from '../decider.js';
import { Refusal } from '../refusal.js';
import { refused, specify } from '../testing/specification.js';
import { employeeDecider } from './employee.decider.js';
import type { EmployeeCommand, EmployeeEvent } from './employee.decider.js';
import type { EmployeeState } from './employee.js';
import * as events from './employee.events.js';

const employeeId = 'e-1';
const employment = {
  team: 'north',
  role: 'seller',
  region: 'eu',
  timezone: 'Europe/Berlin',
  rank: 5,
  performance: 'normal',
} as const;
const details = { name: 'Ada Lovelace', email: 'ada@firm.example', externalIds: { default: '17' } };
const now = '2026-03-02T09:00:00Z';
const afterwards = '2026-05-01T09:00:00Z';

const hire = { type: 'HireEmployee', employeeId, employment, hiredOn: '2024-01-01', now, ...details } as const;
const importRow = { ...hire, type: 'ImportEmployee', effectiveOn: '2026-03-02' } as const;
const declare = { type: 'DeclareResignation', noticeOn: '2026-03-01', lastWorkingDay: '2026-03-31' } as const;
const reason = 'changed their mind';

const hired = events.employeeHired.of({ employeeId, ...employment, hiredOn: '2024-01-01' }, details);
const moved = (team: string, effectiveOn: string) => events.employeeTransferred.of({ employeeId, team, effectiveOn });
const resigned = events.resignationDeclared.of({ employeeId, noticeOn: '2026-03-01', lastWorkingDay: '2026-03-31' });
const withdrawn = events.resignationWithdrawn.of({ employeeId }, { reason });
const inError = events.resignationEnteredInError.of({ employeeId }, { reason });
const changed = (lastWorkingDay: string) => events.lastWorkingDayChanged.of({ employeeId, lastWorkingDay });
const left = (leftOn: string) => events.employeeLeft.of({ employeeId, leftOn });

const { given } = specify(employeeDecider);

describe('hiring', () => {
  it('records employment facts, and who it is under the key of the person', () => {
    expect(given().when(hire)).toEqual([hired]);
  });

  it('said twice is done once', () => {
    expect(given(hired).when(hire)).toEqual([]);
  });

  it.each([
    ['another hire date', { ...hire, hiredOn: '2025-01-01' }],
    ['another job', { ...hire, employment: { ...employment, rank: 6 } }],
  ])('with %s is refused while the person is employed', (_what, command) => {
    expect(given(hired).when(command)).toEqual(refused('state.conflict'));
  });

  it('again is possible once the last working day is over, from a later day on', () => {
    const again = { ...hire, hiredOn: '2026-04-01', now: '2026-04-01T09:00:00Z' };
    const hiredAgain = events.employeeHired.of({ employeeId, ...employment, hiredOn: '2026-04-01' }, details);
    expect(given(hired, resigned).when(again)).toEqual([hiredAgain]);
    expect(given(hired, left('2026-03-01')).when({ ...again, now })).toEqual([hiredAgain]);
    expect(given(hired, resigned).when({ ...again, now })).toEqual(refused('state.conflict'));
    expect(given(hired, resigned).when({ ...again, hiredOn: '2026-03-31' })).toEqual(refused('date.order'));
  });

  it('again starts afresh: no transfer and no departure of the earlier employment counts', () => {
    const again = events.employeeHired.of({ employeeId, ...employment, team: 'west', hiredOn: '2026-05-01' }, details);
    expect(given(hired, moved('south', '2025-01-01'), resigned, left('2026-03-31'), again).state()).toMatchObject({
      hiredOn: '2026-05-01',
      hiredAs: { team: 'west' },
      moves: [],
      leaving: null,
    });
  });

  it('comes before anything else about a person', () => {
    expect(given().when(declare)).toEqual(refused('not_found'));
    expect(given(resigned).state).toThrow('ResignationDeclared before EmployeeHired');
  });
});

describe("a row of HR's list of people", () => {
  it('hires somebody new', () => {
    expect(given().when(importRow)).toEqual([hired]);
  });

  it('changes nothing when it says what is known, whatever happened in between', () => {
    expect(given(hired).when(importRow)).toEqual([]);
    expect(given(hired, moved('south', '2025-01-01'), moved('north', '2025-06-01')).when(importRow)).toEqual([]);
  });

  it('moves somebody known, from the day of import on, by what differs', () => {
    const row = { ...importRow, employment: { ...employment, team: 'south', rank: 6 } };
    expect(given(hired).when(row)).toEqual([
      events.employeeTransferred.of({ employeeId, team: 'south', rank: 6, effectiveOn: '2026-03-02' }),
    ]);
  });

  it('says nothing new of somebody who has left, and hires them again with a later hire date only', () => {
    const row = { ...importRow, employment: { ...employment, team: 'south' }, now: afterwards };
    expect(given(hired, resigned).when(row)).toEqual([]);
    expect(given(hired, resigned).when({ ...row, hiredOn: '2026-05-01' })).toMatchObject([{ type: 'EmployeeHired' }]);
  });

  it('cannot change the hire date of somebody employed', () => {
    expect(given(hired).when({ ...importRow, hiredOn: '2024-02-01' })).toEqual(refused('state.conflict'));
  });
});

describe('a transfer', () => {
  const transfer = { type: 'TransferEmployee', changes: { team: 'south' }, effectiveOn: '2026-04-01', now } as const;

  it.each(['2024-01-01', '2026-04-01', '2027-01-01'])('takes effect on its day, past or future: %s', (effectiveOn) => {
    expect(given(hired).when({ ...transfer, effectiveOn })).toEqual([moved('south', effectiveOn)]);
  });

  it('to what the person is on that day anyway is done already', () => {
    expect(given(hired, moved('south', '2026-04-01')).when(transfer)).toEqual([]);
    expect(given(hired).when({ ...transfer, changes: { team: 'north' } })).toEqual([]);
    expect(given(hired).when({ ...transfer, changes: {} })).toEqual([]);
  });

  it('back again is a transfer, even before one that is still to come', () => {
    expect(given(hired, moved('south', '2026-04-01')).when({ ...transfer, effectiveOn: '2026-03-31' })).toEqual([
      moved('south', '2026-03-31'),
    ]);
  });

  it('recorded late takes its place among those of later days, after one of the same day', () => {
    const history = [moved('south', '2026-04-01'), moved('west', '2026-01-01'), moved('east', '2026-04-01')];
    expect(given(hired, ...history).state()).toMatchObject({
      moves: [{ changes: { team: 'west' } }, { changes: { team: 'south' } }, { changes: { team: 'east' } }],
    });
  });

  it('before the hire is refused', () => {
    expect(given(hired).when({ ...transfer, effectiveOn: '2023-12-31' })).toEqual(refused('date.order'));
  });

  it('of somebody who has left is refused', () => {
    expect(given(hired, resigned).when({ ...transfer, now: afterwards })).toEqual(refused('state.conflict'));
    expect(given(hired, resigned).when(transfer)).toEqual([moved('south', '2026-04-01')]);
  });
});

describe('a corrected detail', () => {
  it('changes who the person is called, never the employment', () => {
    const corrected = events.employeeDetailsCorrected.of({ employeeId }, { name: 'Ada King' });
    expect(given(hired).when({ type: 'CorrectEmployeeDetails', name: 'Ada King' })).toEqual([corrected]);
    expect(given(hired, corrected).state()).toEqual(given(hired).state());
  });

  it('that says nothing is none', () => {
    expect(given(hired).when({ type: 'CorrectEmployeeDetails' })).toEqual([]);
  });
});

describe('a resignation', () => {
  it('is declared with the day of notice and the last working day, which may be the same', () => {
    expect(given(hired).when(declare)).toEqual([resigned]);
    expect(given(hired).when({ ...declare, lastWorkingDay: '2026-03-01' })).toMatchObject([
      { type: 'ResignationDeclared' },
    ]);
  });

  it.each([
    ['before the notice', { ...declare, lastWorkingDay: '2026-02-28' }],
    ['before the hire', { ...declare, noticeOn: '2023-01-01', lastWorkingDay: '2023-12-31' }],
  ])('cannot end %s', (_what, command) => {
    expect(given(hired).when(command)).toEqual(refused('date.order'));
  });

  it('cannot be declared while one is open, not even the same', () => {
    expect(given(hired, resigned).when(declare)).toEqual(refused('departure.open'));
  });

  it('cannot be declared of somebody who has left', () => {
    expect(given(hired, left('2026-03-01')).when(declare)).toEqual(refused('state.conflict'));
  });

  it.each([
    ['withdrawn', withdrawn],
    ['entered in error', inError],
  ])('can be declared again after one was %s', (_what, ending) => {
    expect(given(hired, resigned, ending).when(declare)).toEqual([resigned]);
  });

  it('is withdrawn with a reason', () => {
    expect(given(hired, resigned).when({ type: 'WithdrawResignation', reason })).toEqual([withdrawn]);
    expect(given(hired, resigned, withdrawn).state()).toMatchObject({ leaving: null });
  });

  it('cannot be withdrawn once HR recorded that the person has left', () => {
    const command = { type: 'WithdrawResignation', reason } as const;
    expect(given(hired, resigned, left('2026-03-31')).when(command)).toEqual(refused('state.conflict'));
  });

  it('that was entered in error is undone, and so is a leave that followed from it', () => {
    const command = { type: 'EnterResignationInError', reason } as const;
    expect(given(hired, resigned).when(command)).toEqual([inError]);
    expect(given(hired, resigned, left('2026-03-31')).when(command)).toEqual([inError]);
    expect(given(hired, resigned, left('2026-03-31'), inError).state()).toMatchObject({ leaving: null });
  });

  it.each([
    { type: 'WithdrawResignation', reason },
    { type: 'EnterResignationInError', reason },
    { type: 'ChangeLastWorkingDay', date: '2026-04-30' },
  ] as const)('must be open for $type', (command) => {
    expect(given(hired).when(command)).toEqual(refused('departure.none'));
    expect(given(hired, resigned, withdrawn).when(command)).toEqual(refused('departure.none'));
  });
});

describe('the last working day', () => {
  const to = (date: string) => ({ type: 'ChangeLastWorkingDay', date }) as const;

  it('can be moved either way, but not before the notice', () => {
    expect(given(hired, resigned).when(to('2026-04-30'))).toEqual([changed('2026-04-30')]);
    expect(given(hired, resigned).when(to('2026-03-01'))).toEqual([changed('2026-03-01')]);
    expect(given(hired, resigned).when(to('2026-02-28'))).toEqual(refused('date.order'));
  });

  it('moved to where it is stays', () => {
    expect(given(hired, resigned).when(to('2026-03-31'))).toEqual([]);
    expect(given(hired, resigned, changed('2026-04-30')).when(to('2026-04-30'))).toEqual([]);
  });

  it('of somebody who has left is history', () => {
    expect(given(hired, resigned, left('2026-03-31')).when(to('2026-04-30'))).toEqual(refused('state.conflict'));
  });
});

describe('leaving', () => {
  const leave = (leftOn: string, today = '2026-03-31') => ({ type: 'RecordDeparture', leftOn, today }) as const;

  it('is recorded with or without notice', () => {
    expect(given(hired).when(leave('2026-03-02'))).toEqual([left('2026-03-02')]);
    expect(given(hired, resigned).when(leave('2026-03-15'))).toEqual([left('2026-03-15')]);
  });

  it('said twice is done once; another day is refused', () => {
    expect(given(hired, left('2026-03-02')).when(leave('2026-03-02'))).toEqual([]);
    expect(given(hired, left('2026-03-02')).when(leave('2026-03-03'))).toEqual(refused('state.conflict'));
  });

  it('on a day still to come makes it the last working day, which may still change', () => {
    expect(given(hired).when(leave('2026-03-31', '2026-03-01'))).toEqual([resigned]);
    expect(given(hired, resigned).when(leave('2026-03-31', '2026-03-30'))).toEqual([]);
    expect(given(hired, resigned).when(leave('2026-04-30', '2026-03-30'))).toEqual([changed('2026-04-30')]);
    expect(given(hired, resigned).when(leave('2026-03-31', '2026-03-31'))).toEqual([left('2026-03-31')]);
    expect(given(hired, left('2026-03-02')).when(leave('2026-04-30', '2026-03-30'))).toEqual(refused('state.conflict'));
  });

  it('comes neither before the hire nor before the notice', () => {
    expect(given(hired).when(leave('2023-12-31'))).toEqual(refused('date.order'));
    expect(given(hired, resigned).when(leave('2026-02-28'))).toEqual(refused('date.order'));
  });
});

describe('a resignation in an HR file', () => {
  const row = {
    type: 'ImportResignation',
    noticeOn: '2026-03-01',
    lastWorkingDay: '2026-03-31',
    importedOn: '2026-03-05',
  } as const;
  const withoutNotice = { ...row, noticeOn: null } as const;

  it('is declared; without a day of notice the day of import counts', () => {
    expect(given(hired).when(row)).toEqual([resigned]);
    expect(given(hired).when(withoutNotice)).toEqual([
      events.resignationDeclared.of({ employeeId, noticeOn: '2026-03-05', lastWorkingDay: '2026-03-31' }),
    ]);
  });

  it('that is known changes nothing, though imported on a later day', () => {
    expect(given(hired, resigned).when(row)).toEqual([]);
    expect(given(hired, resigned).when({ ...withoutNotice, importedOn: '2026-03-09' })).toEqual([]);
  });

  it('with another last day changes that day', () => {
    expect(given(hired, resigned).when({ ...row, lastWorkingDay: '2026-04-30' })).toEqual([changed('2026-04-30')]);
    expect(given(hired, resigned).when({ ...withoutNotice, lastWorkingDay: '2026-04-30' })).toEqual([
      changed('2026-04-30'),
    ]);
  });

  it('with another day of notice does not overwrite the open one', () => {
    expect(given(hired, resigned).when({ ...row, noticeOn: '2026-02-01' })).toEqual(refused('departure.open'));
  });

  it('does not revive what was withdrawn, entered in error, or belongs to an earlier employment', () => {
    const again = events.employeeHired.of({ employeeId, ...employment, hiredOn: '2026-05-01' }, details);
    for (const history of [[withdrawn], [inError], [left('2026-03-31'), again]])
      expect(given(hired, resigned, ...history).when(row)).toEqual([]);
    expect(given(hired, resigned, withdrawn).when({ ...row, lastWorkingDay: '2026-06-30' })).toMatchObject([
      { type: 'ResignationDeclared' },
    ]);
  });

  it('stays known after the person left on another day', () => {
    expect(given(hired, resigned, left('2026-03-15')).when(row)).toEqual([]);
    expect(given(hired, resigned, left('2026-03-15')).when({ ...row, lastWorkingDay: '2026-04-30' })).toEqual(
      refused('state.conflict'),
    );
  });

  it('is refused when its dates are in the wrong order', () => {
    expect(given(hired).when({ ...withoutNotice, lastWorkingDay: '2026-03-04' })).toEqual(refused('date.order'));
  });
});

const dates = fc.integer({ min: 1, max: 9 }).map((day) => `2026-03-0${day}`);
const commands: fc.Arbitrary<EmployeeCommand> = fc.oneof(
  fc.record({ type: fc.constant('DeclareResignation' as const), noticeOn: dates, lastWorkingDay: dates }),
  fc.record({ type: fc.constant('ChangeLastWorkingDay' as const), date: dates }),
  fc.record({ type: fc.constant('RecordDeparture' as const), leftOn: dates, today: dates }),
  fc.constantFrom(
    { type: 'WithdrawResignation' as const, reason },
    { type: 'EnterResignationInError' as const, reason },
    { ...hire, hiredOn: '2026-04-01', now: afterwards },
  ),
  fc.record({
    type: fc.constant('ImportResignation' as const),
    noticeOn: fc.option(dates),
    lastWorkingDay: dates,
    importedOn: dates,
  }),
);

describe('whatever HR records, in whatever order', () => {
  it('nobody works on before their notice, and an accepted import row is known from then on', () => {
    fc.assert(
      fc.property(fc.array(commands, { maxLength: 12 }), (steps) => {
        let state = fold(employeeDecider, [hired]);
        for (const command of steps) {
          try {
            state = fold(employeeDecider, employeeDecider.decide(command, state), state);
          } catch (error) {
            if (!(error instanceof Refusal)) throw error;
            continue;
          }
          if (command.type === 'ImportResignation') expect(employeeDecider.decide(command, state)).toEqual([]);
          if (state.status === 'unknown') throw new Error('a hired person became unknown');
          if (state.leaving === null) continue;
          const { noticeOn, lastWorkingDay, leftOn } = state.leaving;
          expect((leftOn ?? lastWorkingDay) >= (noticeOn ?? state.hiredOn)).toBe(true);
        }
      }),
    );
  });

  it('what was done is not done again when it is said again: it changes nothing, or is refused', () => {
    const jobs = fc.record({
      team: fc.constantFrom('north', 'south'),
      // From the first to the last to see a day begin.
      timezone: fc.constantFrom('Pacific/Kiritimati', 'Europe/Berlin', 'Pacific/Pago_Pago'),
    });
    const moments = fc
      .integer({ min: 0, max: 9 * 24 })
      .map((hour) => new Date(Date.UTC(2026, 2, 1, hour)).toISOString());
    const rows = fc.record({ job: jobs, hiredOn: dates, effectiveOn: dates, now: moments });
    const moves = fc.record({ changes: jobs, effectiveOn: dates, now: moments });
    const command: fc.Arbitrary<EmployeeCommand> = fc.oneof(
      commands,
      rows.map(({ job, ...row }) => ({ ...importRow, ...row, employment: { ...employment, ...job } })),
      rows.map(({ job, hiredOn, now: at }) => ({ ...hire, hiredOn, now: at, employment: { ...employment, ...job } })),
      moves.map((move) => ({ type: 'TransferEmployee' as const, ...move })),
    );
    fc.assert(
      fc.property(fc.array(command, { maxLength: 12 }), (steps) => {
        let state = employeeDecider.initial;
        for (const step of steps) {
          const said = tried(step, state);
          state = fold(employeeDecider, said ?? [], state);
          if (said !== undefined) expect(tried(step, state) ?? []).toEqual([]);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  /** Undefined when it was refused. */
  const tried = (command: EmployeeCommand, state: EmployeeState): readonly EmployeeEvent[] | undefined => {
    try {
      return employeeDecider.decide(command, state);
    } catch (error) {
      if (error instanceof Refusal) return undefined;
      throw error;
    }
  };
});
