import type pg from 'pg';
import type { Employee, EmploymentChanges, Leaving } from '#domain/employee/employee';
import type { ApprovalChainsPolicy } from '#domain/policy/approval-chains';
import type { TierPolicy } from '#domain/policy/tier-policy';
import type { Performance, Role, Sensitivity } from '#domain/values';
import { inTransaction } from '#platform/postgres';
import { checkpointsOf } from '../checkpoints.js';
import { rowsOf } from '../sql.js';
import type { Queryable } from '../sql.js';

type Versioned<Body> = Body & { readonly version: number; readonly effectiveFrom: string };

/** Takes what accesses are decided on, row by row, so that a large book is never held twice. */
export type SnapshotTaker = {
  employee(employee: Employee): void;
  account(account: {
    readonly accountId: string;
    readonly employeeId: string | null;
    readonly roles: readonly Role[];
    readonly disabled: boolean;
  }): void;
  customer(customer: {
    readonly id: string;
    readonly developedBy: string;
    readonly assignedTo: string;
    readonly sensitivity: Sensitivity;
  }): void;
  tiers(policy: Versioned<TierPolicy>): void;
  chains(policy: Versioned<ApprovalChainsPolicy>): void;
};

const sources = ['employees', 'accounts', 'customers', 'policies'];
const customersAtOnce = 20_000;

/**
 * Hands over employees, accounts, customers and current policies as the read models have them at one moment. Answers
 * the position of the one that is furthest behind: events after it may be in already, and applying them again in log
 * order leads to the same end. `''` before anything was projected.
 */
export const readDecisionSnapshot = (pool: pg.Pool, take: SnapshotTaker): Promise<string> =>
  inTransaction(pool, async (client) => {
    await client.query('set transaction isolation level repeatable read, read only');
    const checkpoints = (await checkpointsOf(client)).filter(({ projection }) => sources.includes(projection));
    await takeEmployees(client, take);
    for (const account of await rowsOf<Parameters<SnapshotTaker['account']>[0]>(client, accountsSql))
      take.account(account);
    await takeCustomers(client, take);
    for (const { policy, ...current } of await rowsOf<PolicyRow>(client, policiesSql)) {
      const { version, effectiveFrom, body } = current;
      if (policy === 'tiers') take.tiers({ version, effectiveFrom, ...(body as TierPolicy) });
      else take.chains({ version, effectiveFrom, ...(body as ApprovalChainsPolicy) });
    }
    return checkpoints.map(({ position }) => position).toSorted()[0] ?? '';
  });

/** The last position recorded before an instant, as far as it is indexed; `''` when there is none. */
export async function positionBefore(db: Queryable, instant: string): Promise<string> {
  const [row] = await rowsOf<{ position: string | null }>(
    db,
    'select max(position) as position from read.event_index where recorded_at < $1',
    [instant],
  );
  return row?.position ?? '';
}

type EmployeeRow = {
  readonly employeeId: string;
  readonly hiredOn: string;
  readonly team: string;
  readonly role: string;
  readonly region: string;
  readonly timezone: string;
  readonly rank: number;
  readonly performance: Performance;
  readonly noticeOn: string | null;
  readonly lastWorkingDay: string | null;
  readonly leftOn: string | null;
  readonly moves: readonly { readonly effectiveOn: string; readonly changes: EmploymentChanges }[];
};
type PolicyRow = {
  readonly policy: 'tiers' | 'approval-chains';
  readonly version: number;
  readonly effectiveFrom: string;
  readonly body: Readonly<Record<string, unknown>>;
};
type CustomerRow = Parameters<SnapshotTaker['customer']>[0];

const employeesSql = `
  select employee_id as "employeeId", hired_on as "hiredOn", team, role, region, timezone, rank, performance,
    notice_on as "noticeOn", last_working_day as "lastWorkingDay", left_on as "leftOn",
    (select coalesce(json_agg(json_build_object('effectiveOn', m.effective_on, 'changes', m.changes)
        order by m.effective_on, m.position), '[]')
     from read.employee_moves m
     where m.employee_id = e.employee_id and m.position > e.hired_position) as moves
  from read.employees e`;
const accountsSql = `
  select account_id as "accountId", employee_id as "employeeId", roles, disabled from read.accounts`;
const policiesSql = `
  select distinct on (policy) policy, version, effective_from as "effectiveFrom", body from read.policies
  where policy in ('tiers', 'approval-chains') order by policy, version desc`;
const customersSql = `
  select customer_id as id, developed_by as "developedBy", assigned_to as "assignedTo", sensitivity
  from read.customers where customer_id > $1 order by customer_id limit ${customersAtOnce}`;

async function takeEmployees(client: Queryable, take: SnapshotTaker): Promise<void> {
  for (const row of await rowsOf<EmployeeRow>(client, employeesSql)) {
    const { employeeId, hiredOn, moves, noticeOn, lastWorkingDay, leftOn, ...hiredAs } = row;
    const lastDay = lastWorkingDay ?? leftOn;
    const leaving: Leaving | null = lastDay === null ? null : { noticeOn, lastWorkingDay: lastDay, leftOn };
    // What was withdrawn before matters to those who decide HR's commands, and they read the stream.
    take.employee({ status: 'employed', employeeId, hiredOn, hiredAs, moves, leaving, past: [] });
  }
}

async function takeCustomers(client: Queryable, take: SnapshotTaker): Promise<void> {
  for (let after = ''; ;) {
    const rows = await rowsOf<CustomerRow>(client, customersSql, [after]);
    for (const row of rows) take.customer(row);
    const last = rows.at(-1);
    if (last === undefined || rows.length < customersAtOnce) return;
    after = last.id;
  }
}
