import type { Action } from '#domain/values';
import { rowsOf } from '../sql.js';
import type { Queryable } from '../sql.js';
import type { Window } from './activity.js';

export type Attempts = { readonly action: Action; readonly allowed: number; readonly denied: number };

/** How often these people did something, and how often they were not let, by action, in the window. */
export const attemptsOf = (
  db: Queryable,
  employeeIds: readonly string[],
  window: Window,
): Promise<readonly Attempts[]> =>
  rowsOf<Attempts>(
    db,
    `select action, sum(allowed)::bigint as allowed, sum(denied)::bigint as denied
     from read.activity where employee_id = any($1) and at >= $2 and at < $3 group by action`,
    [employeeIds, window.from, window.to],
  );

export type Waits = { readonly granted: number; readonly medianHours: number | null };

/** Approvals that these people asked for in the window and were granted in the end, and how long that took. */
export async function grantedAfterWaiting(
  db: Queryable,
  employeeIds: readonly string[],
  window: Window,
): Promise<Waits> {
  const [waits] = await rowsOf<Waits>(
    db,
    `select count(*) as granted,
       percentile_cont(0.5) within group (order by extract(epoch from updated_at - requested_at)::float8 / 3600)
         as "medianHours"
     from read.approvals
     where requested_by = any($1) and requested_at >= $2 and requested_at < $3 and status = 'granted'`,
    [employeeIds, window.from, window.to],
  );
  if (waits === undefined) throw new Error('an aggregate answers one row');
  return waits;
}
