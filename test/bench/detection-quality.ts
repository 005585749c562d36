import { writeFile } from 'node:fs/promises';
import { createEngine } from '#detection/create-engine';
import { modelVersion } from '#detection/parameters';
import { scenarios, type FirmOptions, type Rhythm } from '#detection/simulate/plan';
import { dayOfDate } from '#detection/time/instant';
import { measure, runFirm, type Measures } from '../support/simulated-firm/measure.js';
import type { Bar, Benchmark } from './harness.js';

/** Parameters of the generator that were not used in tuning. */
const heldOut = { firstSeed: 20_000, spread: 1.1, surges: 3, days: 330, firstDay: dayOfDate('2023-02-06') } as const;
const sizes = [8, 20, 200];
const budgetPer100 = 0.7;
const page = 'docs/detection-quality.md';

type Group = {
  readonly size: number;
  readonly rhythm: Rhythm;
  readonly leaking: Measures;
  readonly clean: Measures;
  readonly seeds: number;
};

/** What detection finds on simulated firms, and at which price; writes the page that states it. */
export const detectionQuality: Benchmark = {
  name: 'detection-quality',
  run: async ({ rounds }) => {
    const groups: Group[] = [];
    for (const rhythm of ['office', 'bursts'] as const) {
      for (const size of sizes) {
        const seeds = rounds * 4;
        const leaking = firms(size, rhythm, seeds, 0.2);
        const clean = firms(size, rhythm, Math.ceil(seeds / 2), 0);
        groups.push({ size, rhythm, seeds, leaking: measured(leaking), clean: measured(clean) });
      }
    }
    await writeFile(page, pageOf(groups));
    return { figures: Object.fromEntries(groups.flatMap(figuresOf)), bars: groups.flatMap(barsOf) };
  },
};

const measured = (all: readonly FirmOptions[]): Measures =>
  measure(all.map((options) => runFirm(options, createEngine)));

const firms = (employees: number, rhythm: Rhythm, seeds: number, leakShare: number): FirmOptions[] =>
  Array.from({ length: seeds }, (_, k) => ({
    employees,
    rhythm,
    leakShare,
    seed: heldOut.firstSeed + k,
    days: heldOut.days,
    firstDay: heldOut.firstDay,
    spread: heldOut.spread,
    surges: heldOut.surges,
    leaks: scenarios.map((_scenario, at) => scenarios[(at + k * 2) % scenarios.length] ?? 'thin_slice'),
    benignLeaverShare: 0.12,
    handOverShare: 0.12,
  }));

const nameOf = ({ rhythm, size }: Group): string => `${rhythm === 'office' ? 'offices' : 'bursts'} of ${size}`;
const found = ({ leaking }: Group): number => leaking.rows.reduce((sum, { alerted }) => sum + alerted, 0);
const people = ({ leaking }: Group): number => leaking.rows.reduce((sum, row) => sum + row.people, 0);

const figuresOf = (group: Group): [string, number][] => [
  [`${nameOf(group)}: found, %`, (100 * found(group)) / Math.max(1, people(group))],
  [`${nameOf(group)}: false alerts per 100 person-months`, group.leaking.falseAlerts],
  [`${nameOf(group)}: the same, firms without leaks`, group.clean.falseAlerts],
];

function barsOf(group: Group): Bar[] {
  const [alerted, leavers] = group.leaking.leavers.split('/').map(Number);
  return [
    {
      name: `${nameOf(group)}: false alerts per 100 person-months, low end of 95 %`,
      value: intervalOf(group.clean)[0],
      bar: budgetPer100,
      atMost: true,
    },
    {
      name: `${nameOf(group)}: people who left with nothing, alerted`,
      value: (alerted ?? 0) / Math.max(1, leavers ?? 0),
      bar: 0.05,
      atMost: true,
    },
  ];
}

/** 95 % interval of a Poisson rate per 100 person-months (Byar’s approximation). */
function intervalOf({ falseAlerts, personMonths }: Measures): readonly [number, number] {
  const count = Math.round((falseAlerts * personMonths) / 100);
  const low = count === 0 ? 0 : count * (1 - 1 / (9 * count) - 1.96 / (3 * Math.sqrt(count))) ** 3;
  const next = count + 1;
  const high = next * (1 - 1 / (9 * next) + 1.96 / (3 * Math.sqrt(next))) ** 3;
  return [(low / personMonths) * 100, (high / personMonths) * 100];
}

function pageOf(groups: readonly Group[]): string {
  return [
    '# How well detection works',
    '',
    `Written by \`npm run bench -- detection-quality\`; model ${modelVersion}. Simulated firms of ${heldOut.days} days, with`,
    'seeds and parameters that were not used while the engine was tuned: holidays, sick leave, new hires, promotions,',
    'hand-overs, surges, people who leave with nothing, and people who take data. _Offices_ work on weekdays; people of',
    '_bursts_ work on some days of a month, very unequal ones. An alert is false when it is on somebody who takes nothing,',
    'or more than two weeks before they begin; alerts of the first 20 active days are left out, as in `evaluate`.',
    '',
    ...groups.flatMap(sectionOf),
  ].join('\n');
}

function sectionOf(group: Group): string[] {
  const { leaking, clean, seeds } = group;
  const rate = (one: Measures): string => {
    const [low, high] = intervalOf(one);
    return `${one.falseAlerts.toFixed(2)} (95 %: ${low.toFixed(2)}–${high.toFixed(2)}) in ${one.personMonths.toFixed(0)} person-months`;
  };
  return [
    `## ${nameOf(group)} people, ${seeds} firms`,
    '',
    `- found: ${found(group)} of ${people(group)} people who took data`,
    `- false alerts for 100 person-months: ${rate(leaking)}; budget ${budgetPer100}`,
    `- the same in firms in which nobody takes anything: ${rate(clean)}`,
    `- alerted though they left with nothing: ${leaking.leavers}; on taking over customers: ${leaking.handOvers}; in surge weeks: ${leaking.surges}`,
    '',
    '| pattern | people | alerted | found at 0.02 | found at 0.05 | control | median delay, days |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...leaking.rows
      .toSorted((a, b) => (a.scenario < b.scenario ? -1 : 1))
      .map(
        ({ scenario, people: count, alerted, found: at, control, delays }) =>
          `| ${scenario} | ${count} | ${alerted} | ${at['0.02'] ?? 0} | ${at['0.05'] ?? 0} | ${control} | ${medianOf(delays)} |`,
      ),
    '',
  ];
}

const medianOf = (values: readonly number[]): string => {
  const sorted = values.toSorted((a, b) => a - b);
  return String(sorted[Math.floor((sorted.length - 1) / 2)] ?? '–');
};
