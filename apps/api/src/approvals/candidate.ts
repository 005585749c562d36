import type { ApprovalRecord } from '#read-model/queries/approvals';
import type { CandidateApprover } from '#read-model/queries/approvers';
import type { Desk } from '../desk.js';
import { isWatcher } from '../http/principal.js';
import type { Person } from '../http/principal.js';

/** The reader as somebody whom an approval may name; an account without an employee is a person of its own. */
export const candidateOf = (
  { view }: Pick<Desk, 'view'>,
  { accountId, employeeId, roles }: Person,
  now: string,
): CandidateApprover => ({
  accountId,
  employeeId: employeeId ?? accountId,
  roles,
  team: view.people.teamOf(employeeId ?? '', now) ?? null,
});

/** The reader as somebody for whom approvals wait. Whoever is leaving no longer approves, and no level names them. */
export function deciderOf(desk: Pick<Desk, 'view'>, reader: Person, now: string): CandidateApprover {
  const candidate = candidateOf(desk, reader, now);
  const isLeaving = desk.view.personOf(candidate.employeeId, now)?.departure === 'declared';
  return isLeaving ? { ...candidate, roles: [], accountId: '' } : candidate;
}

/** Officers and auditors see every approval and export; others those that concern them. */
export const seesAll = isWatcher;

/** The person has decided in the approval, or is named by one of its levels as it stands. */
export function isApprover(approval: ApprovalRecord, person: CandidateApprover): boolean {
  if (approval.decisions.some(({ by }) => by === person.employeeId)) return true;
  return approval.levels.some(({ approvers, escalateTo }, level) => {
    if (approval.escalatedLevels.includes(level) && person.roles.includes(escalateTo.role)) return true;
    if ('accountIds' in approvers) return approvers.accountIds.includes(person.accountId);
    const ofTeam = approvers.of === undefined || approval.facts.requesterTeam === person.team;
    return ofTeam && person.roles.includes(approvers.role);
  });
}
