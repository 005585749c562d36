import { figuresOf } from './firm-figures.js';
import { measure } from './measure.js';
import { runFirm } from './run-firm.js';
import { suites } from './suites.js';

/** Prints the bars of every set of firms: `report [firstSeed] [scale] [filter] [detail]`. */
const [firstSeed = '1000', scale = '1', filter = '', detail = ''] = process.argv.slice(2);
for (const [name, firms] of Object.entries(suites(Number(firstSeed), Number(scale)))) {
  if (!name.includes(filter)) continue;
  const measures = measure(firms.map((options) => figuresOf(runFirm(options))));
  const { personMonths, falseAlerts, early, handOvers, leavers, surges, thresholds, rows } = measures;
  const lines = [
    `## ${name}: ${personMonths.toFixed(0)} person-months`,
    `false alerts per 100 person-months ${((100 * falseAlerts) / personMonths).toFixed(2)} (early ${early}), hand-overs ${handOvers.alerted}/${handOvers.all}, leavers ${leavers.alerted}/${leavers.all}, surges ${surges.alerted}/${surges.all}`,
    `thresholds ${JSON.stringify(thresholds)}`,
    ...rows.map(
      ({ scenario, people, found, control, delays, best }) =>
        `  ${scenario.padEnd(26)} ${people} found@.02 ${found['0.02'] ?? 0} @.05 ${found['0.05'] ?? 0} control ${control} alerted ${delays.length} delays ${delays.join(' ')} best ${best.join(' ')}`,
    ),
    ...(detail === ''
      ? []
      : ['worst:', ...measures.worst.slice(0, 15), 'false alerts:', ...measures.falseAlertList.slice(0, 25)]),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}
