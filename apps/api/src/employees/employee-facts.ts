import { departureOn, employmentAt } from '#domain/employee/employee';
import type { Employee } from '#domain/employee/employee';
import { guardsOf } from '#domain/access/scope';
import type { EmployeeRecord } from '#read-model/queries/employees';
import type { DecisionView } from '../decision-view/decision-view.js';

/** How much of a person a reader sees: HR and oneself all, a manager the team's, an officer a pseudonym. */
export type Depth = 'all' | 'team' | 'pseudonymous';

export const departureOf = (employee: Employee, now: string) => ({
  status: departureOn(employee, now),
  noticeOn: employee.leaving?.noticeOn ?? null,
  lastWorkingDay: employee.leaving?.lastWorkingDay ?? null,
});

/** One line of a list of people. */
export function employeeSummary({ employee }: EmployeeRecord, label: string, depth: Depth, now: string) {
  const { team, role, rank } = employmentAt(employee, now);
  return {
    id: employee.employeeId,
    label,
    team,
    role,
    ...(depth !== 'team' && { rank }),
    departure: departureOf(employee, now),
  };
}

/** The facts of one person as of `now`. */
export function employeeFacts(record: EmployeeRecord, label: string, depth: Depth, now: string) {
  const { employee, name, email, externalIds } = record;
  const { region, timezone, performance } = employmentAt(employee, now);
  return {
    ...employeeSummary(record, label, depth, now),
    region,
    timezone,
    hiredOn: employee.hiredOn,
    ...(depth !== 'team' && { performance }),
    ...(depth === 'all' && { name, email, externalIds }),
  };
}

/** What a person may do now, and why; null while no published policy says. */
export function tierFacts(view: DecisionView, employeeId: string, now: string) {
  const person = view.personOf(employeeId, now);
  const assigned = view.tierOf(employeeId, now);
  const guards = person === undefined ? [] : guardsOf(person);
  const policyVersion = view.policies.tiers?.version ?? null;
  if (assigned === undefined)
    return { tier: null, scope: null, kinds: {}, maxSensitivity: null, matched: null, policyVersion, guards };
  const { name, tier, band } = assigned;
  const { scope, kinds, maxSensitivity } = tier;
  return { tier: name, scope, kinds, maxSensitivity, matched: band, policyVersion, guards };
}
