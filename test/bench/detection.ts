import { createEngine } from '#detection/create-engine';
import type { ActivityRecord } from '#detection/engine';
import { firstPolicy } from '#detection/policy';
import { simulateFirm } from '#detection/simulate/simulate-firm';
import { dayOfDate } from '#detection/time/instant';
import { measureBacktest, measureParsing } from './detection-workload.js';
import { median, medianRatio, percentile, type Benchmark } from './harness.js';

const fewPeople = { people: 100, days: 90, recordsPerDay: 48 };
const yearOfTwenty = { people: 20, days: 365, recordsPerDay: 48 };
const yearOfThousand = { people: 1_000, days: 365, recordsPerDay: 48 };

/**
 * Speed, growth and memory of scoring, parsing included, beside JSON.parse alone over the same lines; and what one more
 * event costs the worker.
 */
export const detection: Benchmark = {
  name: 'detection',
  run: async ({ rounds }) => {
    await measureBacktest(fewPeople, false);
    const rates: number[] = [];
    const parsing: number[] = [];
    const years: number[] = [];
    const twice: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const once = await measureBacktest(fewPeople, false);
      const double = await measureBacktest({ ...fewPeople, recordsPerDay: fewPeople.recordsPerDay * 2 }, false);
      rates.push(once.summary.records / once.seconds);
      parsing.push(measureParsing(fewPeople));
      twice.push(double.seconds / once.seconds / (double.summary.records / once.summary.records / 2));
      years.push((await measureBacktest(yearOfTwenty, false)).seconds);
    }
    const kept = await measureBacktest(fewPeople, true);
    const keptOfMore = await measureBacktest({ ...fewPeople, recordsPerDay: fewPeople.recordsPerDay * 2 }, true);
    const yearKept = await measureBacktest({ ...fewPeople, days: 240 }, true);
    const twoYearsKept = await measureBacktest({ ...fewPeople, days: 480 }, true);
    const thousand = await measureBacktest(yearOfThousand, false);
    const events = incremental();
    return {
      figures: {
        'records a second': median(rates),
        'lines a second through JSON.parse alone': median(parsing),
        'records against lines through JSON.parse': medianRatio(rates, parsing),
        'seconds for a year of 20 people': median(years),
        'records of 1,000 people in a year': thousand.summary.records,
        'records a second with 1,000 people': thousand.summary.records / thousand.seconds,
        'state of 100 people, MB': yearKept.stateBytes / 2 ** 20,
        'one event, 1,000 people, median ms': median(events),
      },
      bars: [
        { name: 'records a second', value: median(rates), bar: 300_000 },
        { name: 'seconds for a year of 20 people', value: median(years), bar: 2, atMost: true },
        { name: 'time of twice the records', value: median(twice), bar: 2.2, atMost: true },
        { name: 'memory of twice the records', value: keptOfMore.stateBytes / kept.stateBytes, bar: 1.1, atMost: true },
        {
          name: 'memory of twice the days',
          value: twoYearsKept.stateBytes / yearKept.stateBytes,
          bar: 1.1,
          atMost: true,
        },
        { name: 'MB for 1,000 people and a year', value: thousand.peakMegabytes, bar: 1_024, atMost: true },
        { name: 'one event in a firm of 1,000, mean ms', value: mean(events), bar: 2, atMost: true },
        { name: 'one event in a firm of 1,000, p99 ms', value: percentile(events, 99), bar: 20, atMost: true },
      ],
    };
  },
};

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** What the worker computes for each new event of a firm of 1,000 that has a history: a step, and the changed state. */
function incremental(): readonly number[] {
  const firm = simulateFirm({
    employees: 1_000,
    days: 45,
    seed: 4,
    firstDay: dayOfDate('2025-01-06'),
    rhythm: 'office',
    leakShare: 0,
    leaks: [],
    benignLeaverShare: 0,
    handOverShare: 0,
    surges: 0,
    spread: 1,
  });
  const engine = createEngine(new Map());
  engine.step({
    kind: 'policy',
    recordedAt: '2025-01-01T00:00:00Z',
    version: 1,
    policy: { ...firstPolicy, mode: 'on' },
  });
  for (const person of firm.people) engine.step(person);
  const days = [...firm.days()];
  const last: readonly ActivityRecord[] = days.at(-2) ?? [];
  for (const day of days.slice(0, -2)) for (const record of day) engine.step({ kind: 'activity', record });
  engine.takeChanged();
  return last.slice(0, 4_000).map((record) => {
    const started = performance.now();
    engine.step({ kind: 'activity', record });
    engine.takeChanged();
    return performance.now() - started;
  });
}
