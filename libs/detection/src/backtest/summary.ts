import type { Compared } from './compare.js';
import { chained } from './output-lines.js';
import type { RejectedRow } from './read-tables.js';

export type BacktestSummary = {
  readonly records: number;
  readonly repeated: number;
  readonly late: number;
  readonly unknownEmployees: number;
  readonly people: number;
  readonly days: number;
  readonly personMonths: number;
  readonly alerts: number;
  readonly alertsPer100PersonMonths: number;
  readonly modelVersion: string;
  readonly inputHash: string;
  readonly outputHash: string;
  readonly rejected: number;
  readonly rejects: readonly RejectedRow[];
  readonly compared: Compared | null;
};

/** What is counted on the way, and goes on from run to run. */
export type Totals = {
  records: number;
  repeated: number;
  late: number;
  days: number;
  alerts: number;
  rejected: number;
  clock: number;
  scoresHash: string;
  alertsHash: string;
};

/** Mean length of a month. */
export const daysOfMonth = 30.44;

type Beside = Pick<BacktestSummary, 'unknownEmployees' | 'modelVersion' | 'inputHash' | 'rejects' | 'compared'>;

/** `seen`: first and last UTC day of each person's assessments. */
export function summaryOf(
  totals: Totals,
  seen: ReadonlyMap<string, readonly [number, number]>,
  { unknownEmployees, modelVersion, inputHash, rejects, compared }: Beside,
): BacktestSummary {
  const { records, repeated, late, days, alerts, rejected } = totals;
  let personDays = 0;
  for (const [first, latest] of seen.values()) personDays += latest - first + 1;
  const personMonths = personDays / daysOfMonth;
  return {
    records,
    repeated,
    late,
    unknownEmployees,
    people: seen.size,
    days,
    personMonths: Math.round(personMonths * 100) / 100,
    alerts,
    alertsPer100PersonMonths: personMonths === 0 ? 0 : Math.round((alerts / personMonths) * 10_000) / 100,
    modelVersion,
    inputHash,
    outputHash: chained(totals.scoresHash, totals.alertsHash),
    rejected,
    rejects,
    compared,
  };
}
