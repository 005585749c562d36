import type { EventNamed } from '#domain/events';
import type { Band } from '#domain/values';
import { rowsOf } from '../sql.js';
import type { Queryable } from '../sql.js';
import { pageOf } from './page.js';
import type { Page, PageRequest } from './page.js';
import { Where } from './where.js';

export type Assessment = Pick<
  EventNamed<'RiskAssessed'>['data'],
  'date' | 'because' | 'band' | 'score' | 'surprise' | 'parts' | 'missing' | 'at' | 'model' | 'policyVersion'
> & { readonly assessedAt: string; readonly revision: number };

/**
 * What was concluded last, by then, of the latest day that was assessed: a late record or a look-back judges earlier
 * days again. Undefined for somebody never assessed.
 */
export async function riskAsOf(db: Queryable, employeeId: string, asOf?: string): Promise<Assessment | undefined> {
  const where = new Where().and('employee_id = $1', employeeId).ifGiven('recorded_at <= $1', asOf);
  const [latest] = await rowsOf<Assessment>(
    db,
    `select date, because, band, score, surprise, parts, missing, at, recorded_at as "assessedAt", model,
       policy_version as "policyVersion", revision
     from read.risk_assessments ${where.clause} order by date desc, position desc limit 1`,
    where.values,
  );
  return latest;
}

export type RiskOfDay = {
  readonly date: string;
  readonly band: Band;
  readonly score: number | null;
  readonly assessedAt: string;
  readonly version: string;
};

/** What was concluded last about each local day, newest first. `from` and `to` are inclusive. */
export async function riskHistory(
  db: Queryable,
  employeeId: string,
  range: { readonly from?: string | undefined; readonly to?: string | undefined },
  page: PageRequest,
): Promise<Page<RiskOfDay>> {
  const where = new Where()
    .and('employee_id = $1', employeeId)
    .ifGiven('date >= $1', range.from)
    .ifGiven('date <= $1', range.to)
    .after(['date'], page.after, 'desc');
  const rows = await rowsOf<RiskOfDay>(
    db,
    `select distinct on (date) date, band, score, recorded_at as "assessedAt", model->>'version' as version
     from read.risk_assessments ${where.clause} order by date desc, position desc limit ${where.param(page.limit + 1)}`,
    where.values,
  );
  return pageOf(rows, page, ({ date }) => [date]);
}
