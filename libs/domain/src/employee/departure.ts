import { Refusal } from '../refusal.js';
import { departureOn, lastDayOf } from './employee.js';
import type { Employee, Leaving } from './employee.js';
import * as events from './employee.events.js';

export type DepartureCommand =
  | {
      readonly type: 'DeclareResignation';
      readonly noticeOn: string;
      readonly lastWorkingDay: string;
    }
  /** One row of an HR file. `noticeOn` is null where the format has none: then the day of import counts. */
  | {
      readonly type: 'ImportResignation';
      readonly noticeOn: string | null;
      readonly lastWorkingDay: string;
      readonly importedOn: string;
    }
  | { readonly type: 'WithdrawResignation'; readonly reason: string }
  /** The resignation should never have been recorded, nor should that the person has left. */
  | { readonly type: 'EnterResignationInError'; readonly reason: string }
  | { readonly type: 'ChangeLastWorkingDay'; readonly date: string }
  /** The person has left, with or without notice; on a day still to come, that day is the last of work. */
  | {
      readonly type: 'RecordDeparture';
      readonly leftOn: string;
      /** Where the person is. */
      readonly today: string;
    };

type CommandNamed<T extends DepartureCommand['type']> = Extract<DepartureCommand, { type: T }>;

/** @throws Refusal `departure.open`, `state.conflict`, `date.order` */
export function declareResignation(
  employee: Employee,
  { noticeOn, lastWorkingDay }: Omit<CommandNamed<'DeclareResignation'>, 'type'>,
) {
  if (employee.leaving !== null) {
    if (employee.leaving.leftOn !== null) throw hasLeft();
    throw new Refusal('departure.open', 'A departure of this person is open already.');
  }
  mustNotPrecede(lastWorkingDay, noticeOn, '/lastWorkingDay', 'The last working day is before the notice.');
  mustNotPrecede(lastWorkingDay, employee.hiredOn, '/lastWorkingDay', 'The last working day is before the hire.');
  return [events.resignationDeclared.of({ employeeId: employee.employeeId, noticeOn, lastWorkingDay })];
}

/** The same row again changes nothing, even after its resignation was withdrawn. @throws as a declaration */
export function importResignation(employee: Employee, row: CommandNamed<'ImportResignation'>) {
  const says = (leaving: Leaving) =>
    leaving.lastWorkingDay === row.lastWorkingDay && (row.noticeOn === null || row.noticeOn === leaving.noticeOn);
  const { leaving } = employee;
  if (leaving === null) {
    if (employee.past.some(says)) return [];
    return declareResignation(employee, {
      noticeOn: row.noticeOn ?? row.importedOn,
      lastWorkingDay: row.lastWorkingDay,
    });
  }
  if (row.noticeOn !== null && row.noticeOn !== leaving.noticeOn)
    throw new Refusal('departure.open', 'A departure with another day of notice is open.');
  return changeLastWorkingDay(employee, row.lastWorkingDay);
}

/** @throws Refusal `departure.none`, `state.conflict` */
export function withdrawResignation(employee: Employee, reason: string) {
  if (openDeparture(employee).leftOn !== null) throw hasLeft();
  return [events.resignationWithdrawn.of({ employeeId: employee.employeeId }, { reason })];
}

/** @throws Refusal `departure.none` */
export function enterResignationInError(employee: Employee, reason: string) {
  openDeparture(employee);
  return [events.resignationEnteredInError.of({ employeeId: employee.employeeId }, { reason })];
}

/** @throws Refusal `departure.none`, `state.conflict`, `date.order` */
export function changeLastWorkingDay(employee: Employee, date: string) {
  const open = openDeparture(employee);
  if (open.lastWorkingDay === date) return [];
  if (open.leftOn !== null) throw hasLeft();
  mustNotPrecede(date, open.noticeOn ?? employee.hiredOn, '/date', 'The last working day is before the notice.');
  return [events.lastWorkingDayChanged.of({ employeeId: employee.employeeId, lastWorkingDay: date })];
}

/** @throws Refusal `state.conflict`, `date.order` */
export function recordDeparture(
  { employeeId, hiredOn, leaving }: Employee,
  { leftOn, today }: Omit<CommandNamed<'RecordDeparture'>, 'type'>,
) {
  const recorded = leaving?.leftOn ?? null;
  if (recorded === leftOn) return [];
  if (recorded !== null) throw hasLeft();
  mustNotPrecede(leftOn, leaving?.noticeOn ?? hiredOn, '/leftOn', 'The person left before the notice or the hire.');
  if (leftOn <= today) return [events.employeeLeft.of({ employeeId, leftOn })];
  // What is still to come is no fact: until then the day may change, and access ends with that day, not before it.
  if (leaving === null) return [events.resignationDeclared.of({ employeeId, noticeOn: today, lastWorkingDay: leftOn })];
  return leaving.lastWorkingDay === leftOn
    ? []
    : [events.lastWorkingDayChanged.of({ employeeId, lastWorkingDay: leftOn })];
}

/** A person comes back after the last working day. @throws Refusal `state.conflict`, `date.order` */
export function mustHaveLeftBefore(employee: Employee, hiredOn: string, now: string): void {
  const lastDay = lastDayOf(employee);
  if (lastDay === null || departureOn(employee, now) !== 'left')
    throw new Refusal('state.conflict', 'This person is employed already.');
  if (hiredOn <= lastDay)
    throw new Refusal('date.order', 'The new hire is not after the last working day.', '/hiredOn');
}

export const hasLeft = (): Refusal => new Refusal('state.conflict', 'This person has left.');

function openDeparture(employee: Employee): Leaving {
  if (employee.leaving === null) throw new Refusal('departure.none', 'No departure of this person is open.');
  return employee.leaving;
}

function mustNotPrecede(date: string, earlier: string, pointer: string, message: string): void {
  if (date < earlier) throw new Refusal('date.order', message, pointer);
}
