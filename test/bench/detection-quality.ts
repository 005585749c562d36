import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { format } from 'prettier';
import { rhythms, scenarios, type FirmOptions, type Rhythm } from '#detection/simulate/plan';
import { dayOfDate } from '#detection/time/instant';
import { figuresOf, type FirmFigures } from '../support/simulated-firm/firm-figures.js';
import { measure, type Measures } from '../support/simulated-firm/measure.js';
import { randomLog } from '../support/simulated-firm/random-log.js';
import { hearFirm, runFirm } from '../support/simulated-firm/run-firm.js';
import { qualityPage, rhythmNames, type Group } from './detection-quality-page.js';
import { hashOfEngine } from './hash-of-engine.js';
import type { Bar, Benchmark } from './harness.js';

/** Parameters of the generator that were not used in tuning. */
const heldOut = { firstSeed: 20_000, spread: 1.1, surges: 3, days: 330, firstDay: dayOfDate('2023-02-06') } as const;
const sizes = [8, 20, 200];
const budgetPer100 = 0.7;
const page = 'docs/detection-quality.md';
const cache = join(tmpdir(), 'bookward-detection-quality');

/** What detection finds on simulated firms, and at which price; writes the page that states it. */
export const detectionQuality: Benchmark = {
  name: 'detection-quality',
  run: async ({ rounds }) => {
    const measured = await rememberedFigures();
    const groups: Group[] = [];
    for (const rhythm of rhythms) {
      for (const size of sizes) {
        const seeds = seedsFor(rounds);
        const cleanSeeds = seeds.slice(0, cleanFirms(size, seeds.length));
        groups.push({
          size,
          rhythm,
          leaking: await measured(seeds.map((seed, k) => firm(size, rhythm, seed, k, 0.2))),
          clean: await measured(cleanSeeds.map((seed, k) => firm(size, rhythm, seed, k, 0))),
          seeds: seeds.length,
          cleanSeeds: cleanSeeds.length,
        });
      }
    }
    const random = await measured(seedsFor(rounds).map((seed) => ({ random: true, seed, employees: 20, ...span })));
    const text = qualityPage(groups, random, heldOut.days, budgetPer100);
    await writeFile(page, await format(text, { parser: 'markdown', printWidth: 120 }));
    return {
      figures: Object.fromEntries(groups.flatMap(figuresOfGroup)),
      bars: [...groups.flatMap(barsOf), falseAlertBar('random logs', random, random.early)],
    };
  },
};

const firmsPerRound = 4;
const seedsFor = (rounds: number): readonly number[] =>
  Array.from({ length: rounds * firmsPerRound }, (_, k) => heldOut.firstSeed + k);
/** A firm of 200 gives 2,000 person-months by itself: a few say more than all the small ones. */
const cleanFirms = (size: number, seeds: number): number => Math.ceil(seeds / (size < 100 ? 2 : 5));

const span = { firstDay: heldOut.firstDay, days: 200 } as const;
type RandomOptions = { readonly random: true; readonly seed: number; readonly employees: number } & typeof span;

const firm = (employees: number, rhythm: Rhythm, seed: number, k: number, leakShare: number): FirmOptions => ({
  employees,
  rhythm,
  leakShare,
  seed,
  days: heldOut.days,
  firstDay: heldOut.firstDay,
  spread: heldOut.spread,
  surges: heldOut.surges,
  leaks: scenarios.map((_scenario, at) => scenarios[(at + k * 2) % scenarios.length] ?? 'thin_slice'),
  benignLeaverShare: 0.12,
  handOverShare: 0.12,
});

/** A firm's figures depend on nothing but its options and the engine: what was worked out once is not again. */
async function rememberedFigures(): Promise<(all: readonly (FirmOptions | RandomOptions)[]) => Promise<Measures>> {
  const folder = join(cache, await hashOfEngine());
  await mkdir(folder, { recursive: true });
  return async (all) => {
    const firms: FirmFigures[] = [];
    for (const options of all) firms.push(await remembered(folder, options));
    return measure(firms);
  };
}

async function remembered(folder: string, options: FirmOptions | RandomOptions): Promise<FirmFigures> {
  const kind = 'random' in options ? 'random' : `${options.rhythm}-${options.leakShare}`;
  const path = join(folder, `${kind}-${options.employees}-${options.seed}.json`);
  const known = await readFile(path, 'utf8').catch(() => null);
  if (known !== null) return JSON.parse(known) as FirmFigures;
  const run =
    'random' in options
      ? hearFirm(randomLog(options.seed, options.employees, options.firstDay, options.days), options)
      : runFirm(options);
  const figures = figuresOf(run);
  await writeFile(path, JSON.stringify(figures));
  return figures;
}

const nameOf = ({ rhythm, size }: Group): string => `${rhythmNames[rhythm]} of ${size}`;
const found = ({ leaking }: Group): number => leaking.rows.reduce((sum, { delays }) => sum + delays.length, 0);
const people = ({ leaking }: Group): number => leaking.rows.reduce((sum, row) => sum + row.people, 0);
const per100 = ({ falseAlerts, personMonths }: Measures): number => (100 * falseAlerts) / personMonths;

const figuresOfGroup = (group: Group): [string, number][] => [
  [`${nameOf(group)}: found, %`, (100 * found(group)) / Math.max(1, people(group))],
  [`${nameOf(group)}: false alerts per 100 person-months`, per100(group.leaking)],
  [`${nameOf(group)}: the same, firms without leaks`, per100(group.clean)],
];

const barsOf = (group: Group): Bar[] => [
  falseAlertBar(nameOf(group), group.leaking),
  falseAlertBar(`${nameOf(group)}, nobody takes anything`, group.clean),
  {
    name: `${nameOf(group)}: people who left with nothing, alerted`,
    value: group.leaking.leavers.alerted / Math.max(1, group.leaking.leavers.all),
    bar: 0.05,
    atMost: true,
  },
];

const falseAlertBar = (name: string, measures: Measures, early = 0): Bar => ({
  name: `${name}: false alerts per 100 person-months`,
  value: per100({ ...measures, falseAlerts: measures.falseAlerts + early }),
  bar: budgetPer100,
  atMost: true,
});
