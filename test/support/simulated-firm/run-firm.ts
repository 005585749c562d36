import { createEngine } from '#detection/create-engine';
import type { EngineInput, EngineOutput } from '#detection/engine';
import { firstPolicy } from '#detection/policy';
import { simulateFirm, type Label, type SimulatedFirm } from '#detection/simulate/simulate-firm';
import type { FirmOptions } from '#detection/simulate/plan';
import { dayMs, dayOfDate, isoOf } from '#detection/time/instant';

/** What the engine said of one firm, as far as the bars need it. */
export type Run = {
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
};
type DayScore = { readonly day: number; readonly score: number; readonly parts: string };

export function runFirm(options: FirmOptions): Run {
  const firm = simulateFirm(options);
  return {
    ...hearFirm(firm, options),
    handOvers: firm.plan.workers.flatMap(({ id, takesOver }) =>
      takesOver === null ? [] : [{ employee: id, ...takesOver }],
    ),
    leavers: firm.plan.workers.flatMap(({ id, leak, noticeOn, leavesOn }) =>
      leak === null && noticeOn !== null && leavesOn !== null ? [{ employee: id, last: leavesOn }] : [],
    ),
    surges: firm.plan.season.surges,
  };
}

type Heard = Pick<SimulatedFirm, 'labels' | 'hr' | 'people' | 'holidays' | 'days'>;
type Size = Pick<FirmOptions, 'employees' | 'firstDay' | 'days'>;
/** What the engine says of a firm's whole log. */
export function hearFirm(firm: Heard, size: Size): Run {
  const engine = createEngine(new Map());
  const scores = new Map<string, DayScore[]>();
  const alerts: { employee: string; day: number; lookBack: boolean; indicators: string }[] = [];
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
  hear(engine.step(policyOf(size, firm.holidays)));
  for (const person of firm.people) hear(engine.step(person));
  const facts = [...firm.hr];
  for (const day of firm.days()) {
    for (const record of day) {
      while (facts[0] !== undefined && facts[0].recordedAt <= record.recordedAt)
        hear(engine.step(facts.shift() ?? facts[0]));
      hear(engine.step({ kind: 'activity', record }));
    }
  }
  const end = isoOf((size.firstDay + size.days + 2) * dayMs);
  hear(engine.step({ kind: 'canaries', recordedAt: end, objects: [] }));
  return { labels: firm.labels, scores, alerts, handOvers: [], leavers: [], surges: [] };
}

const policyOf = ({ firstDay, employees }: Size, holidays: readonly string[]): EngineInput => ({
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
      holidays: [...holidays],
    },
  },
});
