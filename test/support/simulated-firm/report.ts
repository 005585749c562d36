import { createEngine } from '#detection/create-engine';
import { measure, runFirm } from './measure.js';
import { suites } from './suites.js';

/** Prints the bars of every set of firms: `report [firstSeed] [scale] [filter]`. */
const [firstSeed = '1000', scale = '1', filter = '', detail = ''] = process.argv.slice(2);
for (const [name, firms] of Object.entries(suites(Number(firstSeed), Number(scale)))) {
  if (!name.includes(filter)) continue;
  const runs = firms.map((options) => runFirm(options, createEngine));
  const measures = measure(runs);
  const records = runs.reduce((sum, run) => sum + run.records, 0);
  const seconds = runs.reduce((sum, run) => sum + run.seconds, 0);
  const { personMonths, falseAlerts, early, handOvers, leavers, surges: surge, thresholds, rows } = measures;
  const lines = [
    `## ${name}: ${personMonths.toFixed(0)} person-months, ${records} records, ${(records / seconds / 1_000).toFixed(0)} k/s with simulation`,
    `false alerts per 100 person-months ${falseAlerts.toFixed(2)} (early ${early}), hand-overs ${handOvers}, leavers ${leavers}, surges ${surge}`,
    `thresholds ${JSON.stringify(thresholds)}`,
    ...rows.map(({ scenario, people, found, control, alerted, delays, best }) => {
      const sorted = [...delays].sort((a, b) => a - b);
      return `  ${scenario.padEnd(26)} ${people} found@.02 ${found['0.02'] ?? 0} @.05 ${found['0.05'] ?? 0} control ${control} alerted ${alerted} delays ${sorted.join(' ')} best ${[...best].sort((a, b) => a - b).join(' ')}`;
    }),
    ...(detail === ''
      ? []
      : ['worst:', ...measures.worst.slice(0, 15), 'false alerts:', ...measures.falseAlertList.slice(0, 25)]),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}
