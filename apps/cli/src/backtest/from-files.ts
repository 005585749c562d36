import { createReadStream, statSync } from 'node:fs';
import { backtest } from '#detection/backtest/backtest';
import { backtestPolicy, readCalendar } from '#detection/backtest/backtest-policy';
import { ActivityReader } from '#detection/backtest/activity-reader';
import { piecesOf } from '#detection/backtest/lines';
import {
  readDispositions,
  readHrFacts,
  readPeople,
  WrongTable,
  type RejectedRow,
} from '#detection/backtest/read-tables';
import { parseInstant } from '#detection/time/instant';
import { Failed, required } from '../command.js';
import { mustBeFile, readJsonAs, readText } from '../read-file.js';
import { readPolicy } from './read-policy.js';
import type { Given, Source } from './source.js';

/**
 * Activity and its tables from files; `bad` names every bad line when one of them is too many. `clock`: when what was
 * recorded last before this was recorded.
 */
export async function filesSource(
  values: Given,
  clock: number,
): Promise<Source | { readonly bad: readonly RejectedRow[] }> {
  const activity = required('activity', values.activity);
  const tables = await readTables(values);
  const calendar = values.calendar === undefined ? null : await readJsonAs(values.calendar, 'calendar', readCalendar);
  const staff = new Set(tables.people.map(({ employee }) => employee)).size;
  const { policy, canaries } =
    values.policy === undefined
      ? backtestPolicy(undefined, calendar, staff)
      : await readPolicy(values.policy, calendar, staff);
  const compareWith = values.compare === undefined ? null : await readPolicy(values.compare, calendar, staff);
  mustBeFile(activity);
  if (values.strict) {
    if (!statSync(activity).isFile())
      throw new Failed(`${activity} can be read only once, and --strict reads it twice; save it to a file first.`);
    const bad = [...tables.rejected, ...(await badLines(activity, clock))];
    if (bad.length > 0) return { bad };
  }
  return {
    rejected: tables.rejected,
    run: (options, sinks) => {
      const bytes = createReadStream(activity, { highWaterMark: 1 << 20 });
      return backtest({ ...options, ...tables, activity: bytes, policy, canaries, compareWith }, sinks);
    },
  };
}

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
    if (error instanceof WrongTable) throw new Failed(`${error.message}.`);
    throw error;
  }
}
const none = { rows: [], rejected: [] };

async function badLines(file: string, before: number): Promise<readonly RejectedRow[]> {
  const bad: RejectedRow[] = [];
  const reader = new ActivityReader();
  let line = 0;
  let clock = before;
  for await (const piece of piecesOf(createReadStream(file, { highWaterMark: 1 << 20 }))) {
    reader.read(piece, (read) => {
      line += 1;
      if (read === null) return;
      const recordedAt = typeof read === 'string' ? Number.NaN : parseInstant(read.recordedAt);
      const code = typeof read === 'string' ? read : recordedAt < clock ? 'recorded.backwards' : null;
      if (code === null) clock = recordedAt;
      else bad.push({ file: 'activity', line, code });
    });
  }
  return bad;
}
