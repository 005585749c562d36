import { findCustomers } from '#read-model/queries/customers';
import { findEmployees } from '#read-model/queries/employees';
import { standingLifts } from '#read-model/queries/pseudonyms';
import type { Lift } from '#read-model/queries/pseudonyms';
import type { Desk } from '../desk.js';
import { defineQuery } from '../use-case.js';

type Asked = { readonly accountId: string; readonly now: string };

/** Whom the reader sees by name at the moment. */
export const showLifts = defineQuery('ShowLifts', async ({ pool }: Pick<Desk, 'pool'>, { accountId, now }: Asked) => {
  const lifts = await standingLifts(pool, accountId, now);
  const idsOf = (wanted: Lift['kind']) => lifts.filter(({ kind }) => kind === wanted).map(({ id }) => id);
  const [employees, customers] = await Promise.all([
    findEmployees(pool, idsOf('employee')),
    findCustomers(pool, idsOf('customer')),
  ]);
  const names = new Map([
    ...employees.map(({ employee, name }) => [employee.employeeId, name] as const),
    ...customers.map(({ id, name }) => [id, name] as const),
  ]);
  return lifts.flatMap((lift) => {
    const name = names.get(lift.id);
    return name === undefined ? [] : [{ ...lift, name }];
  });
});
