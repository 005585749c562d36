import type pg from 'pg';
import type { Employee } from '#domain/employee/employee';
import type { Role, Sensitivity } from '#domain/values';
import { inTransaction } from '#platform/postgres';
import { checkpointsOf } from '../checkpoints.js';
import { rowsOf } from '../sql.js';
import type { Queryable } from '../sql.js';
import { listEmployees } from './employees.js';
import { currentPolicy } from './policies.js';
import type { PolicyVersion } from './policies.js';

/** Told of everything that access decisions are made on. */
export type SnapshotSink = {
  readonly employee: (employee: Employee) => void;
  readonly account: (account: {
    readonly accountId: string;
    readonly employeeId: string | null;
    readonly roles: readonly Role[];
    readonly disabled: boolean;
    readonly voidedAt: string | null;
  }) => void;
  readonly customer: (customer: {
    readonly id: string;
    readonly developedBy: string;
    readonly assignedTo: string;
    readonly sensitivity: Sensitivity;
  }) => void;
  readonly tiers: (policy: PolicyVersion<'tiers'>) => void;
  readonly chains: (policy: PolicyVersion<'approval-chains'>) => void;
};

const needed = ['employees', 'accounts', 'customers', 'policies'];
const rowsAtOnce = 2_000;

/**
 * Reads everything as of one moment and answers the position at which it stands. Should the read models stand apart,
 * it is the lowest: setting again what is set already does no harm.
 */
export const readDecisionSnapshot = (pool: pg.Pool, sink: SnapshotSink): Promise<string> =>
  inTransaction(pool, async (client) => {
    await client.query('set transaction isolation level repeatable read, read only');
    const positions = (await checkpointsOf(client))
      .filter(({ projection }) => needed.includes(projection))
      .map(({ position }) => position);
    await employees(client, sink);
    await accounts(client, sink);
    await customers(client, sink);
    await policies(client, sink);
    return positions.reduce((least, position) => (position < least ? position : least), positions[0] ?? '');
  });

/** Position of the last event recorded before the instant; `''` when there is none. */
export async function positionBefore(db: Queryable, instant: string): Promise<string> {
  const [found] = await rowsOf<{ position: string }>(
    db,
    'select position from read.event_index where recorded_at < $1 order by recorded_at desc, position desc limit 1',
    [instant],
  );
  return found?.position ?? '';
}

async function employees(client: pg.ClientBase, sink: SnapshotSink): Promise<void> {
  let after: readonly string[] | null = null;
  do {
    const page: Awaited<ReturnType<typeof listEmployees>> = await listEmployees(client, {}, '', {
      limit: rowsAtOnce,
      after,
    });
    for (const { employee } of page.items) sink.employee(employee);
    after = page.next;
  } while (after !== null);
}

async function accounts(client: pg.ClientBase, sink: SnapshotSink): Promise<void> {
  const rows = await rowsOf<Parameters<SnapshotSink['account']>[0]>(
    client,
    'select account_id as "accountId", employee_id as "employeeId", roles, disabled, voided_at as "voidedAt" from read.accounts',
  );
  rows.forEach(sink.account);
}

/** By cursor: a book of a million customers should not stand in memory twice. */
async function customers(client: pg.ClientBase, sink: SnapshotSink): Promise<void> {
  await client.query(
    `declare book no scroll cursor for
     select customer_id as id, developed_by as "developedBy", assigned_to as "assignedTo", sensitivity
     from read.customers`,
  );
  for (;;) {
    const rows = await rowsOf<Parameters<SnapshotSink['customer']>[0]>(client, `fetch ${rowsAtOnce} from book`);
    if (rows.length === 0) return;
    rows.forEach(sink.customer);
  }
}

async function policies(client: pg.ClientBase, sink: SnapshotSink): Promise<void> {
  const tiers = await currentPolicy(client, 'tiers');
  if (tiers !== undefined) sink.tiers(tiers);
  const chains = await currentPolicy(client, 'approval-chains');
  if (chains !== undefined) sink.chains(chains);
}
