import { execFileSync } from 'node:child_process';
import {
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { runCommand } from '../run-command.js';

const root = mkdtempSync(join(tmpdir(), 'bookward-backtest-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

let folder = root;
let runs = 0;
beforeEach(() => {
  folder = join(root, String((runs += 1)));
  mkdirSync(folder);
});
const at = (name: string): string => join(folder, name);
const write = (name: string, text: string): string => {
  writeFileSync(at(name), text);
  return at(name);
};

async function typed(...args: readonly string[]) {
  const said = { out: '', err: '' };
  const code = await runCommand(args, {
    out: (line) => (said.out += `${line}\n`),
    err: (line) => (said.err += `${line}\n`),
    isTerminal: false,
    env: {},
  });
  return { code, ...said };
}

const record = (id: string, instant: string): string =>
  `${JSON.stringify({ id, at: instant, employee: 'e-1', action: 'view', objects: ['c-1'] })}\n`;
const peopleHeader = 'employee,team,role,region,timezone,from,until\n';
const people = `${peopleHeader}e-1,sales,account_manager,cn,Asia/Shanghai,2024-01-01,\n`;
const labels = 'employee,scenario,start,end\ne-1,slow,2026-03-02,2026-03-03\n';

const backtested = (...args: readonly string[]) => typed('backtest', ...args);
/** A run over two records of one person, with what is given in place of the usual. */
function run(over: Readonly<Record<string, string>> = {}) {
  const options = {
    activity: write('activity.jsonl', record('a-1', '2026-03-02T09:00:00Z') + record('a-2', '2026-03-03T09:00:00Z')),
    people: write('people.csv', people),
    out: at('out'),
    ...over,
  };
  return backtested(...Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]));
}

describe('A backtest', () => {
  const calendar = (timezone: string, from: string, to: string): string =>
    JSON.stringify({ timezone, workingHours: { from, to, days: [1, 2, 3, 4, 5] }, holidays: [] });

  it.each([
    ['policy', '[]', /is no detection policy: .*object/],
    ['policy', 'null', /is no detection policy: .*object/],
    ['policy', '{"mode":"loud"}', /is no detection policy: mode: .*"off"/],
    ['policy', '{"caps":{"exportRows":-1}}', /is no detection policy: caps.exportRows: .*>0/],
    ['policy', '{"indicators":{"bulk_view":{}}}', /: indicators.bulk_view: there is no such indicator; mend/],
    ['compare', '{"mode":"loud"}', /is no detection policy: mode: .*"off"/],
    ['calendar', calendar('Moon/Base', '08:30', '18:30'), /is no calendar: timezone: not a time zone/],
    ['calendar', calendar('UTC', '8:30', '18:30'), /is no calendar: workingHours.from: a time of day is HH:MM/],
    ['calendar', calendar('UTC', '08:30', '25:30'), /is no calendar: workingHours.to: a time of day is HH:MM/],
    ['state', 'garbage', /holds no state of a backtest; name another --state, or remove it to begin anew/],
    ['state', '', /holds no state of a backtest/],
    ['state', '{}', /holds no state of a backtest/],
    ['state', '{"run":"{}"}', /holds no state of a backtest/],
    [
      'state',
      '{"run":"{\\"version\\":\\"bookward-0\\"}"}',
      /is of model bookward-0.*; name another --state, or remove it to begin anew/,
    ],
    ['people', `${peopleHeader}"e-1,sales`, /people file has a quote that is not closed, at line 2; mend it/],
    ['people', 'employee\n', /people file needs the columns/],
  ])('says in one sentence what to mend in a --%s that is %s', async (option, text, sentence) => {
    const { code, out, err } = await run({ [option]: write('wrong', text) });
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(err).toMatch(sentence);
  });

  it.each(['people', 'activity', 'policy'])('says that --%s names a folder', async (option) => {
    const { code, err } = await run({ [option]: folder });
    expect({ code, err }).toEqual({ code: 1, err: `bookward backtest: ${folder} is a folder; name a file in it.\n` });
  });

  it('reads a pipe, but not under --strict, which reads every line before it processes one', async () => {
    const pipe = at('pipe');
    execFileSync('sh', ['-c', 'mkfifo "$0"', pipe]);
    const given = ['--activity', pipe, '--people', write('people.csv', people), '--out', at('out')];
    const { code, err } = await backtested(...given, '--strict');
    expect({ code, err }).toEqual({
      code: 1,
      err: `bookward backtest: ${pipe} can be read only once, and --strict reads it twice; save it to a file first.\n`,
    });
    const writer = writeFile(pipe, record('a-1', '2026-03-02T09:00:00Z'));
    expect(await run({ activity: pipe })).toMatchObject({ code: 0, err: '' });
    await writer;
    expect(summary()).toMatchObject({ records: 1 });
  });

  it('says how many act whom the people file does not name', async () => {
    const strangers = ['a-1', 'a-2'].map((id) => record(id, '2026-03-02T09:00:00Z').replace('e-1', `of ${id}`));
    expect(await run({ activity: write('two.jsonl', strangers.join('')) })).toMatchObject({
      code: 0,
      err: '2 people of the activity are not in the people file; their team, role and time zone are not known.\n',
    });
    expect(await run({ activity: write('one.jsonl', strangers[0] ?? '') })).toMatchObject({
      err: expect.stringMatching(/^1 person of the activity is not in the people file; /),
    });
  });

  it('passes over a mark of byte order in every file', async () => {
    const marked = (name: string, text: string): string => write(name, `\u{feff}${text}`);
    const over = {
      activity: marked('marked.jsonl', record('a-1', '2026-03-02T09:00:00Z')),
      people: marked('marked.csv', people),
      policy: marked('policy.json', '{"canaries":["c-1"]}'),
      calendar: marked('calendar.json', calendar('UTC', '08:30', '18:30')),
    };
    expect(await run(over)).toMatchObject({ code: 0, err: '' });
    expect(summary()).toMatchObject({ records: 1, unknownEmployees: 0, alerts: 1 });
  });

  it('reads nothing of a table that is not UTF-8, and no such line', async () => {
    const latin = write('latin.csv', '');
    writeFileSync(latin, people.replace('e-1', 'e-\u{e9}'), 'latin1');
    expect(await run({ people: latin })).toMatchObject({
      code: 1,
      err: `bookward backtest: ${latin} is not UTF-8; save it as UTF-8 and try again.\n`,
    });
    const lines = write('latin.jsonl', '');
    writeFileSync(lines, record('a-1', '2026-03-02T09:00:00Z').replace('e-1', 'e-\u{e9}'), 'latin1');
    expect((await run({ activity: lines })).err).toMatch(/^activity line 1: json.malformed\n/);
  });

  it.each(['state', 'assessments'])('says before it begins that there is no place for --%s', async (option) => {
    expect(await run({ [option]: at('nowhere/file') })).toMatchObject({
      code: 1,
      err: `bookward backtest: there is no folder ${at('nowhere')}; make it, or name another --${option}.\n`,
    });
    expect(existsSync(at('out'))).toBe(false);
  });

  it.each(['hr', 'policy', 'state', 'assessments'])('takes no empty --%s for a file', async (option) => {
    expect(await run({ [option]: '' })).toEqual({
      code: 2,
      out: '',
      err: `bookward backtest: --${option} takes a file, not “”; leave it out, or name one.\n`,
    });
    expect(existsSync(at('out'))).toBe(false);
  });

  it('refuses a first day after the last', async () => {
    expect(await run({ from: '2026-03-03', to: '2026-03-02' })).toMatchObject({
      code: 2,
      err: expect.stringMatching(/--from 2026-03-03 is after --to 2026-03-02; .*\.\n$/),
    });
  });

  it.each(['9999-12-31T23:00:00Z', '3000-01-01T00:00:00Z', '1969-12-31T23:59:59Z'])(
    'refuses an act at %s by its line',
    async (instant) => {
      const activity = write('far.jsonl', record('a-1', '2026-03-02T09:00:00Z') + record('a-2', instant));
      const { code, err } = await run({ activity });
      expect(code).toBe(1);
      expect(err).toMatch(/^activity line 2: instant.malformed\nbookward backtest: 1 line/);
    },
  );

  const summary = (): unknown => JSON.parse(readFileSync(at('out/summary.json'), 'utf8'));
  it('speaks at a resume of the lines of this file only, and counts those of both', async () => {
    const good = record('a-1', '2026-03-02T09:00:00Z');
    const next = record('a-2', '2026-03-03T09:00:00Z');
    const state = at('state');
    expect(await run({ state, activity: write('first.jsonl', `${good}nonsense\n`) })).toMatchObject({
      code: 1,
      err: 'activity line 2: json.malformed\nbookward backtest: 1 line was rejected, the rest processed.\n',
    });
    expect(await run({ state, activity: write('none.jsonl', '') })).toMatchObject({ code: 0, err: '' });
    expect(summary()).toMatchObject({ records: 1, recordsPerSecond: 0 });
    const second = { state, activity: write('second.jsonl', `nonsense\n${next}{}\n`) };
    expect(await run(second)).toMatchObject({
      code: 1,
      err: [
        'activity line 1: json.malformed',
        'activity line 3: field.missing',
        'bookward backtest: 2 lines were rejected, the rest processed.\n',
      ].join('\n'),
    });
    expect(summary()).toMatchObject({ records: 2, rejected: 3 });
  });

  it('gives the same whichever byte its activity was cut at, within a line, a letter and a line’s end too', async () => {
    const lines = Array.from({ length: 20 }, (_, n) => record(`é-${n}`, `2026-03-${10 + n}T09:00:00Z`));
    const whole = Buffer.from(lines.join('').replaceAll('\n', '\r\n'));
    const left = () => {
      const { seconds: _, recordsPerSecond: __, ...counts } = summary() as Record<string, unknown>;
      return [readFileSync(at('out/scores.jsonl'), 'utf8'), readFileSync(at('out/alerts.jsonl'), 'utf8'), counts];
    };
    const runIn = (name: string, bytes: Uint8Array, state: string) => {
      writeFileSync(at(name), bytes);
      return run({ state, activity: at(name) });
    };
    await runIn('nothing', new Uint8Array(), at('state-whole'));
    await runIn('whole', whole, at('state-whole'));
    const expected = left();
    const end = whole.indexOf('\n', 700);
    const letter = whole.indexOf('é', end);
    for (const cut of [end - 20, end - 2, end - 1, end, end + 1, end + 2, letter + 1, end + 60, whole.length - 1]) {
      const state = at(`state-${cut}`);
      expect(await runIn('first', whole.subarray(0, cut), state)).toMatchObject({ code: 0 });
      expect(await runIn('second', whole.subarray(cut), state)).toMatchObject({ code: 0, err: '' });
      expect(left()).toEqual(expected);
    }
    const state = at('state-thrice');
    const edges = [0, letter + 1, letter + 20, letter + 40, whole.length];
    for (const [k, from] of edges.slice(0, -1).entries())
      await runIn(`${k}`, whole.subarray(from, edges[k + 1]), state);
    expect(left()).toEqual(expected);
  });

  it('refuses a bad line that was cut as the one line that it is', async () => {
    const text = ['a-1', 'no json', 'a-2'].map((id, n) =>
      n === 1 ? `${id}\n` : record(id, `2026-03-0${n + 2}T09:00:00Z`),
    );
    const cut = text.join('').indexOf(' json');
    const state = at('state');
    await run({ state, activity: write('first', text.join('').slice(0, cut)) });
    await run({ state, activity: write('second', text.join('').slice(cut)) });
    expect(summary()).toMatchObject({ records: 2, rejected: 1, rejects: [{ line: 1, code: 'json.malformed' }] });
  });

  it('goes on where a run was broken off, in what it had settled before, and writes any other file anew', async () => {
    const days = Array.from({ length: 30 }, (_, n) =>
      record(`a-${n}`, `2026-03-${String(n + 1).padStart(2, '0')}T09:00:00Z`),
    );
    const scores = (): string => readFileSync(at('out/scores.jsonl'), 'utf8');
    const runOver = (from: number, to: number) =>
      run({ state: at('state'), activity: write('part', days.slice(from, to).join('')) });
    await runOver(0, 10);
    await runOver(10, 20);
    const settled = scores().split('\n').slice(0, 19).join('\n');
    for (const cut of [`${settled}\n`, `${settled}\n{"employee":"e-1","da`]) {
      writeFileSync(at('out/scores.jsonl'), cut);
      const state = readFileSync(at('state'));
      await runOver(20, 30);
      expect(scores().split('\n')).toHaveLength(31);
      writeFileSync(at('state'), state);
    }
    writeFileSync(at('out/scores.jsonl'), scores().replace('e-1', 'e-2'));
    await runOver(20, 30);
    expect(scores()).not.toContain('2026-03-01');
  });

  it('replaces its state by a whole one only: a run that is broken off while it writes keeps the one before', async () => {
    const state = at('state');
    await run({ state, activity: write('first', record('a-1', '2026-03-02T09:00:00Z')) });
    linkSync(state, at('before'));
    const before = readFileSync(state, 'utf8');
    await run({ state, activity: write('second', record('a-2', '2026-03-03T09:00:00Z')) });
    expect(readFileSync(state, 'utf8')).not.toBe(before);
    expect(readFileSync(at('before'), 'utf8')).toBe(before);
    expect(readdirSync(folder)).not.toContain('state.draft');
  });

  it('says that it holds back a line that is cut off, and refuses it where nothing brings the rest', async () => {
    const state = at('state');
    const good = record('a-1', '2026-03-02T09:00:00Z');
    expect(await run({ state, activity: write('first', `${good}{"id":"a-2`) })).toMatchObject({
      code: 0,
      err: 'The last line of the activity is cut off; it is kept in the state, for the run that brings the rest.\n',
    });
    const next = record('a-3', '2026-03-03T09:00:00Z');
    expect(await run({ state, activity: write('second', next.trimEnd()) })).toMatchObject({ code: 1 });
    expect(summary()).toMatchObject({ records: 2, rejected: 1, rejects: [{ line: 1, code: 'json.malformed' }] });
    const last = record('a-4', '2026-03-04T09:00:00Z');
    expect(await run({ state, activity: write('third', last) })).toMatchObject({ code: 0 });
    expect(summary()).toMatchObject({ records: 3, rejected: 1 });
    const held = /^The last line .* for the run that brings the rest\.\nactivity line 1: json.malformed\n/;
    expect((await run({ state, activity: write('fourth', '{"id":"a-5') })).err).toMatch(held);
  });

  it('counts one as one, and days as those of persons', async () => {
    const activity = write('one', record('a-1', '2026-03-02T09:00:00Z'));
    const policy = write('policy.json', '{"canaries":["c-1"]}');
    expect((await run({ activity, policy })).out).toMatch(
      /^1 record of 1 person, 1 person-day: 1 alert, 3044 per 100 /,
    );
    expect((await run()).out).toMatch(/^2 records of 1 person, 2 person-days: 0 alerts, 0 per 100 /);
    const strict = ['--strict', '--activity', write('bad', 'x\n'), '--people', at('people.csv'), '--out', at('out')];
    expect((await backtested(...strict)).err).toMatch(/: 1 bad line; nothing was processed, as --strict asks\.\n$/);
  });

  it('takes as bad, under --strict, what goes back behind the state it goes on from', async () => {
    const state = at('state');
    await run({ state, activity: write('first', record('a-1', '2026-03-03T09:00:00Z')) });
    const before = readFileSync(state, 'utf8');
    const activity = write('second', record('a-2', '2026-03-02T09:00:00Z') + record('a-3', '2026-03-04T09:00:00Z'));
    const strict = ['--state', state, '--activity', activity, '--people', at('people.csv'), '--out', at('out')];
    expect(await backtested('--strict', ...strict)).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^activity line 1: recorded.backwards\n.*nothing was processed/),
    });
    expect(readFileSync(state, 'utf8')).toBe(before);
  });

  it('scores an act of the last day there is', async () => {
    expect(await run({ activity: write('far.jsonl', record('a-1', '2999-12-31T23:00:00Z')) })).toMatchObject({
      code: 0,
      err: '',
    });
  });
});

describe('An evaluation', () => {
  const evaluated = (over: Readonly<Record<string, string>> = {}) => {
    const options = { labels: write('labels.csv', labels), out: at('out'), ...over };
    return typed('evaluate', ...Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]));
  };

  it('says in one sentence what to mend in what it reads', async () => {
    await run();
    expect((await evaluated({ report: at('report.html') })).code).toBe(0);
    expect(await evaluated({ report: '' })).toMatchObject({
      code: 2,
      err: expect.stringMatching(/--report takes a file/),
    });
    expect(await evaluated({ report: at('nowhere/report.html') })).toMatchObject({
      code: 1,
      err: `bookward evaluate: there is no folder ${at('nowhere')}; make it, or name another --report.\n`,
    });
    expect(readFileSync(at('report.html'), 'utf8')).toContain('false ones: 0 (0 for 100 person-months)');
    const unclosed = await evaluated({ labels: write('wrong', 'employee,scenario,start,end\n"e-1,slow') });
    expect(unclosed).toMatchObject({
      code: 1,
      err: 'bookward evaluate: the labels file has a quote that is not closed, at line 2; mend it.\n',
    });
    expect(await evaluated({ labels: write('bad', `${labels}e-1,slow,2026-03-03,2026-03-02\n`) })).toMatchObject({
      code: 1,
      err: 'labels line 3: date.order\nbookward evaluate: 1 line was rejected, the rest measured.\n',
    });
    expect(await evaluated({ out: at('nowhere') })).toMatchObject({
      code: 1,
      err: `bookward evaluate: there is no folder ${at('nowhere')}; name the one that bookward backtest wrote to.\n`,
    });
    for (const line of ['null', '[]', '{"employee":1}', 'x']) {
      writeFileSync(at('out/alerts.jsonl'), `${line}\n`);
      expect(await evaluated()).toMatchObject({
        code: 1,
        err: expect.stringMatching(
          /alerts.jsonl is not what a backtest writes, at line 1; run bookward backtest .*\.\n$/,
        ),
      });
    }
  });
});
