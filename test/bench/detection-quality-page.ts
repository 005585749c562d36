import { poissonInterval } from '#detection/math/estimates';
import { modelVersion } from '#detection/parameters';
import type { Rhythm } from '#detection/simulate/plan';
import type { Share } from '../support/simulated-firm/firm-figures.js';
import type { Measures, Row } from '../support/simulated-firm/measure.js';
import { median } from './harness.js';

export type Group = {
  readonly size: number;
  readonly rhythm: Rhythm;
  readonly leaking: Measures;
  readonly clean: Measures;
  readonly seeds: number;
  /** Of so many firms nobody takes anything. */
  readonly cleanSeeds: number;
};

export const rhythmNames: Readonly<Record<Rhythm, string>> = {
  office: 'offices',
  bursts: 'firms in bursts',
  projects: 'firms of projects',
};

/** The page that states what was measured, in Markdown. */
export function qualityPage(groups: readonly Group[], random: Measures, days: number, budget: number): string {
  return [
    '# How well detection works',
    '',
    `Written by \`npm run bench -- detection-quality\`; model ${modelVersion}. Simulated firms of ${days} days, with seeds and`,
    'parameters that were not used while the engine was tuned: public holidays and absences, weekdays of their own, trade',
    'fairs, ends of quarters and other surges, new hires, promotions, hand-overs, people who leave with nothing, and people',
    'who take data. _Offices_ work on weekdays; people of _bursts_ work on some days of a month, very unequal ones; those',
    'of _projects_ do too, mostly on files made anew, which most of them take along. An alert is false when it is on',
    'somebody who takes nothing, or more than two weeks before they begin; alerts of the first 20 active days are counted',
    'apart, as in `bookward evaluate`.',
    '_Found at 0.02_ means that one threshold over all scores, which lets 0.02 false alert-days per person-month through,',
    'finds them; _control_ asks the same at 0.05 of as many days of the same person before. Brackets hold 95 % intervals.',
    '',
    '_Found as operated_ and _alerted_ count alerts from the first day of taking to two weeks after the last. As a firm that',
    'publishes a policy does, these cap an export, at 200 rows: passing the cap is an alert too. Who pads their activity',
    'before a grab is at no ordinary work: of theirs, alerts of 45 days before are not false.',
    '',
    '| firms | found as operated | false alerts for 100 person-months | the same where nobody takes anything | median delay, days | within 5 days |',
    '| --- | --- | --- | --- | --- | --- |',
    ...groups.map(overviewOf),
    '',
    `The budget is ${budget} alerts for 100 person-months. In random logs, in which every act is drawn by chance, there were`,
    `${rateOf(random, random.early)}, the first 20 active days included: ${alertsOf(random.falseAlerts + random.early)}.`,
    '',
    ...groups.flatMap(sectionOf),
  ].join('\n');
}

function overviewOf({ rhythm, size, leaking, clean, seeds, cleanSeeds }: Group): string {
  const delays = leaking.rows.flatMap((row) => row.delays);
  const all = leaking.rows.reduce((sum, { people }) => sum + people, 0);
  const soon = delays.filter((delay) => delay <= 5).length;
  const name = `${seeds} ${rhythmNames[rhythm]} of ${size}`;
  const cells = [
    name,
    shareOf({ alerted: delays.length, all }),
    rateOf(leaking),
    `${rateOf(clean)}, ${cleanSeeds} firms`,
  ];
  return `| ${[...cells, medianOf(delays), shareOf({ alerted: soon, all: delays.length })].join(' | ')} |`;
}

function sectionOf({ rhythm, size, leaking, seeds }: Group): string[] {
  return [
    `## ${seeds} ${rhythmNames[rhythm]} of ${size} people`,
    '',
    `Alerted though they left with nothing: ${shareOf(leaking.leavers)}; on taking over customers:`,
    `${shareOf(leaking.handOvers)}; in weeks in which the whole firm does more: ${shareOf(leaking.surges)}; in the first 20 active`,
    `days: ${alertsOf(leaking.early)}.`,
    '',
    '| pattern | people | alerted | found at 0.02 | found at 0.05 | control | median delay, days |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...leaking.rows.map(patternOf),
    '',
  ];
}

const patternOf = ({ scenario, people, found, control, delays }: Row): string =>
  `| ${scenario} | ${people} | ${delays.length} | ${found['0.02'] ?? 0} | ${found['0.05'] ?? 0} | ${control} | ${medianOf(delays)} |`;

function rateOf({ falseAlerts, personMonths }: Measures, early = 0): string {
  const count = falseAlerts + early;
  const { low, high } = poissonInterval(count);
  const per100 = (value: number): string => ((100 * value) / personMonths).toFixed(2);
  return `${per100(count)} [${per100(low)}–${per100(high)}]`;
}

/** Wilson's interval of a share. */
function shareOf({ alerted, all }: Share): string {
  if (all === 0) return 'none';
  const z = 1.96;
  const share = alerted / all;
  const middle = (share + (z * z) / (2 * all)) / (1 + (z * z) / all);
  const half = (z / (1 + (z * z) / all)) * Math.sqrt((share * (1 - share)) / all + (z * z) / (4 * all * all));
  const percent = (value: number): string => `${Math.round(100 * Math.min(Math.max(value, 0), 1))}`;
  return `${alerted} of ${all} [${percent(middle - half)}–${percent(middle + half)} %]`;
}

const medianOf = (delays: readonly number[]): string => (delays.length === 0 ? '–' : String(median(delays)));
const alertsOf = (count: number): string => (count === 1 ? '1 alert' : `${count} alerts`);
