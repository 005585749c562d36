import { findAccounts } from '#read-model/queries/accounts';
import type { Queryable } from '#read-model/sql';
import type { Person } from '../http/principal.js';
import { labelsFor, pseudonymOf } from './labels.js';

/**
 * These accounts by what the reader calls whoever they belong to: administrators, who list accounts, by name;
 * everybody else as they call the person. What is no account, such as a service key, is left out.
 */
export async function labelledAccounts(
  { pool }: { readonly pool: Queryable },
  reader: Person,
  accountIds: readonly string[],
  now: string,
): Promise<readonly { readonly id: string; readonly label: string }[]> {
  const accounts = await findAccounts(pool, [...new Set(accountIds)]);
  if (reader.roles.includes('admin')) return accounts.map(({ accountId: id, name: label }) => ({ id, label }));
  const people = accounts.flatMap(({ employeeId }) => (employeeId === null ? [] : [employeeId]));
  const label = await labelsFor({ pool }, reader, people, now);
  return accounts.map(({ accountId: id, employeeId }) => ({
    id,
    label: employeeId === null ? pseudonymOf(id) : label(employeeId),
  }));
}
