import type { z } from 'zod';
import type { Decider, Fact } from '../decider.js';
import type { EventOf } from '../event.js';
import { Refusal } from '../refusal.js';
import * as departure from './departure.js';
import { changed, departureOn, differences, employmentAt, employmentOn } from './employee.js';
import type { Employee, EmployeeState, Employment, EmploymentChanges } from './employee.js';
import * as events from './employee.events.js';

type Details = {
  readonly name: string;
  readonly email: string;
  readonly externalIds: z.input<typeof events.externalIds>;
};
type Hiring = Details & {
  readonly employeeId: string;
  readonly employment: Employment;
  readonly hiredOn: string;
  readonly now: string;
};

export type EmployeeCommand =
  /** Also hires again somebody whose last working day is over. */
  | ({ readonly type: 'HireEmployee' } & Hiring)
  /** One row of HR's list of people: hires, or moves on `effectiveOn` to what the row says. */
  | ({ readonly type: 'ImportEmployee'; readonly effectiveOn: string } & Hiring)
  | {
      readonly type: 'TransferEmployee';
      readonly changes: EmploymentChanges;
      /** Past or future: employment is known as of each day. */
      readonly effectiveOn: string;
      readonly now: string;
    }
  /** Only what differs: who asks has compared, for personal fields play no part in decisions. */
  | ({ readonly type: 'CorrectEmployeeDetails' } & Partial<Details>)
  | departure.DepartureCommand;

export type EmployeeEvent = EventOf<(typeof events)[keyof typeof events]>;

/** Employment and departure of one person. @throws Refusal `not_found` for anything but a hire of an unknown person. */
export const employeeDecider: Decider<EmployeeState, EmployeeCommand, EmployeeEvent> = {
  initial: { status: 'unknown' },

  decide(command, state) {
    if (state.status === 'unknown') {
      if (command.type === 'HireEmployee' || command.type === 'ImportEmployee') return [hired(command)];
      throw new Refusal('not_found', 'Nobody was hired under this id.');
    }
    switch (command.type) {
      case 'HireEmployee':
        return isRepeatedHire(state, command) ? [] : hireAgain(state, command);
      case 'ImportEmployee':
        return importEmployee(state, command);
      case 'TransferEmployee':
        return transfer(state, command.changes, command.effectiveOn, command.now);
      case 'CorrectEmployeeDetails':
        return correctDetails(state.employeeId, command);
      case 'DeclareResignation':
        return departure.declareResignation(state, command);
      case 'ImportResignation':
        return departure.importResignation(state, command);
      case 'WithdrawResignation':
        return departure.withdrawResignation(state, command.reason);
      case 'EnterResignationInError':
        return departure.enterResignationInError(state, command.reason);
      case 'ChangeLastWorkingDay':
        return departure.changeLastWorkingDay(state, command.date);
      case 'RecordDeparture':
        return departure.recordDeparture(state, command);
    }
  },

  evolve(state, event) {
    if (event.type === 'EmployeeHired') return hiredState(state, event.data);
    if (state.status === 'unknown') throw new Error(`${event.type} before EmployeeHired`);
    switch (event.type) {
      case 'EmployeeTransferred': {
        const { effectiveOn, employeeId: _, ...changes } = event.data;
        const later = state.moves.findIndex((move) => move.effectiveOn > effectiveOn);
        const at = later === -1 ? state.moves.length : later;
        return { ...state, moves: state.moves.toSpliced(at, 0, { effectiveOn, changes }) };
      }
      case 'EmployeeDetailsCorrected':
        return state;
      case 'ResignationDeclared':
        return {
          ...state,
          leaving: { noticeOn: event.data.noticeOn, lastWorkingDay: event.data.lastWorkingDay, leftOn: null },
        };
      case 'ResignationWithdrawn':
      case 'ResignationEnteredInError':
        return { ...state, leaving: null, past: pastOf(state) };
      case 'LastWorkingDayChanged':
        return state.leaving === null
          ? state
          : { ...state, leaving: { ...state.leaving, lastWorkingDay: event.data.lastWorkingDay } };
      case 'EmployeeLeft': {
        const { leftOn } = event.data;
        return { ...state, leaving: { ...(state.leaving ?? { noticeOn: null, lastWorkingDay: leftOn }), leftOn } };
      }
    }
  },
};

const hired = ({ employeeId, employment, hiredOn, name, email, externalIds }: Hiring) =>
  events.employeeHired.of({ employeeId, ...employment, hiredOn }, { name, email, externalIds });

const isRepeatedHire = (employee: Employee, hiring: Hiring): boolean =>
  hiring.hiredOn === employee.hiredOn && Object.keys(differences(employee.hiredAs, hiring.employment)).length === 0;

function hireAgain(employee: Employee, hiring: Hiring) {
  departure.mustHaveLeftBefore(employee, hiring.hiredOn, hiring.now);
  return [hired(hiring)];
}

function importEmployee(employee: Employee, row: Extract<EmployeeCommand, { type: 'ImportEmployee' }>) {
  if (row.hiredOn !== employee.hiredOn) return hireAgain(employee, row);
  if (departureOn(employee, row.now) === 'left') return [];
  const changes = differences(employmentAt(employee, row.now), row.employment);
  return transfer(employee, changes, row.effectiveOn, row.now);
}

function transfer(employee: Employee, changes: EmploymentChanges, effectiveOn: string, now: string) {
  const before = employmentOn(employee, effectiveOn);
  if (Object.keys(differences(before, changed(before, changes))).length === 0) return [];
  if (departureOn(employee, now) === 'left') throw departure.hasLeft();
  if (effectiveOn < employee.hiredOn)
    throw new Refusal('date.order', 'The transfer takes effect before the hire.', '/effectiveOn');
  return [events.employeeTransferred.of({ employeeId: employee.employeeId, ...changes, effectiveOn })];
}

function correctDetails(employeeId: string, { name, email, externalIds }: Partial<Details>) {
  if (name === undefined && email === undefined && externalIds === undefined) return [];
  return [events.employeeDetailsCorrected.of({ employeeId }, { name, email, externalIds })];
}

function hiredState(before: EmployeeState, data: Fact<EventOf<typeof events.employeeHired>>['data']): Employee {
  const { employeeId, hiredOn, ...hiredAs } = data;
  const past = before.status === 'unknown' ? [] : pastOf(before);
  return { status: 'employed', employeeId, hiredOn, hiredAs, moves: [], leaving: null, past };
}

const pastOf = ({ past, leaving }: Employee) => (leaving === null ? past : [...past, leaving]);
