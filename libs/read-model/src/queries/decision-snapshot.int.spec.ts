import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { accountOpened } from '#domain/account/account.events';
import { customerAssigned, customerRegistered } from '#domain/customer/customer.events';
import { employeeHired, employeeTransferred } from '#domain/employee/employee.events';
import { canariesPublished, tierPolicyPublished } from '#domain/policy/policy.events';
import { readModelOf } from '#test/support/read-model';
import { positionOf, recorded } from '#test/support/recorded-events';
import { positionBefore, readDecisionSnapshot } from './decision-snapshot.js';
import { policyVersions } from './policies.js';

const tiers = (version: number) =>
  tierPolicyPublished.of({ version, effectiveFrom: `2026-03-0${version}T00:00:00.000Z`, tiers: {}, bands: [] });
const employee = { employeeId: 'e-1', region: 'EU', timezone: 'UTC', rank: 5, performance: 'normal' } as const;

const events = recorded([
  employeeHired.of(
    { ...employee, team: 'east', role: 'seller', hiredOn: '2020-01-01' },
    { name: 'Ann', email: 'ann@firm.example', externalIds: {} },
  ),
  employeeTransferred.of({ employeeId: 'e-1', team: 'west', effectiveOn: '2026-05-01' }),
  accountOpened.of(
    { accountId: 'account-1', subjectId: 'e-1', employeeId: 'e-1', roles: ['salesperson'] },
    { email: 'ann@firm.example', name: 'Ann' },
  ),
  ...Array.from({ length: 4_100 }, (_, n) =>
    customerRegistered.of(
      { customerId: `c-${n}`, developedBy: 'e-1', assignedTo: 'e-1', sensitivity: 'internal', fields: {} },
      { name: 'Customer', externalIds: {}, details: {} },
    ),
  ),
  customerAssigned.of({ customerId: 'c-7', from: 'e-1', to: 'e-2', because: 'hand_over' }),
  tiers(1),
  tiers(2),
  canariesPublished.of({ version: 1, effectiveFrom: '2026-03-01T00:00:00.000Z', customerIds: ['c-1'] }),
]);

let pool: pg.Pool;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ pool, close } = await readModelOf(events));
});
afterAll(() => close());

describe('the snapshot that access is decided on', () => {
  it('holds people with their moves, accounts, the whole book and the policies in force, as of one position', async () => {
    const told: Record<string, unknown[]> = { employee: [], account: [], customer: [], tiers: [], chains: [] };
    const tell = (what: string) => (fact: unknown) => void told[what]?.push(fact);
    const position = await readDecisionSnapshot(pool, {
      employee: tell('employee'),
      account: tell('account'),
      customer: tell('customer'),
      tiers: tell('tiers'),
      chains: tell('chains'),
    });
    expect(position).toBe(positionOf(events.length));
    expect(told).toMatchObject({
      employee: [
        {
          employeeId: 'e-1',
          hiredAs: { team: 'east' },
          moves: [{ effectiveOn: '2026-05-01', changes: { team: 'west' } }],
        },
      ],
      account: [{ accountId: 'account-1', employeeId: 'e-1', roles: ['salesperson'], disabled: false }],
      tiers: [{ version: 2, effectiveFrom: '2026-03-02T00:00:00.000Z', tiers: {}, bands: [] }],
      chains: [],
    });
    expect(told['customer']).toHaveLength(4_100);
    expect(told['customer']).toContainEqual({
      id: 'c-7',
      developedBy: 'e-1',
      assignedTo: 'e-2',
      sensitivity: 'internal',
    });
  });

  it('finds where a day began in the log', async () => {
    expect(await positionBefore(pool, events[10]?.recordedAt ?? '')).toBe(positionOf(10));
    expect(await positionBefore(pool, events[0]?.recordedAt ?? '')).toBe('');
  });
});

describe('policies', () => {
  it('keep every version and who published it, newest first', async () => {
    expect(await policyVersions(pool, 'tiers')).toMatchObject([
      { version: 2, effectiveFrom: '2026-03-02T00:00:00.000Z', by: 'account-1' },
      { version: 1 },
    ]);
  });
});
