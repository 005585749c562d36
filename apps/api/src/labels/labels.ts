import { liftedSubjects } from '#read-model/queries/pseudonyms';
import { findEmployees } from '#read-model/queries/employees';
import { sha256 } from '#platform/hash';
import type { Queryable } from '#read-model/sql';
import type { Person } from '../http/principal.js';

/** How somebody who sees no names tells people apart: stable, and says nothing about the person. */
export const pseudonymOf = (subjectId: string): string =>
  `P-${sha256(`pseudonym:${subjectId}`).slice(0, 8).toUpperCase()}`;

const seesPseudonyms = ({ roles }: Person): boolean =>
  !roles.includes('hr') && (roles.includes('security_officer') || roles.includes('auditor'));

/**
 * What the reader calls each of these employees: pseudonyms for officers and auditors, but for those whose pseudonym
 * they have lifted; names for everybody else.
 */
export async function labelsFor(
  { pool }: { readonly pool: Queryable },
  reader: Person,
  employeeIds: readonly string[],
  now: string,
): Promise<(employeeId: string) => string> {
  const distinct = [...new Set(employeeIds)];
  const named = seesPseudonyms(reader)
    ? [...(await liftedSubjects(pool, reader.accountId, distinct, now)).keys()]
    : distinct;
  const records = named.length === 0 ? [] : await findEmployees(pool, named);
  const names = new Map(records.map(({ employee, name }) => [employee.employeeId, name]));
  return (employeeId) => names.get(employeeId) ?? pseudonymOf(employeeId);
}
