import { median } from '../math/estimates.js';
import { dayOfDate } from '../time/instant.js';
import { daysOfMonth } from './summary.js';
import type { Label } from './read-tables.js';

export type ScoredDayLine = { readonly employee: string; readonly date: string; readonly score: number | null };
export type AlertLine = { readonly employee: string; readonly date: string };

/** Found at the threshold that a rate of false alert-days per person-month allows. */
export type RocPoint = {
  readonly falseAlertDaysPerPersonMonth: number;
  readonly threshold: number;
  readonly found: number;
  readonly control: number;
};
type ScenarioResult = {
  readonly scenario: string;
  readonly people: number;
  /** As operated: with an alert within the labelled days. */
  readonly alerted: number;
  /** Days from the first labelled day to the alert. */
  readonly medianDelayDays: number | null;
  readonly within5Days: number;
  readonly curve: readonly RocPoint[];
};
export type Evaluation = {
  readonly people: number;
  readonly personMonths: number;
  readonly alerts: number;
  readonly falseAlerts: number;
  readonly falseAlertsPer100PersonMonths: number;
  /** Alerts of people's first 20 active days: counted apart, against the budget. */
  readonly earlyAlerts: number;
  readonly curve: readonly RocPoint[];
  readonly scenarios: readonly ScenarioResult[];
  readonly unknownLabels: readonly string[];
};

const warmUpDays = 20;
/** From this many days before a person's first labelled act nothing of theirs is called false. */
const leadDays = 14;
const rates = [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5];

/** How well scores and alerts tell labelled people from the others, one threshold swept over all scores. */
export function evaluate(
  scores: Iterable<ScoredDayLine>,
  alerts: Iterable<AlertLine>,
  labels: readonly Label[],
): Evaluation {
  const byEmployee = new Map<string, { day: number; score: number }[]>();
  for (const { employee, date, score } of scores) {
    const days = byEmployee.get(employee) ?? [];
    byEmployee.set(employee, days);
    days.push({ day: dayOfDate(date), score: score ?? 0 });
  }
  for (const days of byEmployee.values()) days.sort((a, b) => a.day - b.day);
  const labelled = new Map<string, number>();
  for (const { employee, start } of labels) {
    labelled.set(employee, Math.min(labelled.get(employee) ?? Number.POSITIVE_INFINITY, dayOfDate(start) - leadDays));
  }
  const falseFrom = (employee: string): number =>
    byEmployee.get(employee)?.[warmUpDays]?.day ?? Number.POSITIVE_INFINITY;
  const falseUntil = (employee: string): number => labelled.get(employee) ?? Number.POSITIVE_INFINITY;

  const falseScores: number[] = [];
  let cleanDays = 0;
  for (const [employee, days] of byEmployee) {
    const clean = days.filter(({ day }) => day >= falseFrom(employee) && day < falseUntil(employee));
    for (const { score } of clean) falseScores.push(score);
    const [first] = clean;
    cleanDays += first === undefined ? 0 : (clean.at(-1)?.day ?? first.day) - first.day + 1;
  }
  falseScores.sort((a, b) => b - a);
  const personMonths = cleanDays / daysOfMonth;

  const alertDays = new Map<string, number[]>();
  let falseAlerts = 0;
  let earlyAlerts = 0;
  let count = 0;
  for (const { employee, date } of alerts) {
    const day = dayOfDate(date);
    count += 1;
    alertDays.set(employee, [...(alertDays.get(employee) ?? []), day]);
    if (day >= falseUntil(employee)) continue;
    if (day < falseFrom(employee)) earlyAlerts += 1;
    else falseAlerts += 1;
  }

  const known = labels.filter(({ employee }) => byEmployee.has(employee));
  const curveOf = (some: readonly Label[]): RocPoint[] =>
    rates.map((rate) => {
      const threshold = falseScores[Math.floor(rate * personMonths)] ?? 0;
      const isOver = (employee: string, from: number, to: number): boolean =>
        (byEmployee.get(employee) ?? []).some(({ day, score }) => day >= from && day <= to && score > threshold);
      const windows = some.map(({ employee, start, end }) => ({
        employee,
        from: dayOfDate(start),
        to: dayOfDate(end),
      }));
      return {
        falseAlertDaysPerPersonMonth: rate,
        threshold,
        found: windows.filter(({ employee, from, to }) => isOver(employee, from, to)).length,
        // The same person's equally long window before.
        control: windows.filter(({ employee, from, to }) =>
          isOver(employee, from - leadDays - (to - from) - 1, from - leadDays - 1),
        ).length,
      };
    });
  const scenarioNames = [...new Set(known.map(({ scenario }) => scenario))].sort();
  return {
    people: byEmployee.size,
    personMonths: rounded(personMonths),
    alerts: count,
    falseAlerts,
    falseAlertsPer100PersonMonths: personMonths === 0 ? 0 : rounded((falseAlerts / personMonths) * 100),
    earlyAlerts,
    curve: curveOf(known),
    scenarios: scenarioNames.map((scenario) => {
      const some = known.filter((label) => label.scenario === scenario);
      return { scenario, people: some.length, ...operated(some, alertDays), curve: curveOf(some) };
    }),
    unknownLabels: labels.filter(({ employee }) => !byEmployee.has(employee)).map(({ employee }) => employee),
  };
}

function operated(labels: readonly Label[], alertDays: ReadonlyMap<string, readonly number[]>) {
  const delays: number[] = [];
  for (const { employee, start, end } of labels) {
    const [from, to] = [dayOfDate(start), dayOfDate(end)];
    const first = (alertDays.get(employee) ?? []).filter((day) => day >= from && day <= to).sort((a, b) => a - b)[0];
    if (first !== undefined) delays.push(first - from);
  }
  return {
    alerted: delays.length,
    medianDelayDays: median(delays),
    within5Days: delays.filter((delay) => delay <= 5).length,
  };
}

const rounded = (value: number): number => Math.round(value * 1_000) / 1_000;

/** A plain table for people. */
export function evaluationTable(evaluation: Evaluation): string {
  const { people: everybody, personMonths, alerts } = evaluation;
  const { falseAlerts, falseAlertsPer100PersonMonths, earlyAlerts } = evaluation;
  const at = (curve: readonly RocPoint[], rate: number): RocPoint | undefined =>
    curve.find((point) => point.falseAlertDaysPerPersonMonth === rate);
  const rows = evaluation.scenarios.map(({ scenario, people, alerted, medianDelayDays, within5Days, curve }) => [
    scenario,
    String(people),
    String(at(curve, 0.02)?.found ?? 0),
    String(at(curve, 0.05)?.found ?? 0),
    String(at(curve, 0.05)?.control ?? 0),
    String(alerted),
    medianDelayDays === null ? '–' : String(medianDelayDays),
    String(within5Days),
  ]);
  const header = [
    'scenario',
    'people',
    'found @0.02',
    'found @0.05',
    'control',
    'alerted',
    'median delay, days',
    'within 5 days',
  ];
  const points = evaluation.curve.map(({ falseAlertDaysPerPersonMonth, threshold, found, control }) =>
    [falseAlertDaysPerPersonMonth, threshold, found, control].map(String),
  );
  const curveHeader = ['false alert-days per person-month', 'score above', 'found', 'control'];
  return [
    `people: ${everybody}; clean person-months: ${personMonths}; alerts: ${alerts}`,
    `false alerts: ${falseAlerts} (${falseAlertsPer100PersonMonths} per 100 person-months); in the first 20 active days: ${earlyAlerts}`,
    '',
    ...inColumns([header, ...rows]),
    '',
    ...inColumns([curveHeader, ...points]),
    ...(evaluation.unknownLabels.length === 0
      ? []
      : ['', `labels of people without scores: ${evaluation.unknownLabels.join(', ')}`]),
  ].join('\n');
}

function inColumns(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
