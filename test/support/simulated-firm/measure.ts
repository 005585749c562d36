import type { CreateEngine, EngineInput, EngineOutput } from '#detection/engine';
import { firstPolicy } from '#detection/policy';
import { simulateFirm, type Label } from '#detection/simulate/simulate-firm';
import type { FirmOptions } from '#detection/simulate/plan';
import { dateOfDay, dayMs, dayOfDate, isoOf } from '#detection/time/instant';

/** What a firm's run says, as far as the bars need it. */
export type Run = {
  readonly options: FirmOptions;
  readonly labels: readonly Label[];
  /** Per employee: the last score of each active day. */
  readonly scores: ReadonlyMap<string, readonly DayScore[]>;
  readonly alerts: readonly {
    readonly employee: string;
    readonly day: number;
    readonly lookBack: boolean;
    readonly indicators: string;
  }[];
  readonly handOvers: readonly { readonly employee: string; readonly from: number; readonly to: number }[];
  readonly leavers: readonly { readonly employee: string; readonly last: number }[];
  readonly surges: readonly { readonly from: number; readonly to: number }[];
  readonly seconds: number;
  readonly records: number;
};
type DayScore = { readonly day: number; readonly score: number; readonly parts: string };

export function runFirm(options: FirmOptions, createEngine: CreateEngine): Run {
  const firm = simulateFirm(options);
  const engine = createEngine(new Map());
  const scores = new Map<string, DayScore[]>();
  const alerts: { employee: string; day: number; lookBack: boolean; indicators: string }[] = [];
  const started = process.hrtime.bigint();
  let records = 0;
  const hear = (outputs: readonly EngineOutput[]): void => {
    for (const output of outputs) {
      if (output.kind === 'assessment' && output.because === 'closed') {
        const list = scores.get(output.employee) ?? [];
        scores.set(output.employee, list);
        const parts = output.parts
          .slice(0, 3)
          .map(({ indicator, contribution, observed }) => `${indicator} ${contribution.toFixed(1)} (${observed})`);
        list.push({ day: dayOfDate(output.date), score: output.score ?? -1, parts: parts.join(', ') });
      }
      if (output.kind === 'alert' && output.opens) {
        const indicators = output.parts
          .slice(0, 3)
          .map(({ indicator, contribution }) => `${indicator} ${contribution.toFixed(0)}`);
        alerts.push({
          employee: output.employee,
          day: dayOfDate(output.date),
          lookBack: output.lookBack,
          indicators: indicators.join(', '),
        });
      }
    }
  };
  hear(engine.step(policyOf(options)));
  for (const person of firm.people) hear(engine.step(person));
  const facts = [...firm.hr];
  for (const day of firm.days()) {
    for (const record of day) {
      while (facts[0] !== undefined && facts[0].recordedAt <= record.recordedAt)
        hear(engine.step(facts.shift() ?? facts[0]));
      hear(engine.step({ kind: 'activity', record }));
      records += 1;
    }
  }
  const end = isoOf((options.firstDay + options.days + 2) * dayMs);
  hear(engine.step({ kind: 'canaries', recordedAt: end, objects: [] }));
  return {
    options,
    labels: firm.labels,
    scores,
    alerts,
    handOvers: firm.plan.workers.flatMap(({ id, takesOver }) =>
      takesOver === null ? [] : [{ employee: id, ...takesOver }],
    ),
    leavers: firm.plan.workers.flatMap(({ id, leak, noticeOn, leavesOn }) =>
      leak === null && noticeOn !== null && leavesOn !== null ? [{ employee: id, last: leavesOn }] : [],
    ),
    surges: firm.plan.surges,
    seconds: Number(process.hrtime.bigint() - started) / 1e9,
    records,
  };
}

const policyOf = ({ firstDay, employees }: FirmOptions): EngineInput => ({
  kind: 'policy',
  recordedAt: isoOf((firstDay - 3) * dayMs),
  version: 1,
  policy: {
    ...firstPolicy,
    mode: 'on',
    budget: { alertsPerMonth: 0.007 * employees },
    caps: { exportRowsPerDay: 2_000, exportRows: 200, viewsPerHour: 5_000 },
    calendar: {
      ...firstPolicy.calendar,
      timezone: 'Asia/Shanghai',
      workingHours: { from: '08:30', to: '18:30', days: [1, 2, 3, 4, 5] },
    },
  },
});

const warmUpDays = 20;
const leadDays = 14;

export type Measures = {
  readonly personMonths: number;
  readonly rows: readonly {
    readonly scenario: string;
    readonly people: number;
    readonly found: Readonly<Record<string, number>>;
    readonly control: number;
    readonly alerted: number;
    readonly delays: readonly number[];
    readonly best: readonly number[];
  }[];
  readonly thresholds: Readonly<Record<string, number>>;
  readonly falseAlerts: number;
  readonly early: number;
  readonly handOvers: string;
  readonly leavers: string;
  readonly surges: string;
  readonly worst: readonly string[];
  readonly falseAlertList: readonly string[];
};

/** The bars of the whole set of runs: one threshold over all scores of all firms of the set. */
export function measure(runs: readonly Run[], rates: readonly number[] = [0.02, 0.05]): Measures {
  const falseScores: { score: number; what: string }[] = [];
  const falseAlertList: string[] = [];
  let personDays = 0;
  let early = 0;
  let handOversAlerted = 0;
  let handOvers = 0;
  let leaversAlerted = 0;
  let leavers = 0;
  let surgeAlerts = 0;
  let surgePeople = 0;
  runs.forEach((run, index) => {
    const labelOf = new Map(run.labels.map((label) => [label.employee, label]));
    const isFalse = (employee: string, day: number): boolean => {
      const label = labelOf.get(employee);
      return label === undefined || day < dayOfDate(label.start) - (label.scenario === 'padded_grab' ? 45 : leadDays);
    };
    for (const [employee, days] of run.scores) {
      const scored = days.slice(warmUpDays).filter(({ day }) => isFalse(employee, day));
      for (const { score, day, parts } of scored) {
        if (score > 0) falseScores.push({ score, what: `${index} ${employee} ${dateOfDay(day)} ${parts}` });
      }
      const [first] = scored;
      const last = scored.at(-1);
      if (first !== undefined && last !== undefined) personDays += last.day - first.day + 1;
    }
    for (const { employee, day, indicators, lookBack } of run.alerts) {
      if (!isFalse(employee, day)) continue;
      const twentieth = run.scores.get(employee)?.[warmUpDays]?.day ?? Number.POSITIVE_INFINITY;
      if (day < twentieth) early += 1;
      else {
        const taking = run.handOvers.some((one) => one.employee === employee && day >= one.from && day <= one.to + 10);
        const leaving = run.leavers.some((one) => one.employee === employee && day >= one.last - 60);
        falseAlertList.push(
          `${index} ${employee} ${dateOfDay(day)} ${taking ? 'HANDOVER ' : ''}${leaving ? 'LEAVER ' : ''}${lookBack ? 'LOOKBACK ' : ''}${indicators}`,
        );
      }
    }
    const isAlerted = (employee: string, from: number, to: number): boolean =>
      run.alerts.some((alert) => alert.employee === employee && alert.day >= from && alert.day <= to);
    for (const { employee, from, to } of run.handOvers) {
      handOvers += 1;
      if (isAlerted(employee, from, to + 10)) handOversAlerted += 1;
    }
    for (const { employee, last } of run.leavers) {
      leavers += 1;
      if (isAlerted(employee, last - 60, last)) leaversAlerted += 1;
    }
    for (const { from, to } of run.surges) {
      for (const employee of run.scores.keys()) {
        if (!isFalse(employee, to + 1)) continue;
        surgePeople += 1;
        if (isAlerted(employee, from, to + 1)) surgeAlerts += 1;
      }
    }
  });
  const personMonths = personDays / 30.44;
  falseScores.sort((a, b) => b.score - a.score);
  const thresholds = Object.fromEntries(
    rates.map((rate) => [String(rate), falseScores[Math.floor(rate * personMonths)]?.score ?? 0]),
  );
  return {
    personMonths,
    rows: rowsOf(runs, thresholds),
    thresholds,
    falseAlerts: (falseAlertList.length / personMonths) * 100,
    early,
    handOvers: `${handOversAlerted}/${handOvers}`,
    leavers: `${leaversAlerted}/${leavers}`,
    surges: `${surgeAlerts}/${surgePeople}`,
    worst: falseScores.slice(0, 40).map(({ score, what }) => `${score.toFixed(1)} ${what}`),
    falseAlertList,
  };
}

type Row = {
  people: number;
  found: Record<string, number>;
  control: number;
  alerted: number;
  delays: number[];
  best: number[];
};

function rowsOf(runs: readonly Run[], thresholds: Readonly<Record<string, number>>): Measures['rows'] {
  const rows = new Map<string, Row>();
  for (const run of runs) {
    for (const { employee, scenario, start, end } of run.labels) {
      const row: Row = rows.get(scenario) ?? { people: 0, found: {}, control: 0, alerted: 0, delays: [], best: [] };
      rows.set(scenario, row);
      row.people += 1;
      const from = dayOfDate(start);
      const to = dayOfDate(end) + 1;
      const length = to - from;
      const most = (low: number, high: number): number =>
        Math.max(
          0,
          ...(run.scores.get(employee) ?? []).filter(({ day }) => day >= low && day < high).map(({ score }) => score),
        );
      row.best.push(Math.round(most(from, to)));
      for (const [rate, threshold] of Object.entries(thresholds)) {
        if (most(from, to) > threshold) row.found[rate] = (row.found[rate] ?? 0) + 1;
      }
      if (most(from - leadDays - length, from - leadDays) > (thresholds['0.05'] ?? 0)) row.control += 1;
      const alert = run.alerts.find((one) => one.employee === employee && one.day >= from && one.day <= to + leadDays);
      if (alert !== undefined) {
        row.alerted += 1;
        row.delays.push(alert.day - from);
      }
    }
  }
  return [...rows].map(([scenario, row]) => ({ scenario, ...row }));
}
