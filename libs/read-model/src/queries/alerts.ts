import type { EventNamed } from '#domain/events';
import type { AlertStatus, Severity, Verdict } from '#domain/values';
import { isoText, rowsOf } from '../sql.js';
import type { Queryable } from '../sql.js';
import { pageOf } from './page.js';
import type { Page, PageRequest } from './page.js';
import { Where } from './where.js';

type Raised = EventNamed<'AlertRaised'>['data'];

export type AlertRecord = Pick<
  Raised,
  'employeeId' | 'episode' | 'kind' | 'delivery' | 'departure' | 'sentence' | 'score' | 'parts' | 'model'
> & {
  readonly id: string;
  readonly severity: Severity;
  readonly status: AlertStatus;
  /** Null until disposed. */
  readonly verdict: Verdict | null;
  readonly raisedAt: string;
  readonly updatedAt: string;
  /** When the latest record that crossed the line happened. */
  readonly crossedAt: string;
  readonly window: { readonly from: string; readonly to: string };
  /** The declaration that made a look-back. */
  readonly resignationEventId: string | null;
  readonly revision: number;
};
export type AlertHistoryEntry = {
  readonly what: 'raised' | 'extended' | 'acknowledged' | 'disposed';
  readonly at: string;
  /** The person, or the part of the system. */
  readonly by: string;
  readonly eventId: string;
  readonly severity: Severity | null;
  readonly score: number | null;
  readonly verdict: Verdict | null;
  /** `[erased]` once the key of the person alerted about is destroyed. */
  readonly reason: string | null;
};

export type AlertFilter = {
  readonly status?: AlertStatus | undefined;
  readonly severity?: Severity | undefined;
  readonly employeeId?: string | undefined;
  readonly delivery?: 'now' | 'digest' | undefined;
  /** Nobody sees alerts about themself. */
  readonly exceptEmployee?: string | undefined;
};

/** Newest first. */
export async function listAlerts(db: Queryable, filter: AlertFilter, page: PageRequest): Promise<Page<AlertRecord>> {
  const where = new Where()
    .ifGiven('status = $1', filter.status)
    .ifGiven('severity = $1', filter.severity)
    .ifGiven('employee_id = $1', filter.employeeId)
    .ifGiven('delivery = $1', filter.delivery)
    .ifGiven('employee_id <> $1', filter.exceptEmployee)
    .after(['raised_position'], page.after, 'desc');
  const rows = await select(db, where, page.limit + 1);
  return pageOf(rows, page, ({ raisedPosition }) => [raisedPosition]);
}

export async function findAlert(
  db: Queryable,
  id: string,
): Promise<(AlertRecord & { readonly history: readonly AlertHistoryEntry[] }) | undefined> {
  const [alert] = await select(db, new Where().and('alert_id = $1', id), 1);
  if (alert === undefined) return undefined;
  const history = await rowsOf<AlertHistoryEntry>(
    db,
    `select what, at, by, event_id as "eventId", severity, score, verdict, reason
     from read.alert_history where alert_id = $1 order by position`,
    [id],
  );
  return { ...alert, history };
}

/** How many nobody has looked at yet, but for those about this person. */
export async function countOpenAlerts(db: Queryable, exceptEmployee: string | undefined): Promise<number> {
  const where = new Where().and(`status = 'open'`).ifGiven('employee_id <> $1', exceptEmployee);
  const [row] = await rowsOf<{ count: number }>(db, `select count(*) from read.alerts ${where.clause}`, where.values);
  return row?.count ?? 0;
}

/** In the order of the ids; those that there are not are left out. */
export async function findAlerts(db: Queryable, ids: readonly string[]): Promise<readonly AlertRecord[]> {
  const found = await select(db, new Where().and('alert_id = any($1)', ids), ids.length);
  const byId = new Map(found.map((alert) => [alert.id, alert]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** A person's alerts that nobody has disposed of and whose window touches the given one. */
export async function undisposedAlertIds(
  db: Queryable,
  employeeId: string,
  window: { readonly from: string; readonly to: string },
): Promise<readonly string[]> {
  const rows = await rowsOf<{ id: string }>(
    db,
    `select alert_id as id from read.alerts
     where employee_id = $1 and status <> 'disposed' and window_from <= $3 and window_to >= $2 order by alert_id`,
    [employeeId, window.from, window.to],
  );
  return rows.map(({ id }) => id);
}

const select = (
  db: Queryable,
  where: Where,
  limit: number,
): Promise<readonly (AlertRecord & { readonly raisedPosition: string })[]> =>
  rowsOf(
    db,
    `select alert_id as id, employee_id as "employeeId", episode, kind, delivery, severity, status, verdict,
       raised_at as "raisedAt", raised_position as "raisedPosition", updated_at as "updatedAt",
       crossed_at as "crossedAt", sentence, score, parts,
       json_build_object('from', ${isoText('window_from')}, 'to', ${isoText('window_to')}) as window,
       departure, resignation_event_id as "resignationEventId", model, revision
     from read.alerts ${where.clause} order by raised_position desc limit ${where.param(limit)}`,
    where.values,
  );
