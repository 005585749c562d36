import { beforeEach, describe, expect, it } from '@jest/globals';
import type { ApprovalLevel } from '#domain/policy/approval-chains';
import { People } from './people.js';

const now = '2026-03-02T12:00:00Z';
const hired = (employeeId: string, team: string) => ({
  type: 'EmployeeHired' as const,
  data: {
    employeeId,
    team,
    role: 'sales',
    region: 'EU',
    timezone: 'Europe/Berlin',
    rank: 5,
    performance: 'normal' as const,
    hiredOn: '2020-01-01',
  },
});
const account = (accountId: string, employeeId: string | null, roles: readonly 'manager'[] = ['manager']) => ({
  accountId,
  employeeId,
  roles,
  disabled: false,
  voidedAt: null,
});
const level = (approvers: ApprovalLevel['approvers']): ApprovalLevel => ({
  name: 'lead',
  mode: 'any',
  approvers,
  expiresAfterHours: 1,
  escalateTo: { role: 'manager' },
});

describe('the people a decision is about', () => {
  let people: People;
  beforeEach(() => {
    people = new People();
    people.applyEmployment(hired('e-1', 'east'));
    people.applyEmployment(hired('e-2', 'west'));
    people.putAccount(account('a-1', 'e-1'));
    people.putAccount(account('a-2', 'e-2'));
  });

  it('include as approvers of a team only managers of that team', () => {
    const inTeam = people.approversOf('east', now)(level({ role: 'manager', of: 'requester_team' }), false);
    expect(inTeam).toEqual([{ accountId: 'a-1', employeeId: 'e-1', departing: false }]);
  });

  it('include everybody with the role once the level is escalated', () => {
    const approvers = people.approversOf('east', now)(level({ role: 'manager', of: 'requester_team' }), true);
    expect(approvers.map(({ employeeId }) => employeeId)).toEqual(['e-1', 'e-2']);
  });

  it('hold a role while they are enabled and have not left', () => {
    people.changeAccount('a-2', { disabled: true });
    expect(people.accountsWith('manager', now)).toEqual(['a-1']);
    expect(people.accountsWith('hr', now)).toEqual([]);
    people.applyEmployment({ type: 'EmployeeLeft', data: { employeeId: 'e-1', leftOn: '2026-03-01' } });
    expect(people.accountsWith('manager', now)).toEqual([]);
  });

  it('mark who is leaving, and leave out who has left or was disabled', () => {
    const declared = { employeeId: 'e-1', noticeOn: '2026-03-01', lastWorkingDay: '2026-03-02' };
    people.applyEmployment({ type: 'ResignationDeclared', data: declared });
    people.changeAccount('a-2', { disabled: true });
    const of = (at: string) => people.approversOf('east', at)(level({ role: 'manager' }), false);
    expect(of(now)).toEqual([{ accountId: 'a-1', employeeId: 'e-1', departing: true }]);
    expect(of('2026-03-02T23:00:00Z')).toEqual([]);
  });

  it('are suspended when every account of theirs is disabled, and not before', () => {
    people.putAccount(account('a-3', 'e-1'));
    people.changeAccount('a-1', { disabled: true });
    expect(people.isSuspended('e-1')).toBe(false);
    people.changeAccount('a-3', { disabled: true });
    expect(people.isSuspended('e-1')).toBe(true);
    expect(people.isSuspended('somebody without an account')).toBe(false);
  });

  it('belong to the team that their transfers put them in by then', () => {
    people.applyEmployment({
      type: 'EmployeeTransferred',
      data: { employeeId: 'e-1', team: 'north', effectiveOn: '2026-04-01' },
    });
    expect(people.teamOf('e-1', now)).toBe('east');
    expect(people.teamOf('e-1', '2026-04-01T12:00:00Z')).toBe('north');
    expect(people.teamOf('nobody', now)).toBeUndefined();
  });
});
