import type { z } from 'zod';
import type { approvalFacts } from '#domain/approval/approval.events';
import type { ApprovalLevel } from '#domain/policy/approval-chains';
import type { ApprovalStatus } from '#domain/values';
import { isoText, rowsOf } from '../sql.js';
import type { Queryable } from '../sql.js';
import { approverValues, concernsPerson, waitsForPerson } from './approvers.js';
import type { CandidateApprover } from './approvers.js';
import { pageOf } from './page.js';
import type { Page, PageRequest } from './page.js';
import { Where } from './where.js';

export type ApprovalRecord = {
  readonly id: string;
  readonly subject: { readonly type: 'export'; readonly id: string };
  readonly requestedBy: string;
  readonly requestedByAccount: string;
  readonly requestedAt: string;
  readonly facts: z.output<typeof approvalFacts>;
  readonly levels: readonly ApprovalLevel[];
  readonly status: ApprovalStatus;
  /** The level that decides now, or decided last; the first is 0. */
  readonly level: number;
  readonly escalated: boolean;
  /** Levels whose own approvers gave way to `escalateTo`. */
  readonly escalatedLevels: readonly number[];
  readonly expiresAt: string;
  readonly decisions: readonly {
    readonly level: number;
    readonly by: string;
    readonly byAccount: string;
    readonly decision: 'approve' | 'reject' | 'return';
    readonly at: string;
    /** `[erased]` once the decider's key is destroyed. */
    readonly reason: string;
  }[];
  readonly revision: number;
};

export type ApprovalFilter = {
  readonly id?: string | undefined;
  readonly status?: ApprovalStatus | undefined;
  /** Only those that wait for this person. */
  readonly waitsFor?: CandidateApprover | undefined;
  /** Only those that this person asked for, has decided in, or is named by. */
  readonly concerns?: CandidateApprover | undefined;
};

/** Newest first. */
export async function listApprovals(
  db: Queryable,
  filter: ApprovalFilter,
  page: PageRequest,
): Promise<Page<ApprovalRecord>> {
  const where = new Where().ifGiven('a.approval_id = $1', filter.id).ifGiven('a.status = $1', filter.status);
  if (filter.waitsFor !== undefined) where.and(waitsForPerson, ...approverValues(filter.waitsFor));
  if (filter.concerns !== undefined) where.and(concernsPerson, ...approverValues(filter.concerns));
  where.after(['a.requested_at', 'a.approval_id'], page.after, 'desc');
  const rows = await select(db, where, page.limit + 1);
  return pageOf(rows, page, ({ requestedAt, id }) => [requestedAt, id]);
}

export async function findApproval(db: Queryable, id: string): Promise<ApprovalRecord | undefined> {
  return (await select(db, new Where().and('a.approval_id = $1', id), 1))[0];
}

/** How many wait for this person. */
export async function countWaitingApprovals(db: Queryable, person: CandidateApprover): Promise<number> {
  const where = new Where().and(waitsForPerson, ...approverValues(person));
  const [row] = await rowsOf<{ count: number }>(
    db,
    `select count(*) from read.approvals a ${where.clause}`,
    where.values,
  );
  return row?.count ?? 0;
}

/** A person's own that still wait. */
export const openApprovalsOf = (db: Queryable, employeeId: string): Promise<readonly ApprovalRecord[]> =>
  select(db, new Where().and(`a.requested_by = $1 and a.status = 'pending'`, employeeId), 1_000);

const select = (db: Queryable, where: Where, limit: number): Promise<readonly ApprovalRecord[]> =>
  rowsOf<ApprovalRecord>(
    db,
    `select a.approval_id as id, json_build_object('type', a.subject_type, 'id', a.subject_id) as subject,
       a.requested_by as "requestedBy", a.requested_by_account as "requestedByAccount",
       a.requested_at as "requestedAt", a.facts, a.levels, a.status, a.level, a.escalated,
       array(select e.level from read.approval_escalations e where e.approval_id = a.approval_id order by e.level)
         as "escalatedLevels",
       a.expires_at as "expiresAt",
       coalesce((select json_agg(json_build_object('level', d.level, 'by', d.by, 'byAccount', d.by_account,
                   'decision', d.decision, 'at', ${isoText('d.at')}, 'reason', d.reason) order by d.level, d.at, d.by)
                 from read.approval_decisions d where d.approval_id = a.approval_id), '[]') as decisions,
       a.revision
     from read.approvals a ${where.clause} order by a.requested_at desc, a.approval_id desc limit ${where.param(limit)}`,
    where.values,
  );
