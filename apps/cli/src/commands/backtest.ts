import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { BacktestResult } from '#detection/backtest/backtest';
import type { RejectedRow } from '#detection/backtest/read-tables';
import { makeFolder } from '#platform/make-folder';
import { filesSource } from '../backtest/from-files.js';
import { logSource } from '../backtest/from-log.js';
import type { Source } from '../backtest/source.js';
import { leave, leftBy, type StoredState } from '../backtest/stored-state.js';
import {
  counted,
  dayOption,
  Failed,
  linesRejected,
  mustNotBeEmpty,
  parseCommandLine,
  required,
  WrongUsage,
  type Command,
  type ExitCode,
  type Io,
} from '../command.js';
import { openLineFile, type FileMark } from '../line-file.js';
import { mustBeFolder } from '../read-file.js';
import { withDeployment } from '../settings.js';

const options = {
  activity: { type: 'string' },
  people: { type: 'string' },
  hr: { type: 'string' },
  dispositions: { type: 'string' },
  calendar: { type: 'string' },
  'from-log': { type: 'boolean', default: false },
  policy: { type: 'string' },
  compare: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  state: { type: 'string' },
  assessments: { type: 'string' },
  strict: { type: 'boolean', default: false },
  out: { type: 'string' },
} as const;

export const backtest: Command = {
  summary: 'Scores recorded activity as the running system would have, and writes scores, alerts and a summary.',
  usage: `(--activity FILE --people FILE [--hr FILE] [--dispositions FILE] [--calendar FILE] | --from-log) --out DIR
  --from-log          everything the log of --data holds, under the policies in force at the time
  --policy FILE       a detection policy (JSON), canaries included; switches detection on; where it caps no exports,
                      10,000 rows a day are the cap
  --compare FILE      another policy: which alerts it would have gained, lost or moved
  --from D --to D     report these local days only
  --state FILE        go on from it if it is there, and leave it at the end: days still open stay open
  --assessments FILE  write every assessment, not only each day's last
  --strict            process nothing when one line is bad`,
  run: async (args, io) => {
    const { values } = parseCommandLine(args, options, { min: 0, max: 0, names: '' });
    required('out', values.out);
    const from = values.from === undefined ? null : dayOption('from', values.from);
    const to = values.to === undefined ? null : dayOption('to', values.to);
    if (from !== null && to !== null && from > to)
      throw new WrongUsage(`--from ${from} is after --to ${to}`, 'name the earlier day first');
    if (values.compare !== undefined && values.state !== undefined) {
      throw new WrongUsage('--compare needs the whole history', 'leave out --state');
    }
    mustNotBeEmpty(values, [...fileOptions, 'policy', 'compare', ...keptAside]);
    for (const name of keptAside)
      if (values[name] !== undefined) mustBeFolder(dirname(values[name]), `make it, or name another --${name}`);
    const earlier = await leftBy(values.state);
    if (earlier !== null && (earlier.log !== undefined) !== values['from-log'])
      throw new Failed(`${values.state} was left by a run over ${values['from-log'] ? 'files' : 'the log'}.`);
    if (!values['from-log']) {
      const source = await filesSource(values, earlier?.run.totals.clock ?? 0);
      return 'bad' in source ? refuse(source.bad, io) : runOver(source, values, earlier, io);
    }
    const file = fileOptions.find((name) => values[name] !== undefined);
    if (file !== undefined) throw new WrongUsage(`--from-log takes no --${file}`, 'the log has everything');
    return withDeployment(io, values.data, async ({ log }) =>
      runOver(await logSource(log, values, earlier?.log ?? null), values, earlier, io),
    );
  },
};

const fileOptions = ['activity', 'people', 'hr', 'dispositions', 'calendar'] as const;
/** Files that are written outside of --out. */
const keptAside = ['state', 'assessments'] as const;
type Values = ReturnType<typeof parseCommandLine<typeof options>>['values'];

async function runOver(source: Source, values: Values, earlier: StoredState | null, io: Io): Promise<ExitCode> {
  const out = required('out', values.out);
  await makeFolder(out);
  const scores = openLineFile(join(out, 'scores.jsonl'), earlier?.scores ?? null);
  const alerts = openLineFile(join(out, 'alerts.jsonl'), earlier?.alerts ?? null);
  const all = values.assessments === undefined ? null : openLineFile(values.assessments, earlier?.assessments ?? null);
  const files = [scores, alerts, ...(all === null ? [] : [all])];
  let settled: readonly FileMark[] = [];
  const started = process.hrtime.bigint();
  const result = await source.run(
    {
      from: values.from ?? null,
      to: values.to ?? null,
      state: earlier?.run ?? null,
      continues: values.state !== undefined,
      onProgress: progress(io),
    },
    {
      score: scores.write,
      alert: alerts.write,
      assessment: all === null ? null : all.write,
      provisional: () => {
        settled = files.map((file) => file.mark());
      },
    },
  );
  const [scoreMark, alertMark, assessmentMark] = settled;
  for (const file of files) file.close();
  if (values.state !== undefined) {
    await leave(values.state, {
      run: result.state,
      log: source.mark?.(),
      scores: scoreMark,
      alerts: alertMark,
      assessments: assessmentMark,
    });
  }
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  return report(result, source.rejected, seconds, { out, json: values.json, fromLog: values['from-log'], io });
}

function refuse(bad: readonly RejectedRow[], io: Io): ExitCode {
  sayRejects(bad, io);
  io.err(`bookward backtest: ${counted(bad.length, 'bad line')}; nothing was processed, as --strict asks.`);
  return 1;
}

const mostShown = 20;
function sayRejects(bad: readonly RejectedRow[], io: Io): void {
  for (const { file, line, code } of bad.slice(0, mostShown)) io.err(`${file} line ${line}: ${code}`);
}

async function report(
  { summary, records, rejected: rejectedLines, holdsLine }: BacktestResult,
  badRows: readonly RejectedRow[],
  seconds: number,
  { out, json, fromLog, io }: { out: string; json: boolean; fromLog: boolean; io: Io },
): Promise<ExitCode> {
  const { rejects, compared, ...counts } = summary;
  const whole = {
    ...counts,
    rejected: counts.rejected + badRows.length,
    rejects: [...badRows, ...rejects],
    ...(compared === null ? {} : { compared }),
    seconds: Math.round(seconds * 1_000) / 1_000,
    recordsPerSecond: Math.round(records / Math.max(seconds, 1e-9)),
  };
  await writeFile(join(out, 'summary.json'), `${JSON.stringify(whole, null, 2)}\n`);
  if (json) io.out(JSON.stringify(whole));
  else {
    io.out(
      `${counted(counts.records, 'record')} of ${counted(counts.people, 'person', 'people')}, ${counted(counts.days, 'person-day')}: ${counted(counts.alerts, 'alert')}, ${counts.alertsPer100PersonMonths} per 100 person-months (${whole.recordsPerSecond} records a second)`,
    );
    if (compared !== null)
      io.out(
        `the other policy: ${compared.gained.length} gained, ${compared.lost.length} lost, ${compared.moved.length} on another day`,
      );
  }
  if (!fromLog && counts.unknownEmployees > 0) io.err(sayStrangers(counts.unknownEmployees));
  if (holdsLine)
    io.err('The last line of the activity is cut off; it is kept in the state, for the run that brings the rest.');
  // What earlier runs rejected is in the summary, too: that has been said.
  const rejected = rejectedLines + badRows.length;
  if (rejected === 0) return 0;
  sayRejects(whole.rejects, io);
  io.err(`bookward backtest: ${linesRejected(rejected)}, the rest processed.`);
  return 1;
}

/** As where the two files name people in different ways. */
const sayStrangers = (count: number): string =>
  `${counted(count, 'person of the activity is', 'people of the activity are')} not in the people file; their team, role and time zone are not known.`;

const progressEvery = 250_000;
function progress(io: Io): (records: number) => void {
  let next = progressEvery;
  return (records) => {
    if (!io.isTerminal || records < next) return;
    next = records + progressEvery;
    io.err(`${records} records …`);
  };
}
