import type { Role } from '#domain/values';

/** Somebody who may be named by an approval's levels. */
export type CandidateApprover = {
  readonly accountId: string;
  readonly employeeId: string;
  readonly roles: readonly Role[];
  /** The team of the person's own record now. */
  readonly team: string | null;
};

/** Values of the conditions below: `$1` roles, `$2` team, `$3` account, `$4` employee. */
export const approverValues = ({ roles, team, accountId, employeeId }: CandidateApprover) =>
  [roles, team, accountId, employeeId] as const;

/** A level `l` of the approval `a` names the person. */
const own = `(l->'approvers'->>'role' = any($1) and (not l->'approvers' ? 'of' or a.facts->>'requesterTeam' = $2)
  or l->'approvers'->'accountIds' ? $3)`;
const escalated = `l->'escalateTo'->>'role' = any($1)`;
const decidedBy = `exists (select from read.approval_decisions d where d.approval_id = a.approval_id and d.by = $4)`;

/**
 * The level of the approval `a` that decides now names the person, who has not asked for it and has not decided in it.
 */
export const waitsForPerson = `(a.status = 'pending' and a.requested_by <> $4 and not ${decidedBy}
  and exists (select from (select a.levels -> a.level as l) as current
              where case when a.escalated then ${escalated} else ${own} end))`;

/** The person asked for the approval `a`, has decided in it, or is named by one of its levels. */
export const concernsPerson = `(a.requested_by = $4 or ${decidedBy}
  or exists (select from jsonb_array_elements(a.levels) with ordinality as levels(l, nth)
             where ${own} or ${escalated} and exists (
               select from read.approval_escalations e where e.approval_id = a.approval_id and e.level = nth - 1)))`;
