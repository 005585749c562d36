import { departureOn } from '#domain/employee/employee';
import { Refusal } from '#domain/refusal';
import { severities } from '#domain/values';
import type { Band } from '#domain/values';
import { accessRecord } from '#read-model/queries/access-record';
import { activitySummary } from '#read-model/queries/activity';
import { listAlerts } from '#read-model/queries/alerts';
import type { AlertRecord } from '#read-model/queries/alerts';
import { openApprovalsOf } from '#read-model/queries/approvals';
import { countPortfolio } from '#read-model/queries/customers';
import { findEmployee } from '#read-model/queries/employees';
import type { EmployeeRecord } from '#read-model/queries/employees';
import { currentPolicy } from '#read-model/queries/policies';
import { riskAsOf } from '#read-model/queries/risk';
import type { Desk } from '../desk.js';
import { daysAfter } from '../http/time-window.js';
import { defineQuery } from '../use-case.js';
import { departureOf } from './employee-facts.js';
import { reasonCodesFor, reasonSentences } from './departure-reasons.js';

type Asked = {
  readonly employeeId: string;
  /** Nobody is shown a check of themself. */
  readonly readerId: string | null;
  /** Sees the log; HR sees a band and reasons. */
  readonly asOfficer: boolean;
  readonly now: string;
};
const defaultLookBackDays = 90;
const mostAlerts = 200;
const mostEvents = 200;

/**
 * What is to be known and done before somebody leaves.
 * @throws Refusal `not_found`, also about oneself; `departure.none` for HR while nobody is leaving
 */
export const checkDeparture = defineQuery('CheckDeparture', async ({ pool }: Pick<Desk, 'pool'>, asked: Asked) => {
  const { employeeId, readerId, asOfficer, now } = asked;
  const record = employeeId === readerId ? undefined : await findEmployee(pool, employeeId);
  if (record === undefined) throw new Refusal('not_found', 'There is no such employee.');
  const departure = departureOf(record.employee, now);
  if (!asOfficer && departure.status === 'none')
    throw new Refusal('departure.none', 'No departure of this person is declared.');

  const policy = await currentPolicy(pool, 'detection');
  const window = windowOf(record, policy?.lookBackDays ?? defaultLookBackDays, now);
  const [risk, recent, summary, approvals, portfolio] = await Promise.all([
    riskAsOf(pool, employeeId),
    listAlerts(pool, { employeeId }, { limit: mostAlerts }),
    activitySummary(pool, employeeId, window),
    openApprovalsOf(pool, employeeId),
    countPortfolio(pool, employeeId),
  ]);
  const alerts = recent.items.filter((alert) => alert.window.from <= window.to && alert.window.to >= window.from);
  const band = risk?.band ?? 'learning';
  const reasonCodes = reasonCodesFor(asOfficer ? alerts : alerts.filter(isConfirmed));
  const openApprovals = approvals.map(({ id, subject, requestedAt, facts }) => ({
    id,
    subject,
    requestedAt,
    rows: facts.rows,
  }));
  return {
    employeeId,
    departure,
    band: asOfficer ? band : bandForHr(band, alerts),
    reasons: reasonCodes.map((code) => reasonSentences[code]),
    reasonCodes,
    window,
    summary,
    openApprovals,
    portfolio: { customers: portfolio.customers },
    checklist: [
      { code: 'last_working_day_known', done: departure.lastWorkingDay !== null },
      { code: 'portfolio_handed_over', done: portfolio.assigned === 0 },
      { code: 'no_open_approvals', done: openApprovals.length === 0 },
      { code: 'departure_recorded', done: departureOn(record.employee, now) === 'left' },
    ],
    ...(asOfficer && {
      events: (await accessRecord(pool, employeeId, window, { limit: mostEvents })).items,
    }),
  };
});

/** From so many days before the notice (or today, without one) to the end of the last working day, at most to now. */
function windowOf({ employee }: EmployeeRecord, lookBackDays: number, now: string) {
  const { leaving } = employee;
  const anchor = leaving?.noticeOn ?? leaving?.lastWorkingDay ?? now;
  const from = daysAfter(anchor.slice(0, 10), -lookBackDays);
  const lastDay = leaving === null ? undefined : (leaving.leftOn ?? leaving.lastWorkingDay);
  // Two days after it began, the last working day is over everywhere on earth.
  const over = lastDay === undefined ? now : daysAfter(lastDay, 2);
  return { from, to: over < now ? over : now };
}

const isConfirmed = ({ verdict }: AlertRecord): boolean => verdict === 'confirmed';

/** A score advises, a person disposes: until an officer has, HR is told nothing; then what the officer found. */
function bandForHr(band: Band, alerts: readonly AlertRecord[]): Band {
  if (alerts.some(({ status }) => status !== 'disposed')) return 'cannot_say';
  const confirmed = alerts.filter(isConfirmed).map(({ severity }) => severities.indexOf(severity));
  if (confirmed.length > 0) return severities[Math.max(...confirmed)] ?? 'elevated';
  return alerts.length > 0 ? 'normal' : band;
}
