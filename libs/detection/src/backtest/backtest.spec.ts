import { describe, expect, it } from '@jest/globals';
import { indicatorCodes } from '../indicators.js';
import { dayMs, isoOf } from '../time/instant.js';
import { scenarios } from '../simulate/plan.js';
import { simulateFirm } from '../simulate/simulate-firm.js';
import { activityRecord } from '../testing/inputs.js';
import { backtest, backtestLog, type BacktestInput } from './backtest.js';
import { backtestPolicy } from './backtest-policy.js';
import { evaluate, evaluationTable } from './evaluate.js';
import { reportHtml } from './report-html.js';
import { readDispositions, readHrFacts, readLabels, readPeople, type RejectedRow } from './read-tables.js';

const firm = simulateFirm({
  employees: 6,
  days: 170,
  seed: 2,
  firstDay: 20_100,
  rhythm: 'office',
  leakShare: 0.34,
  leaks: scenarios.slice(1),
  benignLeaverShare: 0,
  handOverShare: 0,
  surges: 0,
  spread: 1,
});
const lines = [...firm.days()].flat().map((record) => JSON.stringify(record));
const { policy, canaries } = backtestPolicy({}, null, 6);

async function* bytes(text: string): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < text.length; at += 65_536) yield Buffer.from(text.slice(at, at + 65_536));
}
async function run(activity: readonly string[], over: Partial<BacktestInput> = {}) {
  const scores: string[] = [];
  const alerts: string[] = [];
  const result = await backtest(
    {
      activity: bytes(activity.join('\n')),
      people: firm.people,
      facts: firm.hr,
      policy,
      canaries,
      from: null,
      to: null,
      state: null,
      continues: false,
      compareWith: null,
      onProgress: () => undefined,
      ...over,
    },
    {
      score: (line) => scores.push(line),
      alert: (line) => alerts.push(line),
      assessment: null,
      provisional: () => undefined,
    },
  );
  return { ...result, scores, alerts };
}
type Line = { readonly employee: string; readonly date: string; readonly score: number | null };
type Act = { readonly at: string; readonly objects: readonly string[] };
const parsed = (text: string): Act => JSON.parse(text) as Act;
const notice = {
  kind: 'hr',
  id: 'hr-1',
  recordedAt: isoOf(firm.plan.options.firstDay * dayMs),
  employee: firm.people[0]?.employee ?? '',
  fact: 'resignation_declared',
  date: null,
} as const;
const read = (text: string): Line => JSON.parse(text) as Line;

describe('A backtest', () => {
  it('writes one line for each person and active day, and the same twice', async () => {
    const once = await run(lines);
    const keys = once.scores.map((line) => `${read(line).employee} ${read(line).date}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(once.summary).toMatchObject({ records: lines.length, people: 6, days: keys.length, rejected: 0 });
  });

  it('raises an export of more than ten thousand rows, unless a policy has another cap', async () => {
    const day = (k: number) => isoOf((firm.plan.options.firstDay + k) * dayMs + 10 * 3_600_000);
    const export_ = activityRecord({ id: 'x', at: day(3), action: 'export', rows: 10_001 });
    const alertsUnder = async (file: unknown) =>
      (await run([JSON.stringify(export_)], { ...backtestPolicy(file, null, 6), facts: [] })).alerts.length;
    expect(await alertsUnder(undefined)).toBe(1);
    expect(await alertsUnder({ caps: { viewsPerHour: 150 } })).toBe(1);
    expect(await alertsUnder({ caps: { exportRows: 20_000, exportRowsPerDay: 20_000 } })).toBe(0);
  });

  it('hashes whatever it was given, once: the activity, people, facts, policy and canaries', async () => {
    const some = lines.slice(0, 20);
    const hashOf = async (over: Partial<BacktestInput> = {}, activity = some) =>
      (await run(activity, over)).summary.inputHash;
    const hash = await hashOf();
    const others = await Promise.all([
      hashOf({}, lines.slice(0, 19)),
      hashOf({ people: firm.people.slice(1) }),
      hashOf({ facts: [notice] }),
      hashOf({ policy: { ...policy, lookBackDays: 30 } }),
      hashOf({ canaries: ['c-1'] }),
    ]);
    expect(new Set([hash, ...others]).size).toBe(6);
    expect(await hashOf({ activity: bytes(`${some.join('\n')}\n`) })).toBe(hash);
  });

  it('refuses bad lines by number, counts repeated ones and goes on', async () => {
    const [first = '', ...rest] = lines.slice(0, 50);
    const { summary } = await run(['nonsense', first, first, '{"id":"x"}', ...rest]);
    expect(summary).toMatchObject({ records: 50, repeated: 1, rejected: 2 });
    expect(summary.rejects).toEqual([
      { file: 'activity', line: 1, code: 'json.malformed' },
      { file: 'activity', line: 4, code: 'field.missing' },
    ]);
  });

  it('calls late what came too late to count, and not the history that somebody brought', async () => {
    const recordedAt = isoOf(20_200 * dayMs);
    const old = { ...activityRecord({ id: 'a-1', at: isoOf(20_100 * dayMs) }), recordedAt };
    const records = [old, { ...old, id: 'a-2', history: true }];
    const told = (async function* () {
      yield records.map((record) => ({ kind: 'activity' as const, record }));
    })();
    const options = { from: null, to: null, state: null, continues: false, compareWith: null };
    const log = { ...options, told, policy, canaries: null, onProgress: () => undefined };
    const nowhere = { score: () => undefined, alert: () => undefined, assessment: null, provisional: () => undefined };
    expect((await backtestLog(log, nowhere)).summary).toMatchObject({ records: 2, late: 1 });
  });

  it('answers nothing for an empty file, and says of a stranger that it cannot say', async () => {
    expect((await run([])).summary).toMatchObject({ records: 0, people: 0, alerts: 0, alertsPer100PersonMonths: 0 });
    const stranger = (lines[0] ?? '').replace(/"employee":"[^"]+"/, '"employee":"nobody"');
    const { scores, summary } = await run([stranger]);
    expect(summary.unknownEmployees).toBe(1);
    expect(JSON.parse(scores[0] ?? '{}')).toMatchObject({
      employee: 'nobody',
      score: null,
      state: 'cannot_say',
      missing: ['employment'],
    });
  });

  it('compares with another policy: without indicators nothing is raised', async () => {
    const off = Object.fromEntries([...indicatorCodes].map((code) => [code, { enabled: false }]));
    const { alerts, summary } = await run(lines, { compareWith: { policy: { ...policy, indicators: off }, canaries } });
    expect(alerts.length).toBeGreaterThan(0);
    expect(summary.compared?.lost.map(({ employee, date }) => [employee, date])).toEqual(
      alerts.map(read).map(({ employee, date }) => [employee, date]),
    );
    const same = await run(lines, { compareWith: { policy, canaries } });
    expect(same.summary.compared).toEqual({ gained: [], lost: [], moved: [] });
  });

  it('compares with the canaries of the other policy', async () => {
    const some = lines.slice(0, 60);
    const touched = parsed(some[20] ?? '').objects.slice(0, 1);
    const gained = await run(some, { compareWith: { policy, canaries: touched } });
    expect(gained.summary.compared).toMatchObject({ gained: [{ severity: 'critical' }], lost: [] });
    const lost = await run(some, { canaries: touched, compareWith: { policy, canaries: [] } });
    expect(lost.summary.compared).toMatchObject({ gained: [], lost: [{ severity: 'critical' }] });
    const day = parsed(some[20] ?? '').at.slice(0, 10);
    const compareWith = { policy, canaries: touched };
    expect((await run(some, { compareWith, from: day })).summary.compared).toEqual(gained.summary.compared);
    const nothing = { gained: [], lost: [], moved: [] };
    expect((await run(some, { compareWith, from: '2099-01-01' })).summary.compared).toEqual(nothing);
    expect((await run(some, { compareWith, to: '1999-01-01' })).summary.compared).toEqual(nothing);
  });

  it('says of every indicator of an alert which legitimate work would look the same', async () => {
    const { alerts } = await run(lines);
    for (const line of alerts) {
      const { indicators, legitimate } = JSON.parse(line) as { indicators: string[]; legitimate: unknown[] };
      expect(legitimate).toEqual(indicators.map(() => expect.stringMatching(/\w\.$/)));
    }
    expect(alerts).not.toEqual([]);
  });

  it('finds those who take data, as evaluate measures it', async () => {
    const { scores, alerts } = await run(lines);
    const evaluation = evaluate(scores.map(read), alerts.map(read), firm.labels);
    const found = evaluation.curve.find(({ falseAlertDaysPerPersonMonth }) => falseAlertDaysPerPersonMonth === 0.05);
    expect(found?.found).toBe(firm.labels.length);
    expect(evaluation.scenarios.map(({ people }) => people)).toEqual([1, 1]);
    const table = evaluationTable(evaluation);
    expect(table).toMatch(/^false alert-days per person-month +score above +found +control$/m);
    expect(table).toMatch(/^0\.05 +[\d.]+ +2 +\d+$/m);
  });

  it('says of an even number of delays the mean of the middle two', () => {
    const labels = ['e-1', 'e-2'].map((employee) => ({
      employee,
      scenario: 'slow',
      start: '2026-03-02',
      end: '2026-03-20',
    }));
    const alerts = [
      { employee: 'e-1', date: '2026-03-02' },
      { employee: 'e-2', date: '2026-03-11' },
    ];
    const scores = alerts.map((day) => ({ ...day, score: 1 }));
    expect(evaluate(scores, alerts, labels).scenarios).toMatchObject([{ alerted: 2, medianDelayDays: 4.5 }]);
  });

  it('says on the page and in the table whatever evaluate measured', () => {
    const point = { falseAlertDaysPerPersonMonth: 0.05, threshold: 3.75, found: 211, control: 212 };
    const counts = { people: 213, alerted: 214, medianDelayDays: 21.5, within5Days: 216 };
    const evaluation = {
      people: 217,
      personMonths: 218.5,
      alerts: 219,
      falseAlerts: 220,
      falseAlertsPer100PersonMonths: 22.25,
      earlyAlerts: 222,
      curve: [{ ...point, found: 223, control: 224 }],
      unknownLabels: ['<e-225>'],
      scenarios: [{ scenario: 'slow', ...counts, curve: [point] }],
    };
    const page = reportHtml(evaluation, 'Measured').replace(/<style>.*<\/style>|<svg.*<\/svg>/gs, '');
    const texts = [page.replaceAll(/<[^>]*>/g, ' ').replaceAll(/&lt;|&gt;/g, ' '), evaluationTable(evaluation)];
    const figures = JSON.stringify(evaluation).match(/\d+(\.\d+)?/g) ?? [];
    expect(figures.length).toBeGreaterThan(16);
    for (const text of texts) expect(figures.filter((figure) => !text.includes(figure))).toEqual([]);
  });
});

describe('The tables of a backtest', () => {
  it('refuse a hire after the leave, an unknown zone and a broken row by line', () => {
    const header = 'employee,team,role,region,timezone,from,until\n';
    const { rows, rejected } = readPeople(
      `${header}e-1,t,r,g,Asia/Shanghai,2024-01-01,\ne-2,t,r,g,UTC,2024-02-01,2024-01-01\ne-3,t,r,g,Nowhere/X,2024-01-01,\ne-4,t\n`,
    );
    expect(rows).toMatchObject([{ employee: 'e-1', until: null }]);
    expect(rejected.map(({ line, code }) => [line, code])).toEqual([
      [3, 'date.order'],
      [4, 'timezone.unknown'],
      [5, 'columns.count'],
    ]);
  });
  it('refuse by line a day that there is not, a person who starts twice on one day, and nobody', () => {
    const refused = ({ rejected }: { readonly rejected: readonly RejectedRow[] }) =>
      rejected.map(({ line, code }) => [line, code]);
    const header = 'employee,team,role,region,timezone,from,until\n';
    const row = (from: string, until = ''): string => `e-1,t,r,g,UTC,${from},${until}\n`;
    const people = readPeople(
      [header, row('2025-02-30'), row('2024-02-29', '2025-04-31'), row('2024-02-29'), row('2024-02-29')].join(''),
    );
    expect(refused(people)).toEqual([
      [2, 'date.malformed'],
      [3, 'date.malformed'],
      [5, 'row.repeated'],
    ]);
    expect(people.rows).toHaveLength(1);
    expect(
      refused(readHrFacts('employee,recordedAt,fact,date\ne-1,2025-03-01T00:00:00Z,resignation_declared,2025-02-29\n')),
    ).toEqual([[2, 'date.malformed']]);
    expect(refused(readLabels('employee,scenario,start,end\ne-1,slow,2025-02-27,2025-02-30\n'))).toEqual([
      [2, 'date.malformed'],
    ]);
    const disposition = 'employee,from,to,verdict,recordedAt\n,2025-02-01,2025-02-02,confirmed,2025-02-03T00:00:00Z\n';
    expect(refused(readDispositions(disposition))).toEqual([[2, 'field.missing']]);
  });
  it('hear HR facts in the order in which the firm came to know', () => {
    const { rows } = readHrFacts(
      'employee,recordedAt,fact,date\ne-1,2026-03-05T00:00:00Z,left,2026-03-04\ne-1,2026-02-01T00:00:00Z,resignation_declared,2026-02-01\n',
    );
    expect(rows.map(({ fact }) => fact)).toEqual(['resignation_declared', 'left']);
  });
});
