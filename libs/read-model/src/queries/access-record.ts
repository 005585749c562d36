import type { Action, Sensitivity } from '#domain/values';
import { rowsOf } from '../sql.js';
import type { Queryable } from '../sql.js';
import { pageOf } from './page.js';
import type { Page, PageRequest } from './page.js';
import { Where } from './where.js';

/** One thing that is recorded about a person: an access, a decision, a fact from HR. */
export type AccessRecordEntry = {
  readonly at: string;
  readonly recordedAt: string;
  readonly eventId: string;
  /** The event's type. */
  readonly what: string;
  readonly action: Action | null;
  /** Of an access `allowed` or `denied`; of an approval what the person decided. */
  readonly decision: 'allowed' | 'denied' | 'approve' | 'reject' | 'return' | null;
  readonly reasons: readonly string[] | null;
  /** When it was about exactly one. */
  readonly customerId: string | null;
  readonly rows: number | null;
  readonly sensitivity: Sensitivity | null;
  readonly trust: 'witnessed' | 'claimed';
};

export type AccessRecordFilter = {
  /** Instants of occurrence; `from` inclusive, `to` exclusive. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly actions?: readonly Action[] | undefined;
};

/** Newest first, by when it happened. */
export async function accessRecord(
  db: Queryable,
  employeeId: string,
  filter: AccessRecordFilter,
  page: PageRequest,
): Promise<Page<AccessRecordEntry>> {
  const where = new Where()
    .and('employee_id = $1', employeeId)
    .ifGiven('at >= $1', filter.from)
    .ifGiven('at < $1', filter.to)
    .ifGiven('action = any($1)', filter.actions)
    .after(['at', 'position'], page.after, 'desc');
  const rows = await rowsOf<AccessRecordEntry & { readonly position: string }>(
    db,
    `select at, recorded_at as "recordedAt", event_id as "eventId", what, action, decision, reasons,
       customer_id as "customerId", rows, sensitivity, trust, position
     from read.access_log ${where.clause} order by at desc, position desc limit ${where.param(page.limit + 1)}`,
    where.values,
  );
  return pageOf(rows, page, ({ at, position }) => [at, position]);
}
