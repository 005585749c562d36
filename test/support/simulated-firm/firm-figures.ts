import type { Label } from '#detection/simulate/simulate-firm';
import { dateOfDay, dayOfDate } from '#detection/time/instant';
import type { Run } from './run-firm.js';

/** What one firm adds to the bars: small, and plain JSON. */
export type FirmFigures = {
  /** Days on which an alert would be false, from the first scored one to the last. */
  readonly personDays: number;
  /** The greatest false scores, as many as any bar can ask for, and what they were made of. */
  readonly falseScores: readonly { readonly score: number; readonly what: string }[];
  readonly falseAlerts: readonly string[];
  /** Alerts of the first 20 active days. */
  readonly early: number;
  readonly taken: readonly {
    readonly scenario: string;
    /** Greatest score in the labelled days, and in as many days of the same person before. */
    readonly best: number;
    readonly control: number;
    /** Days from the first labelled one to the alert; null without one. */
    readonly delay: number | null;
  }[];
  readonly handOvers: Share;
  readonly leavers: Share;
  readonly surges: Share;
};
export type Share = { readonly alerted: number; readonly all: number };

const warmUpDays = 20;
const leadDays = 14;
const daysOfMonth = 30.44;
/** False scores kept for each person-month: several times the highest rate asked for. */
const keptScores = 0.3;

export function figuresOf(run: Run): FirmFigures {
  const labelOf = new Map(run.labels.map((label) => [label.employee, label]));
  const isFalse = (employee: string, day: number): boolean => {
    const label = labelOf.get(employee);
    return label === undefined || day < dayOfDate(label.start) - leadOf(label);
  };
  const falseScores: { score: number; what: string }[] = [];
  let personDays = 0;
  for (const [employee, days] of run.scores) {
    const scored = days.slice(warmUpDays).filter(({ day }) => isFalse(employee, day));
    for (const { score, day, parts } of scored) {
      if (score > 0) falseScores.push({ score, what: `${employee} ${dateOfDay(day)} ${parts}` });
    }
    const [first] = scored;
    const last = scored.at(-1);
    if (first !== undefined && last !== undefined) personDays += last.day - first.day + 1;
  }
  falseScores.sort((a, b) => b.score - a.score);
  return {
    personDays,
    falseScores: falseScores.slice(0, Math.ceil((keptScores * personDays) / daysOfMonth) + 1),
    ...falseAlertsOf(run, isFalse),
    taken: run.labels.map((label) => takenBy(run, label)),
    handOvers: shareOf(run.handOvers.map(({ employee, from, to }) => isAlerted(run, employee, from, to + 10))),
    leavers: shareOf(run.leavers.map(({ employee, last }) => isAlerted(run, employee, last - 60, last))),
    surges: shareOf(
      run.surges.flatMap(({ from, to }) =>
        [...run.scores.keys()]
          .filter((employee) => isFalse(employee, to + 1))
          .map((employee) => isAlerted(run, employee, from, to + 1)),
      ),
    ),
  };
}

/** Who pads activity before a grab takes nothing yet, but is not at ordinary work either. */
const leadOf = ({ scenario }: Label): number => (scenario === 'padded_grab' ? 45 : leadDays);

function falseAlertsOf(run: Run, isFalse: (employee: string, day: number) => boolean) {
  const falseAlerts: string[] = [];
  let early = 0;
  for (const { employee, day, indicators, lookBack } of run.alerts) {
    if (!isFalse(employee, day)) continue;
    if (day < (run.scores.get(employee)?.[warmUpDays]?.day ?? Number.POSITIVE_INFINITY)) {
      early += 1;
      continue;
    }
    const taking = run.handOvers.some((one) => one.employee === employee && day >= one.from && day <= one.to + 10);
    const leaving = run.leavers.some((one) => one.employee === employee && day >= one.last - 60);
    const marks = [taking ? 'hand-over' : '', leaving ? 'leaver' : '', lookBack ? 'look-back' : ''];
    falseAlerts.push([employee, dateOfDay(day), ...marks, indicators].filter((word) => word !== '').join(' '));
  }
  return { falseAlerts, early };
}

function takenBy(run: Run, { employee, scenario, start, end }: Label): FirmFigures['taken'][number] {
  const from = dayOfDate(start);
  const to = dayOfDate(end) + 1;
  const days = run.scores.get(employee) ?? [];
  const most = (low: number, high: number): number =>
    days.reduce((best, { day, score }) => (day >= low && day < high ? Math.max(best, score) : best), 0);
  const alert = run.alerts.find((one) => one.employee === employee && one.day >= from && one.day <= to + leadDays);
  return {
    scenario,
    best: most(from, to),
    control: most(from - leadDays - (to - from), from - leadDays),
    delay: alert === undefined ? null : alert.day - from,
  };
}

const isAlerted = ({ alerts }: Run, employee: string, from: number, to: number): boolean =>
  alerts.some((alert) => alert.employee === employee && alert.day >= from && alert.day <= to);
const shareOf = (alerted: readonly boolean[]): Share => ({
  alerted: alerted.filter(Boolean).length,
  all: alerted.length,
});
