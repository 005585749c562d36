import { describe, expect, it } from '@jest/globals';
import { refused, specify } from '../testing/specification.js';
import { approvalChainsDecider } from './approval-chains.decider.js';
import { approvalChainsPolicy, chainFor, isForDeparting } from './approval-chains.js';
import type { ApprovalChain, ApprovalChainsPolicy, ApprovalLevel, RoutingFacts } from './approval-chains.js';

const level = (overrides: Partial<ApprovalLevel> = {}): ApprovalLevel => ({
  name: 'lead',
  mode: 'any',
  approvers: { role: 'manager', of: 'requester_team' },
  expiresAfterHours: 24,
  escalateTo: { role: 'security_officer' },
  ...overrides,
});
const chain = (when?: ApprovalChain['when'], levels = [level()]): ApprovalChain =>
  when === undefined ? { subject: 'export', levels } : { subject: 'export', when, levels };
const policy = (...chains: readonly ApprovalChain[]): ApprovalChainsPolicy => ({
  chains: [...chains],
  exportRowCap: 1_000,
  exportGrantHours: 24,
});

describe('publishing approval chains', () => {
  const { given } = specify(approvalChainsDecider);
  const publish = (body: ApprovalChainsPolicy) =>
    given().when({ type: 'PublishPolicy', body, now: '2026-03-02T09:00:00.000Z' });

  it('makes a version whose last chain matches everything', () => {
    const body = policy(chain({ minRows: 100 }), chain());
    expect(publish(body)).toMatchObject([{ type: 'ApprovalChainsPublished', data: { version: 1, ...body } }]);
  });

  it('refuses a chain without levels and a level that names nobody', () => {
    expect(publish(policy(chain(undefined, [])))).toEqual(refused('chain.empty'));
    expect(publish(policy(chain({ minRows: 1 }, []), chain()))).toEqual(refused('chain.empty'));
    const nobody = policy(chain(undefined, [level(), level({ approvers: { accountIds: [] } })]));
    expect(approvalChainsPolicy.safeParse(nobody).success).toBe(true);
    expect(publish(nobody)).toEqual(refused('chain.empty'));
  });

  it.each([
    ['there is no chain', []],
    ['the last chain has a condition', [chain({ minRows: 1 })]],
    ['the last chain is for some requesters only', [chain({ minRows: 1 }), chain({ requesterDeparting: false })]],
    ['a chain stands behind one that matches everything', [chain(), chain({ minRows: 1 })]],
    ['two chains match everything', [chain(), chain()]],
    ['the last chain has a condition that says nothing', [chain({ minRows: 1 }), chain({})]],
  ])('refuses it when %s', (_what, chains) => {
    expect(publish(policy(...chains))).toEqual(refused('chain.invalid'));
  });

  it('refuses a level that asks for more people than it names', () => {
    const of = (k: number, ...accountIds: string[]) =>
      policy(chain(undefined, [level({ mode: { k }, approvers: { accountIds } })]));
    expect(publish(of(3, 'a', 'b'))).toEqual(refused('chain.invalid'));
    expect(publish(of(2, 'a', 'a'))).toEqual(refused('chain.invalid'));
    expect(publish(of(2, 'a', 'b'))).toMatchObject([{ type: 'ApprovalChainsPublished' }]);
    expect(publish(policy(chain(undefined, [level({ mode: { k: 100 } })])))).toMatchObject([{ data: { version: 1 } }]);
  });
});

describe('the chain that a request takes', () => {
  const facts = (overrides: Partial<RoutingFacts> = {}): RoutingFacts => ({
    rows: 10,
    highestSensitivity: 'internal',
    requesterDeparting: false,
    ...overrides,
  });
  const chains = policy(
    chain({ requesterDeparting: true }),
    chain({ minRows: 100, minSensitivity: 'confidential' }),
    chain({ minSensitivity: 'trade_secret' }),
    chain({ minRows: 100 }),
    chain({ requesterDeparting: false, minRows: 50 }),
    chain(),
  );

  it.each([
    ['few rows', facts(), 5],
    ['rows just below a limit', facts({ rows: 49 }), 5],
    ['rows at a limit', facts({ rows: 50 }), 4],
    ['many rows', facts({ rows: 100 }), 3],
    ['many sensitive rows', facts({ rows: 100, highestSensitivity: 'confidential' }), 1],
    ['few sensitive rows', facts({ highestSensitivity: 'confidential' }), 5],
    ['a trade secret', facts({ highestSensitivity: 'trade_secret' }), 2],
    ['nothing that has a level', facts({ rows: 0, highestSensitivity: null }), 5],
    ['somebody who is leaving, whatever they ask for', facts({ rows: 100, requesterDeparting: true }), 0],
  ])('is the first that matches: %s', (_what, given, expected) => {
    expect(chainFor(chains, 'export', given)).toBe(chains.chains[expected]);
  });

  it('is for somebody who is leaving only when it says so', () => {
    expect(
      [chain({ requesterDeparting: true }), chain({ requesterDeparting: false }), chain()].map(isForDeparting),
    ).toEqual([true, false, false]);
  });
});
