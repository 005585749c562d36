import { rowsOf } from '../sql.js';
import type { Queryable } from '../sql.js';

/**
 * What the clock, or an approval's end, asks somebody to do. `approval_timeout`: the level's time is over.
 * `approval_outcome`: the approval has ended and its export still waits. `export_expiry`: the grant's time is over.
 */
export type Due =
  | { readonly kind: 'approval_timeout'; readonly approvalId: string; readonly exportId: null; readonly at: string }
  | { readonly kind: 'approval_outcome'; readonly approvalId: string; readonly exportId: string; readonly at: string }
  | { readonly kind: 'export_expiry'; readonly approvalId: null; readonly exportId: string; readonly at: string };

const every = `
  select 'approval_timeout' as kind, approval_id as "approvalId", null as "exportId", expires_at as at
  from read.approvals where status = 'pending'
  union all
  select 'approval_outcome', a.approval_id, x.export_id, a.updated_at
  from read.exports x join read.approvals a on a.approval_id = x.approval_id
  where x.status = 'pending' and a.status <> 'pending'
  union all
  select 'export_expiry', null, export_id, grant_expires_at from read.exports
  where status = 'granted'`;

/**
 * What is due by `now`, oldest first, behind what was found before. Doing it changes the rows it comes from, so it is
 * gone once it is done.
 */
export const findDue = (db: Queryable, now: string, limit: number, after?: Due): Promise<readonly Due[]> =>
  rowsOf<Due>(
    db,
    `select kind, "approvalId", "exportId", at
     from (select *, coalesce("exportId", "approvalId") as id from (${every}) as every) as due
     where at <= $1 and (at, kind, id) > ($3, $4, $5) order by at, kind, id limit $2`,
    [now, limit, after?.at ?? '-infinity', after?.kind ?? '', after?.exportId ?? after?.approvalId ?? ''],
  );
