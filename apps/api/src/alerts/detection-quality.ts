import { daysOfMonth } from '#detection/backtest/summary';
import { indicatorCodes } from '#detection/indicators';
import { betaBernoulliMean, median, poissonInterval } from '#detection/math/estimates';
import { alertOutcomes, watchedDays } from '#read-model/queries/detection-quality';
import type { AlertOutcome, Exposure } from '#read-model/queries/detection-quality';
import { currentPolicy } from '#read-model/queries/policies';
import type { Queryable } from '#read-model/sql';
import { defineQuery } from '../use-case.js';

type Asked = { readonly readerId: string | null; readonly now: string };

const dayMs = 86_400_000;
const days = 365;

/** How well detection did over the last 365 days, by what officers made of its alerts; those about the reader apart. */
export const showDetectionQuality = defineQuery(
  'ShowDetectionQuality',
  async ({ pool }: { readonly pool: Queryable }, { readerId, now }: Asked) => {
    const scope = {
      since: new Date(Date.parse(now) - days * dayMs).toISOString(),
      exceptEmployee: readerId ?? undefined,
    };
    const [outcomes, exposure, policy] = await Promise.all([
      alertOutcomes(pool, scope),
      watchedDays(pool, scope),
      currentPolicy(pool, 'detection'),
    ]);
    const months = monthsSince(exposure, now);
    const hours = outcomes.flatMap(({ hoursToAcknowledge }) => hoursToAcknowledge ?? []);
    return {
      days,
      indicators: byIndicator(outcomes),
      alertsPerMonth: outcomes.length / months,
      budget: policy?.budget.alertsPerMonth ?? null,
      falseAlarmRateOwnHistory: falseAlarmRate(outcomes, exposure),
      medianHoursToAcknowledge: median(hours),
      byDelivery: {
        now: summary(outcomes, 'now', months),
        digest: summary(outcomes, 'digest', months),
      },
    };
  },
);

const isConfirmed = ({ verdict }: AlertOutcome): boolean => verdict === 'confirmed';
const isDismissed = ({ verdict }: AlertOutcome): boolean => verdict === 'false_positive' || verdict === 'benign';

const judged = (outcomes: readonly AlertOutcome[]) => ({
  raised: outcomes.length,
  confirmed: outcomes.filter(isConfirmed).length,
  dismissed: outcomes.filter(isDismissed).length,
});

/** Every indicator that there is, or was when an alert was raised; an alert counts for each of its parts. */
function byIndicator(outcomes: readonly AlertOutcome[]) {
  const codes = new Set([...indicatorCodes, ...outcomes.flatMap(({ indicators }) => indicators)]);
  return [...codes].sort().map((code) => {
    const counts = judged(outcomes.filter(({ indicators }) => indicators.includes(code)));
    return { code, ...counts, precision: betaBernoulliMean(counts.confirmed, counts.dismissed) };
  });
}

const summary = (outcomes: readonly AlertOutcome[], delivery: AlertOutcome['delivery'], months: number) => {
  const counts = judged(outcomes.filter((outcome) => outcome.delivery === delivery));
  return { ...counts, alertsPerMonth: counts.raised / months };
};

/** Months since detection was switched on; one at least, for a few days make no monthly rate. */
function monthsSince({ firstDay }: Exposure, now: string): number {
  const since = firstDay === null ? 0 : (Date.parse(now) - Date.parse(firstDay)) / dayMs;
  return Math.max(1, Math.min(days, since) / daysOfMonth);
}

/**
 * Dismissed alerts per 100 person-months of watching, with an exact 95 % interval: the figure that a backtest prints.
 * Null before anybody was watched: that is not the same as none.
 */
function falseAlarmRate(outcomes: readonly AlertOutcome[], { personDays }: Exposure) {
  const hundreds = personDays / daysOfMonth / 100;
  if (hundreds === 0) return { value: null, low: null, high: null };
  const count = outcomes.filter(isDismissed).length;
  const { low, high } = poissonInterval(count);
  return { value: count / hundreds, low: low / hundreds, high: high / hundreds };
}
