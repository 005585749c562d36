import { localDate } from '../local-date.js';
import type { DepartureStatus, Performance } from '../values.js';

/** What a person works as: facts from HR. `role` is a job title. */
export type Employment = {
  readonly team: string;
  readonly role: string;
  readonly region: string;
  readonly timezone: string;
  readonly rank: number;
  readonly performance: Performance;
};
export type EmploymentChanges = { readonly [K in keyof Employment]?: Employment[K] | undefined };

/** A departure that was declared, recorded, or both. */
export type Leaving = {
  /** Null when nobody gave notice: the person was recorded as left. */
  readonly noticeOn: string | null;
  readonly lastWorkingDay: string;
  /** Null until HR records that the person has left. */
  readonly leftOn: string | null;
};

export type Employee = {
  readonly status: 'employed';
  readonly employeeId: string;
  readonly hiredOn: string;
  readonly hiredAs: Employment;
  /** In the order in which they take effect; of one day, as recorded. */
  readonly moves: readonly { readonly effectiveOn: string; readonly changes: EmploymentChanges }[];
  readonly leaving: Leaving | null;
  /** Departures withdrawn, entered in error, or of an earlier employment: a repeated HR file does not revive them. */
  readonly past: readonly Leaving[];
};
export type EmployeeState = { readonly status: 'unknown' } | Employee;

/** Employment as of a calendar day. */
export const employmentOn = (employee: Employee, on: string): Employment =>
  employee.moves.reduce(
    (employment, move) => (move.effectiveOn <= on ? changed(employment, move.changes) : employment),
    employee.hiredAs,
  );

/** Employment at an instant: each move takes effect at midnight of the time zone that the person leaves. */
export const employmentAt = (employee: Employee, now: string): Employment =>
  employee.moves.reduce(
    (employment, move) =>
      move.effectiveOn <= localDate(now, employment.timezone) ? changed(employment, move.changes) : employment,
    employee.hiredAs,
  );

/** The last day of work as known now; null while nobody is leaving. */
export const lastDayOf = (employee: Employee): string | null =>
  employee.leaving === null ? null : (employee.leaving.leftOn ?? employee.leaving.lastWorkingDay);

/**
 * `declared` from the moment HR says so. `left` once the last working day is over in the person's own time zone;
 * when HR records that the person has left, already on that day.
 */
export function departureOn(employee: Employee, now: string): DepartureStatus {
  const { leaving } = employee;
  if (leaving === null) return 'none';
  const today = localDate(now, employmentAt(employee, now).timezone);
  const isOver = leaving.leftOn === null ? today > leaving.lastWorkingDay : today >= leaving.leftOn;
  return isOver ? 'left' : 'declared';
}

/** The employment after the changes; a change to undefined is none. */
export const changed = (employment: Employment, changes: EmploymentChanges): Employment => ({
  team: changes.team ?? employment.team,
  role: changes.role ?? employment.role,
  region: changes.region ?? employment.region,
  timezone: changes.timezone ?? employment.timezone,
  rank: changes.rank ?? employment.rank,
  performance: changes.performance ?? employment.performance,
});

const fields = [
  'team',
  'role',
  'region',
  'timezone',
  'rank',
  'performance',
] as const satisfies readonly (keyof Employment)[];

/** What would have to change for `before` to become `after`; empty when they are equal. */
export const differences = (before: Employment, after: Employment): EmploymentChanges =>
  Object.fromEntries(fields.filter((field) => before[field] !== after[field]).map((field) => [field, after[field]]));
