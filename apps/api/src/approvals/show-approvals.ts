import { Refusal } from '#domain/refusal';
import type { ApprovalStatus } from '#domain/values';
import { findApproval, listApprovals } from '#read-model/queries/approvals';
import type { ApprovalRecord } from '#read-model/queries/approvals';
import type { PageRequest } from '#read-model/queries/page';
import type { Queryable } from '#read-model/sql';
import type { Desk } from '../desk.js';
import type { Person } from '../http/principal.js';
import { labelsFor } from '../labels/labels.js';
import { defineQuery } from '../use-case.js';
import { candidateOf, deciderOf, isApprover, seesAll } from './candidate.js';

type Needs = Pick<Desk, 'view'> & { readonly pool: Queryable };
type Listing = {
  readonly reader: Person;
  /** Only those that wait for the reader. */
  readonly assigned: boolean;
  readonly status: ApprovalStatus | undefined;
  readonly page: PageRequest;
  readonly now: string;
};

/** Approvals that concern the reader; all of them for officers and auditors. */
export const showApprovals = defineQuery('ShowApprovals', async (desk: Needs, listing: Listing) => {
  const { reader, assigned, status, page, now } = listing;
  const found = await listApprovals(
    desk.pool,
    {
      status,
      waitsFor: assigned ? deciderOf(desk, reader, now) : undefined,
      concerns: assigned || seesAll(reader) ? undefined : candidateOf(desk, reader, now),
    },
    page,
  );
  const label = await labelsFor(desk, reader, found.items.flatMap(peopleOf), now);
  return { items: found.items.map((approval) => shown(approval, label)), next: found.next };
});

type Asked = { readonly reader: Person; readonly approvalId: string; readonly now: string };

/** @throws Refusal `not_found` for an approval that does not concern the reader */
export const showApproval = defineQuery('ShowApproval', async (desk: Needs, { reader, approvalId, now }: Asked) => {
  const approval = await findApproval(desk.pool, approvalId);
  const candidate = candidateOf(desk, reader, now);
  const maySee =
    approval !== undefined &&
    (seesAll(reader) || approval.requestedBy === candidate.employeeId || isApprover(approval, candidate));
  if (!maySee) throw new Refusal('not_found', 'There is no such approval.');
  const [label, waiting] = await Promise.all([
    labelsFor(desk, reader, peopleOf(approval), now),
    listApprovals(desk.pool, { id: approvalId, waitsFor: deciderOf(desk, reader, now) }, { limit: 1, after: null }),
  ]);
  const body = { ...shown(approval, label), waitsForMe: waiting.items.length > 0 };
  return { revision: approval.revision, body };
});

/** Who asked, and who has decided. */
const peopleOf = ({ requestedBy, decisions }: ApprovalRecord): readonly string[] => [
  requestedBy,
  ...decisions.map(({ by }) => by),
];

function shown(approval: ApprovalRecord, label: (employeeId: string) => string) {
  const { id, subject, requestedBy, requestedAt, facts, status, level, expiresAt, decisions } = approval;
  return {
    id,
    subject,
    requestedBy,
    employee: { id: requestedBy, label: label(requestedBy) },
    requestedAt,
    facts,
    status,
    level,
    levels: approval.levels.map(({ name, mode, approvers, escalateTo, expiresAfterHours }, index) => ({
      name,
      mode,
      // An escalated level is decided by those it was escalated to.
      approvers: approval.escalatedLevels.includes(index) ? escalateTo : approvers,
      escalated: approval.escalatedLevels.includes(index),
      escalateTo,
      expiresAfterHours,
      decisions: decisions
        .filter((each) => each.level === index)
        .map(({ by, decision, at, reason }) => ({
          by,
          employee: { id: by, label: label(by) },
          decision,
          at,
          reason,
        })),
    })),
    expiresAt,
  };
}
