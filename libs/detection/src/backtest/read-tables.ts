import { CsvError, parse } from 'csv-parse/sync';
import { date, verdict } from '#domain/values';
import type { EngineInput } from '../engine.js';
import { parseInstant } from '../time/instant.js';

export type RejectedRow = { readonly file: string; readonly line: number; readonly code: string };
type Row = Readonly<Record<string, string>>;
type Table<T> = { readonly rows: readonly T[]; readonly rejected: readonly RejectedRow[] };
type PersonInput = Extract<EngineInput, { kind: 'person' }>;
type HrInput = Extract<EngineInput, { kind: 'hr' }>;
type DispositionInput = Extract<EngineInput, { kind: 'disposition' }>;

/** A file that cannot be read as the table it should be. */
export class WrongTable extends Error {
  override readonly name = 'WrongTable';
}

const startOfTime = '1970-01-01T00:00:00Z';
const isDate = (text: string): boolean => date.safeParse(text).success;

/** `employee,team,role,region,timezone,from,until` @throws WrongTable */
export function readPeople(csv: string): Table<PersonInput> {
  const header = ['employee', 'team', 'role', 'region', 'timezone', 'from', 'until'];
  const starts = new Set<string>();
  return readTable(csv, 'people', header, (row) => {
    const { employee = '', team = '', role = '', region = '', timezone = '', from = '', until = '' } = row;
    if (employee === '') return 'field.missing';
    if (!isDate(from) || (until !== '' && !isDate(until))) return 'date.malformed';
    if (until !== '' && until < from) return 'date.order';
    if (!isTimezone(timezone)) return 'timezone.unknown';
    if (starts.has(`${from} ${employee}`)) return 'row.repeated';
    starts.add(`${from} ${employee}`);
    return {
      kind: 'person',
      recordedAt: startOfTime,
      employee,
      team,
      role,
      region,
      timezone,
      from,
      until: until === '' ? null : until,
    };
  });
}

const facts: ReadonlySet<string> = new Set([
  'resignation_declared',
  'resignation_withdrawn',
  'resignation_entered_in_error',
  'last_working_day',
  'left',
]);
const isFact = (text: string): text is HrInput['fact'] => facts.has(text);

/** `employee,recordedAt,fact,date`, in the order in which the firm came to know. @throws WrongTable */
export function readHrFacts(csv: string): Table<HrInput> {
  const table = readTable(csv, 'hr', ['employee', 'recordedAt', 'fact', 'date'], (row, line): HrInput | string => {
    const { employee = '', recordedAt = '', fact = '', date = '' } = row;
    if (employee === '') return 'field.missing';
    if (Number.isNaN(parseInstant(recordedAt))) return 'instant.malformed';
    if (!isFact(fact)) return 'fact.unknown';
    if (date !== '' && !isDate(date)) return 'date.malformed';
    return { kind: 'hr', id: `hr-${line}`, recordedAt, employee, fact, date: date === '' ? null : date };
  });
  return { ...table, rows: inRecordedOrder(table.rows) };
}

/** `employee,from,to,verdict,recordedAt` @throws WrongTable */
export function readDispositions(csv: string): Table<DispositionInput> {
  const header = ['employee', 'from', 'to', 'verdict', 'recordedAt'];
  const table = readTable(csv, 'dispositions', header, (row): DispositionInput | string => {
    const { employee = '', from = '', to = '', recordedAt = '' } = row;
    if (employee === '') return 'field.missing';
    const given = verdict.safeParse(row['verdict']);
    if (!given.success) return 'verdict.unknown';
    if (!isDate(from) || !isDate(to)) return 'date.malformed';
    if (to < from) return 'date.order';
    if (Number.isNaN(parseInstant(recordedAt))) return 'instant.malformed';
    return { kind: 'disposition', recordedAt, employee, episode: null, from, to, verdict: given.data };
  });
  return { ...table, rows: inRecordedOrder(table.rows) };
}

/** `employee,scenario,start,end` @throws WrongTable */
export type Label = {
  readonly employee: string;
  readonly scenario: string;
  readonly start: string;
  readonly end: string;
};
export const readLabels = (csv: string): Table<Label> =>
  readTable(csv, 'labels', ['employee', 'scenario', 'start', 'end'], (row): Label | string => {
    const { employee = '', scenario = '', start = '', end = '' } = row;
    if (employee === '') return 'field.missing';
    if (!isDate(start) || !isDate(end)) return 'date.malformed';
    return end < start ? 'date.order' : { employee, scenario, start, end };
  });

const inRecordedOrder = <T extends { readonly recordedAt: string }>(rows: readonly T[]): readonly T[] =>
  [...rows].sort((a, b) => parseInstant(a.recordedAt) - parseInstant(b.recordedAt));

function readTable<T>(
  csv: string,
  file: string,
  header: readonly string[],
  read: (row: Row, line: number) => T | string,
): Table<T> {
  const [first, ...rest] = cellsOf(csv, file);
  const names = first?.record ?? [];
  if (!header.every((name) => names.includes(name))) {
    throw new WrongTable(`the ${file} file needs the columns ${header.join(', ')}`);
  }
  const rows: T[] = [];
  const rejected: RejectedRow[] = [];
  for (const { record, info } of rest) {
    const row = Object.fromEntries(names.map((name, at) => [name, record[at] ?? '']));
    const value = record.length === names.length ? read(row, info.lines) : 'columns.count';
    if (typeof value === 'string') rejected.push({ file, line: info.lines, code: value });
    else rows.push(value);
  }
  return { rows, rejected };
}

type Cells = { readonly record: readonly string[]; readonly info: { readonly lines: number } };
function cellsOf(csv: string, file: string): readonly Cells[] {
  const options = { bom: true, skip_empty_lines: true, relax_column_count: true, info: true, trim: true };
  try {
    return parse(csv, options) as unknown as readonly Cells[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const quote = error.code === 'CSV_QUOTE_NOT_CLOSED' ? 'that is not closed' : 'out of place';
    throw new WrongTable(`the ${file} file has a quote ${quote}, at line ${String(error['lines'])}; mend it`, {
      cause: error,
    });
  }
}

function isTimezone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
