import type { Verdict } from '#domain/values';
import { rowsOf } from '../sql.js';
import type { Queryable } from '../sql.js';
import { Where } from './where.js';

export type AlertOutcome = {
  readonly delivery: 'now' | 'digest';
  /** Null until disposed. */
  readonly verdict: Verdict | null;
  /** From raised until somebody acknowledged, or disposed at once; null until then. */
  readonly hoursToAcknowledge: number | null;
  /** Codes of the parts of the latest finding. */
  readonly indicators: readonly string[];
};
export type QualityScope = {
  /** An instant, inclusive. */
  readonly since: string;
  /** Nobody learns of alerts about themself, from counts neither. */
  readonly exceptEmployee?: string | undefined;
};

/** What became of the alerts raised since then, in log order. */
export function alertOutcomes(
  db: Queryable,
  { since, exceptEmployee }: QualityScope,
): Promise<readonly AlertOutcome[]> {
  const where = new Where().and('raised_at >= $1', since).ifGiven('employee_id <> $1', exceptEmployee);
  return rowsOf<AlertOutcome>(
    db,
    `select delivery, verdict,
       extract(epoch from coalesce(acknowledged_at, disposed_at) - raised_at)::float8 / 3600 as "hoursToAcknowledge",
       array(select distinct part->>'indicator' from jsonb_array_elements(parts) as part order by 1) as indicators
     from read.alerts ${where.clause} order by raised_position`,
    where.values,
  );
}

export type Exposure = {
  /** Days from each person's first assessment to the last, summed: while alerts could be raised. */
  readonly personDays: number;
  /** The first of them; null without any. */
  readonly firstDay: string | null;
};

/** How long people were watched with detection switched on; days scored in shadow mode raise nothing. */
export async function watchedDays(db: Queryable, { since, exceptEmployee }: QualityScope): Promise<Exposure> {
  const where = new Where()
    .and(`recorded_at >= $1 and because <> 'look_back'`, since)
    .ifGiven('employee_id <> $1', exceptEmployee);
  const [exposure] = await rowsOf<Exposure>(
    db,
    `with watched as (
       select employee_id, min(date) as first, max(date) as last
       from read.risk_assessments join read.policies
         on policy = 'detection' and version = policy_version and body->>'mode' = 'on'
       ${where.clause} group by employee_id)
     select coalesce(sum(last - first + 1), 0)::bigint as "personDays", min(first) as "firstDay" from watched`,
    where.values,
  );
  if (exposure === undefined) throw new Error('an aggregate answers one row');
  return exposure;
}
