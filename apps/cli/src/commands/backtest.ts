import { createReadStream, existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { backtest as runBacktest, type BacktestInput, type BacktestSummary } from '#detection/backtest/backtest';
import { backtestPolicy, readCalendar } from '#detection/backtest/backtest-policy';
import { linesOf } from '#detection/backtest/lines';
import { ActivityParser } from '#detection/backtest/parse-activity';
import {
  readDispositions,
  readHrFacts,
  readPeople,
  WrongHeader,
  type RejectedRow,
} from '#detection/backtest/read-tables';
import { Failed, parseCommandLine, required, WrongUsage, type Command, type ExitCode, type Io } from '../command.js';
import { readJson, readText } from '../read-file.js';
import { openLineFile, type FileMark } from '../line-file.js';

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
  --policy FILE       a detection policy (JSON), canaries included
  --compare FILE      another policy: which alerts it would have gained, lost or moved
  --from D --to D     report these local days only
  --state FILE        go on from it if it is there, and leave it at the end: days still open stay open
  --assessments FILE  write every assessment, not only each day's last
  --strict            process nothing when one line is bad`,
  run: async (args, io) => {
    const { values } = parseCommandLine(args, options, { min: 0, max: 0, names: '' });
    if (values['from-log']) throw new WrongUsage('--from-log is not built yet', 'give --activity and --people');
    const activity = required('activity', values.activity);
    const out = required('out', values.out);
    for (const name of ['from', 'to'] as const) checkDate(name, values[name]);
    if (values.compare !== undefined && values.state !== undefined) {
      throw new WrongUsage('--compare needs the whole history', 'leave out --state');
    }
    const tables = await readTables(values);
    const calendar = values.calendar === undefined ? null : readCalendar(await readJson(values.calendar));
    const staff = new Set(tables.people.map(({ employee }) => employee)).size;
    const policyOf = async (file: string | undefined) =>
      backtestPolicy(file === undefined ? undefined : await readJson(file), calendar, staff);
    const { policy, canaries } = await policyOf(values.policy);
    const compareWith = values.compare === undefined ? null : (await policyOf(values.compare)).policy;
    if (!existsSync(activity)) throw new Failed(`there is no file ${activity}.`);
    if (values.strict) {
      const bad = [...tables.rejected, ...(await badLines(activity))];
      if (bad.length > 0) return refuse(bad, io);
    }
    await mkdir(out, { recursive: true });
    const resumed = values.state !== undefined && existsSync(values.state) ? await readText(values.state) : null;
    const earlier = resumed === null ? null : (JSON.parse(resumed) as StoredState);
    const scores = openLineFile(join(out, 'scores.jsonl'), earlier?.scores ?? null);
    const alerts = openLineFile(join(out, 'alerts.jsonl'), earlier?.alerts ?? null);
    const all =
      values.assessments === undefined ? null : openLineFile(values.assessments, earlier?.assessments ?? null);
    const files = [scores, alerts, ...(all === null ? [] : [all])];
    let settled: readonly number[] = [];
    const started = process.hrtime.bigint();
    const input: BacktestInput = {
      ...tables,
      activity: createReadStream(activity, { highWaterMark: 1 << 20 }),
      policy,
      canaries,
      from: values.from ?? null,
      to: values.to ?? null,
      state: earlier?.run ?? null,
      continues: values.state !== undefined,
      compareWith,
      onProgress: progress(io),
    };
    const { summary, state } = await runBacktest(input, {
      score: scores.write,
      alert: alerts.write,
      assessment: all === null ? null : all.write,
      provisional: () => {
        settled = files.map((file) => file.bytes());
      },
    });
    const marks = files.map((file, at) => ({ bytes: file.bytes(), settledBytes: settled[at] ?? 0 }));
    for (const file of files) file.close();
    if (values.state !== undefined) {
      const [scoreMark, alertMark, assessmentMark] = marks;
      const stored = { run: state, scores: scoreMark, alerts: alertMark, assessments: assessmentMark };
      await writeFile(values.state, JSON.stringify(stored));
    }
    const seconds = Number(process.hrtime.bigint() - started) / 1e9;
    return report(summary, tables.rejected, seconds, { out, json: values.json, io });
  },
};

/** The engine's state, and the files as they were left, so that a run into the same folder goes on in them. */
type StoredState = {
  readonly run: string;
  readonly scores?: FileMark;
  readonly alerts?: FileMark;
  readonly assessments?: FileMark;
};

type Given = {
  readonly people?: string | undefined;
  readonly hr?: string | undefined;
  readonly dispositions?: string | undefined;
};
async function readTables(values: Given) {
  try {
    const people = readPeople(await readText(required('people', values.people)));
    const hr = values.hr === undefined ? none : readHrFacts(await readText(values.hr));
    const dispositions =
      values.dispositions === undefined ? none : readDispositions(await readText(values.dispositions));
    const facts = [...hr.rows, ...dispositions.rows].sort(
      (a, b) => Date.parse(a.recordedAt) - Date.parse(b.recordedAt),
    );
    return { people: people.rows, facts, rejected: [...people.rejected, ...hr.rejected, ...dispositions.rejected] };
  } catch (error) {
    if (error instanceof WrongHeader) throw new Failed(`${error.message}.`);
    throw error;
  }
}
const none = { rows: [], rejected: [] };

async function badLines(file: string): Promise<readonly RejectedRow[]> {
  const bad: RejectedRow[] = [];
  const parser = new ActivityParser();
  let line = 0;
  let clock = '';
  for await (const lines of linesOf(createReadStream(file, { highWaterMark: 1 << 20 }))) {
    for (const text of lines) {
      line += 1;
      if (text.trim() === '') continue;
      const record = parser.parse(text);
      if (typeof record === 'string') bad.push({ file: 'activity', line, code: record });
      else if (Date.parse(record.recordedAt) < Date.parse(clock))
        bad.push({ file: 'activity', line, code: 'recorded.backwards' });
      else clock = record.recordedAt;
    }
  }
  return bad;
}

function refuse(bad: readonly RejectedRow[], io: Io): ExitCode {
  sayRejects(bad, io);
  io.err(`bookward backtest: ${bad.length} bad lines; nothing was processed, as --strict asks.`);
  return 1;
}

const mostShown = 20;
function sayRejects(bad: readonly RejectedRow[], io: Io): void {
  for (const { file, line, code } of bad.slice(0, mostShown)) io.err(`${file} line ${line}: ${code}`);
}

async function report(
  summary: BacktestSummary,
  badRows: readonly RejectedRow[],
  seconds: number,
  { out, json, io }: { out: string; json: boolean; io: Io },
): Promise<ExitCode> {
  const { rejects, compared, ...counts } = summary;
  const rejected = counts.rejected + badRows.length;
  const whole = {
    ...counts,
    rejected,
    rejects: [...badRows, ...rejects],
    ...(compared === null ? {} : { compared }),
    seconds: Math.round(seconds * 1_000) / 1_000,
    recordsPerSecond: Math.round(counts.records / Math.max(seconds, 1e-9)),
  };
  await writeFile(join(out, 'summary.json'), `${JSON.stringify(whole, null, 2)}\n`);
  if (json) io.out(JSON.stringify(whole));
  else {
    io.out(
      `${counts.records} records of ${counts.people} people on ${counts.days} days: ${counts.alerts} alerts, ${counts.alertsPer100PersonMonths} per 100 person-months (${whole.recordsPerSecond} records a second)`,
    );
    if (compared !== null)
      io.out(
        `the other policy: ${compared.gained.length} gained, ${compared.lost.length} lost, ${compared.moved.length} on another day`,
      );
  }
  if (rejected === 0) return 0;
  sayRejects(whole.rejects, io);
  io.err(`bookward backtest: ${rejected} lines were rejected, the rest processed.`);
  return 1;
}

function checkDate(name: string, text: string | undefined): void {
  if (text !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(text))
    throw new WrongUsage(`--${name} takes a day such as 2026-03-02, not “${text}”`);
}

const progressEvery = 250_000;
function progress(io: Io): (records: number) => void {
  let next = progressEvery;
  return (records) => {
    if (!io.isTerminal || records < next) return;
    next = records + progressEvery;
    io.err(`${records} records …`);
  };
}
