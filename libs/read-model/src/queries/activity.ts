import type { Action } from '#domain/values';
import { rowsOf } from '../sql.js';
import type { Queryable } from '../sql.js';

/** Instants; `from` inclusive, `to` exclusive. */
export type Window = { readonly from: string; readonly to: string };

export type ActivityBucket = {
  /** Its start, UTC. */
  readonly at: string;
  readonly byAction: { readonly [A in Action]?: number };
  readonly rows: number;
  readonly denied: number;
  readonly distinctCustomers: number;
  readonly devices: number;
};

/** What a person did in each hour or day of UTC in which they did anything, in order. */
export const activityBuckets = (
  db: Queryable,
  employeeId: string,
  window: Window,
  bucket: 'hour' | 'day',
): Promise<readonly ActivityBucket[]> =>
  rowsOf<ActivityBucket>(
    db,
    `with acts as (
       select date_trunc($4, at, 'UTC') as at, action, sum(allowed) as allowed, sum(rows) as rows, sum(denied) as denied
       from read.activity where employee_id = $1 and at >= $2 and at < $3 group by 1, 2),
     reached as (
       select date_trunc($4, hour, 'UTC') as at, count(distinct customer) as customers
       from read.activity_hours, unnest(customers) as customer
       where employee_id = $1 and hour >= $2 and hour < $3 group by 1),
     used as (
       select date_trunc($4, hour, 'UTC') as at, count(distinct device) as devices
       from read.activity_hours, unnest(devices) as device
       where employee_id = $1 and hour >= $2 and hour < $3 group by 1)
     select acts.at, coalesce(json_object_agg(action, allowed) filter (where allowed > 0), '{}') as "byAction",
       sum(rows)::bigint as rows, sum(denied)::bigint as denied,
       coalesce(max(customers), 0) as "distinctCustomers", coalesce(max(devices), 0) as devices
     from acts left join reached using (at) left join used using (at)
     group by acts.at order by acts.at`,
    [employeeId, window.from, window.to, bucket],
  );

export type ActivitySummary = {
  readonly views: number;
  readonly distinctCustomers: number;
  readonly reveals: number;
  readonly prints: number;
  readonly exports: number;
  readonly exportedRows: number;
  readonly denied: number;
};

/** What HR's check before a departure shows. */
export async function activitySummary(db: Queryable, employeeId: string, window: Window): Promise<ActivitySummary> {
  const count = (action: Action): string => `coalesce(sum(allowed) filter (where action = '${action}'), 0)::bigint`;
  const [summary] = await rowsOf<ActivitySummary>(
    db,
    `select ${count('view')} as views, ${count('reveal')} as reveals, ${count('print')} as prints,
       ${count('export')} as exports,
       coalesce(sum(rows) filter (where action = 'export'), 0)::bigint as "exportedRows",
       coalesce(sum(denied), 0)::bigint as denied,
       (select count(distinct customer) from read.activity_hours, unnest(customers) as customer
        where employee_id = $1 and hour >= date_trunc('hour', $2::timestamptz, 'UTC') and hour < $3)
         as "distinctCustomers"
     from read.activity where employee_id = $1 and at >= $2 and at < $3`,
    [employeeId, window.from, window.to],
  );
  if (summary === undefined) throw new Error('an aggregate answers one row');
  return summary;
}

/** Daily totals of rows by a person in the window, days without any left out: what is usual for that person. */
export const dailyRows = (
  db: Queryable,
  employeeIds: readonly string[],
  window: Window,
  bucket: 'hour' | 'day',
): Promise<readonly { readonly employeeId: string; readonly at: string; readonly rows: number }[]> =>
  rowsOf(
    db,
    `select employee_id as "employeeId", date_trunc($4, at, 'UTC') as at, sum(rows)::bigint as rows
     from read.activity where employee_id = any($1) and at >= $2 and at < $3
     group by 1, 2 having sum(rows) > 0 order by 1, 2`,
    [employeeIds, window.from, window.to, bucket],
  );
