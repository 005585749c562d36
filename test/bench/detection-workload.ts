import { backtest } from '#detection/backtest/backtest';
import type { BacktestSummary } from '#detection/backtest/summary';
import { backtestPolicy } from '#detection/backtest/backtest-policy';
import type { EngineInput } from '#detection/engine';
import { dayMs, dayOfDate, isoOf } from '#detection/time/instant';

export type Workload = { readonly people: number; readonly days: number; readonly recordsPerDay: number };
export type Measured = {
  readonly summary: BacktestSummary;
  /** Without the making of the lines. */
  readonly seconds: number;
  readonly stateBytes: number;
  readonly peakMegabytes: number;
};

const firstDay = dayOfDate('2025-01-06');
const objectsPerPerson = 120;

/** One backtest over made-up weekdays; making the lines is not counted. */
export async function measureBacktest(workload: Workload, keepsState: boolean): Promise<Measured> {
  let making = 0;
  let peak = 0;
  async function* activity(): AsyncGenerator<Uint8Array> {
    for (let day = 0; day < workload.days; day += 1) {
      const started = performance.now();
      const bytes = dayOfLines(workload, firstDay + day);
      making += performance.now() - started;
      peak = Math.max(peak, process.memoryUsage.rss());
      if (bytes.length > 0) yield bytes;
    }
  }
  const { policy, canaries } = backtestPolicy({}, null, workload.people);
  const started = performance.now();
  let written = 0;
  const { summary, state } = await backtest(
    {
      activity: activity(),
      people: Array.from({ length: workload.people }, (_, n) => personOf(n)),
      facts: [],
      policy,
      canaries,
      from: null,
      to: null,
      state: null,
      continues: keepsState,
      compareWith: null,
      onProgress: () => undefined,
    },
    {
      score: (line) => {
        written += line.length;
      },
      alert: (line) => {
        written += line.length;
      },
      assessment: null,
      provisional: () => undefined,
    },
  );
  if (written === 0 && !keepsState) throw new Error('the backtest wrote nothing');
  const seconds = (performance.now() - started - making) / 1_000;
  return { summary, seconds, stateBytes: state.length, peakMegabytes: peak / 2 ** 20 };
}

const personOf = (n: number): Extract<EngineInput, { kind: 'person' }> => ({
  kind: 'person',
  recordedAt: '1970-01-01T00:00:00Z',
  employee: `e-${n}`,
  team: `t-${n % 40}`,
  role: n % 3 === 0 ? 'account_manager' : 'sales',
  region: n % 2 === 0 ? 'cn' : 'de',
  timezone: n % 2 === 0 ? 'Asia/Shanghai' : 'Europe/Berlin',
  from: '2020-01-01',
  until: null,
});

/** Lines a second through `JSON.parse` and nothing else: the same lines, made day by day as for a backtest. */
export function measureParsing(workload: Workload): number {
  let count = 0;
  let parsingMs = 0;
  for (let day = 0; day < workload.days; day += 1) {
    const bytes = dayOfLines(workload, firstDay + day);
    const started = performance.now();
    for (const line of new TextDecoder().decode(bytes).split('\n')) {
      if (line === '') continue;
      JSON.parse(line);
      count += 1;
    }
    parsingMs += performance.now() - started;
  }
  return (1_000 * count) / parsingMs;
}

const actions = ['view', 'view', 'view', 'view', 'view', 'view', 'search', 'view', 'reveal', 'view', 'copy', 'view'];
const kinds = ['basic', 'contact', 'contact', 'quote', 'transaction'];

/** A weekday’s lines in recorded order; the counts of people and days vary, by arithmetic alone. */
function dayOfLines({ people, recordsPerDay }: Workload, day: number): Uint8Array {
  if ((day + 3) % 7 >= 5) return new Uint8Array(0);
  const lines: string[] = [];
  const slots = recordsPerDay * 2;
  for (let slot = 0; slot < slots; slot += 1) {
    for (let person = 0; person < people; person += 1) {
      const mixed = Math.imul(day * 7_919 + slot * 104_729 + person * 1_299_709, 2_654_435_761) >>> 0;
      const pace = 4 + (Math.imul(person + 1, 40_503) & 7);
      if ((mixed & 15) >= pace + ((mixed >>> 28) & 1)) continue;
      const at = isoOf(day * dayMs + 3_600_000 + slot * Math.floor((9 * 3_600_000) / slots)).replace('.000Z', 'Z');
      const object = `c-${person}-${(mixed >>> 8) % objectsPerPerson}`;
      const action = actions[(mixed >>> 4) % actions.length] ?? 'view';
      const objects = action === 'search' ? '' : `"${object}"`;
      lines.push(
        `{"id":"a-${day}-${slot}-${person}","at":"${at}","recordedAt":"${at}","employee":"e-${person}","action":"${action}","kind":"${kinds[(mixed >>> 12) % 5] ?? 'basic'}","objects":[${objects}],"rows":1,"sensitivity":"confidential","portfolio":"own","outcome":"allowed","channel":"web","device":"d-${person}","destination":null,"bytes":0}`,
      );
    }
  }
  return Buffer.from(`${lines.join('\n')}\n`);
}
