import type { z } from 'zod';
import type { exportFilter } from '#domain/export/export.events';
import type { ExportStatus, Sensitivity } from '#domain/values';
import { rowsOf } from '../sql.js';
import type { Queryable } from '../sql.js';
import { approverValues, concernsPerson } from './approvers.js';
import type { CandidateApprover } from './approvers.js';
import { pageOf } from './page.js';
import type { Page, PageRequest } from './page.js';
import { Where } from './where.js';

export type ExportRecord = {
  readonly id: string;
  readonly requestedBy: string;
  readonly requestedByAccount: string;
  readonly requestedAt: string;
  readonly status: ExportStatus;
  /** Why it was refused. */
  readonly because: string | null;
  readonly filter: z.output<typeof exportFilter>;
  readonly fields: readonly string[];
  readonly format: 'csv' | 'jsonl';
  /** `[erased]` once the requester's key is destroyed; null where a refused request had none. */
  readonly purpose: string | null;
  readonly recipient: string | null;
  /** What the request would release. */
  readonly preview: {
    readonly rows: number;
    readonly leftOut: number;
    readonly highestSensitivity: Sensitivity | null;
  };
  /** Null when it was refused before an approval began. */
  readonly approvalId: string | null;
  readonly setRoot: string | null;
  readonly grantExpiresAt: string | null;
  readonly executedAt: string | null;
  /** Released, null until executed. */
  readonly rows: number | null;
  readonly leftOut: number | null;
  readonly manifestRoot: string | null;
  readonly watermarkId: string | null;
  readonly downloads: number;
  readonly revision: number;
};

export type ExportListFilter = {
  readonly status?: ExportStatus | undefined;
  readonly requestedBy?: string | undefined;
  /** Only those that this person asked for or, by their approval, is an approver of. */
  readonly concerns?: CandidateApprover | undefined;
};

/** Newest first. */
export async function listExports(
  db: Queryable,
  filter: ExportListFilter,
  page: PageRequest,
): Promise<Page<ExportRecord>> {
  const where = new Where()
    .ifGiven('x.status = $1', filter.status)
    .ifGiven('x.requested_by = $1', filter.requestedBy)
    .after(['x.requested_at', 'x.export_id'], page.after, 'desc');
  if (filter.concerns !== undefined) where.and(ofRequesterOrApprover, ...approverValues(filter.concerns));
  const rows = await select(db, where, page.limit + 1);
  return pageOf(rows, page, ({ requestedAt, id }) => [requestedAt, id]);
}

export async function findExport(db: Queryable, id: string): Promise<ExportRecord | undefined> {
  return (await select(db, new Where().and('x.export_id = $1', id), 1))[0];
}

/** Ids of the customers that a request was approved for, or that were released, in the order of the log. */
export async function exportedSet(
  db: Queryable,
  exportId: string,
  set: 'requested' | 'released',
): Promise<readonly string[]> {
  const rows = await rowsOf<{ customerIds: readonly string[] }>(
    db,
    `select customer_ids as "customerIds" from read.export_sets where export_id = $1 and set = $2 order by part`,
    [exportId, set],
  );
  return rows.flatMap(({ customerIds }) => customerIds);
}

/** A request that was refused at once has no approval: then only its requester is concerned. */
const ofRequesterOrApprover = `(x.requested_by = $4
  or exists (select from read.approvals a where a.approval_id = x.approval_id and ${concernsPerson}))`;

const select = (db: Queryable, where: Where, limit: number): Promise<readonly ExportRecord[]> =>
  rowsOf<ExportRecord>(
    db,
    `select x.export_id as id, x.requested_by as "requestedBy", x.requested_by_account as "requestedByAccount",
       x.requested_at as "requestedAt", x.status, x.because, x.filter, x.fields, x.format, x.purpose, x.recipient,
       json_build_object('rows', x.rows, 'leftOut', x.left_out, 'highestSensitivity', x.highest_sensitivity) as preview,
       x.approval_id as "approvalId", x.set_root as "setRoot", x.grant_expires_at as "grantExpiresAt",
       x.executed_at as "executedAt", x.released_rows as rows, x.released_left_out as "leftOut",
       x.manifest_root as "manifestRoot", x.watermark_id as "watermarkId", x.downloads, x.revision
     from read.exports x ${where.clause} order by x.requested_at desc, x.export_id desc limit ${where.param(limit)}`,
    where.values,
  );
