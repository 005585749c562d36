import type { Verdict } from '#domain/values';
import { rowsOf } from '../sql.js';
import type { Queryable } from '../sql.js';
import { Where } from './where.js';

/** What an alert is made of: what each indicator contributed to its score. */
export type IndicatorMix = readonly { readonly indicator: string; readonly contribution: number }[];
export type PastAlert = { readonly id: string; readonly mix: IndicatorMix };

/** Further back nobody remembers a case: years of a firm within its budget. */
const mostRemembered = 2_000;

/** Alerts raised before this one, of whomever they were about, newest first. */
export function alertsBefore(
  db: Queryable,
  alertId: string,
  exceptEmployee: string | undefined,
): Promise<readonly PastAlert[]> {
  const where = new Where()
    .and('raised_position < (select raised_position from read.alerts where alert_id = $1)', alertId)
    .ifGiven('employee_id <> $1', exceptEmployee);
  return rowsOf<PastAlert>(
    db,
    `select alert_id as id, (
       select json_agg(json_build_object('indicator', part->'indicator', 'contribution', part->'contribution'))
       from jsonb_array_elements(parts) as part) as mix
     from read.alerts ${where.clause} order by raised_position desc limit ${where.param(mostRemembered)}`,
    where.values,
  );
}

export type Disposition = {
  readonly verdict: Verdict;
  /** `[erased]` once the key of the person alerted about is destroyed. */
  readonly reason: string | null;
  readonly by: string;
  readonly at: string;
};

/** What officers made of those of the alerts that they have disposed of. */
export async function dispositionsOf(
  db: Queryable,
  alertIds: readonly string[],
): Promise<ReadonlyMap<string, Disposition>> {
  const rows = await rowsOf<Disposition & { readonly id: string }>(
    db,
    `select alert_id as id, verdict, reason, by, at from read.alert_history
     where what = 'disposed' and alert_id = any($1)`,
    [alertIds],
  );
  return new Map(rows.map(({ id, ...disposition }) => [id, disposition]));
}
