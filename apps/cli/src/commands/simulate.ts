import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { rhythms, scenarios } from '#detection/simulate/plan';
import { simulateFirm } from '#detection/simulate/simulate-firm';
import { hrCsv, labelsCsv, peopleCsv, policyJson } from '#detection/simulate/firm-files';
import { dayMs, dayOfDate, endOfTime } from '#detection/time/instant';
import { makeFolder } from '#platform/make-folder';
import {
  counted,
  dayOption,
  oneOf,
  parseCommandLine,
  required,
  wholeNumber,
  WrongUsage,
  type Command,
} from '../command.js';
import { openLineFile } from '../line-file.js';

export const simulate: Command = {
  summary: 'Writes the activity of a simulated firm, with who took data and when.',
  usage: `--employees N --days D --seed S --out DIR
  --employees, --days     of 5 people or more, over more than 120 days, one in ten takes data
  --rhythm office|bursts|projects
                          weekday offices (default); people who work in bursts; the same, mostly on new files
  --start DAY             first day, default 2025-01-06`,
  run: async (args, io) => {
    const { values } = parseCommandLine(
      args,
      {
        employees: { type: 'string' },
        days: { type: 'string' },
        seed: { type: 'string', default: '1' },
        out: { type: 'string' },
        rhythm: { type: 'string', default: 'office' },
        start: { type: 'string', default: '2025-01-06' },
      },
      { min: 0, max: 0, names: '' },
    );
    const employees = wholeNumber('employees', required('employees', values.employees), { min: 1, max: 100_000 });
    const days = wholeNumber('days', required('days', values.days), { min: 1, max: 3_660 });
    const seed = wholeNumber('seed', values.seed, { min: 0, max: 2_147_483_647 });
    const firstDay = dayOfDate(dayOption('start', values.start));
    // A backtest would refuse every act of it.
    if (firstDay < 0 || (firstDay + days) * dayMs > endOfTime + 1)
      throw new WrongUsage(
        `${counted(days, 'day')} from ${values.start} cannot be simulated`,
        'the days from 1970-01-01 to 2999-12-31 can be scored; name another --start',
      );
    const out = required('out', values.out);
    const firm = simulateFirm({
      employees,
      days,
      seed,
      firstDay,
      rhythm: oneOf('rhythm', values.rhythm, rhythms),
      leakShare: days > 120 ? 0.1 : 0,
      leaks: scenarios,
      benignLeaverShare: days > 120 ? 0.1 : 0,
      handOverShare: days > 140 ? 0.08 : 0,
      surges: Math.round(days / 120),
      spread: 1,
    });
    await makeFolder(out);
    const activity = openLineFile(join(out, 'activity.jsonl'), null);
    let records = 0;
    for (const day of firm.days()) {
      for (const record of day) activity.write(JSON.stringify(record));
      records += day.length;
    }
    activity.close();
    await writeFile(join(out, 'people.csv'), peopleCsv(firm));
    await writeFile(join(out, 'hr.csv'), hrCsv(firm));
    await writeFile(join(out, 'labels.csv'), labelsCsv(firm));
    await writeFile(join(out, 'policy.json'), policyJson(firm));
    const figures = { records, people: firm.people.length, labels: firm.labels.length, out };
    io.out(
      values.json
        ? JSON.stringify(figures)
        : `${counted(records, 'record')} of ${counted(firm.people.length, 'person', 'people')}; who take data: ${firm.labels.length}; in ${out}`,
    );
    return 0;
  },
};
