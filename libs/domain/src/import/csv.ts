import { CsvError, parse } from 'csv-parse/sync';
import { Refusal } from '../refusal.js';

/** A row that was not taken, and why; `line` counts from 1 and includes the header. */
export type RejectedRow = { readonly line: number; readonly code: string; readonly detail: string };
type CsvRow = { readonly line: number; readonly values: Readonly<Record<string, string>> };
export type Csv = {
  readonly header: readonly string[];
  readonly rows: readonly CsvRow[];
  readonly rejected: readonly RejectedRow[];
};

const recordsPerStep = 1_000;

/** Work that stops after every small part, so that whoever does it may let others have their turn in between. */
export type InSteps<T> = Generator<undefined, T, undefined>;

/**
 * Reads RFC 4180 text in UTF-8, a byte order mark tolerated. Rows with another number of cells than the header are
 * rejected one by one; blank lines are passed over.
 * @throws Refusal for the whole file: `csv.encoding` and `csv.malformed` with the line, `csv.header` when it is empty
 */
export function* parseCsv(bytes: Uint8Array): InSteps<Csv> {
  const records = yield* parseRecords(decode(bytes));
  const [first, ...others] = records;
  if (first === undefined) throw new Refusal('csv.header', 'The file is empty; its first line must name the columns.');
  const header = first.record.map((name) => name.trim());
  const rows: CsvRow[] = [];
  const rejected: RejectedRow[] = [];
  for (const [index, { record, line }] of others.entries()) {
    if (index % recordsPerStep === 0) yield;
    if (record.length === header.length)
      rows.push({ line, values: Object.fromEntries(header.map((name, n) => [name, record[n]?.trim() ?? ''])) });
    else
      rejected.push({
        line,
        code: 'row.cells',
        detail: `the header names ${header.length} columns, this row has ${record.length}`,
      });
  }
  return { header, rows, rejected };
}

/** @throws Refusal `csv.header` unless the header has exactly these columns, in any order */
export function requireColumns({ header }: Csv, expected: readonly (readonly string[])[]): readonly string[] {
  const found = expected.find((columns) => sameColumns(columns, header));
  if (found !== undefined) return found;
  throw new Refusal(
    'csv.header',
    `Line 1 names the columns “${shown(header.join(','))}”; expected ${expected.map((columns) => `“${columns.join(',')}”`).join(' or ')}.`,
  );
}

const mostShown = 200;
/** What a file holds, as far as it fits into a sentence. */
export const shown = (text: string): string => (text.length > mostShown ? `${text.slice(0, mostShown)}…` : text);

const sameColumns = (a: readonly string[], b: readonly string[]): boolean =>
  a.toSorted().join() === b.toSorted().join();

const quote = 34;
const lineFeed = 10;
const carriageReturn = 13;

type ParsedRecord = { readonly record: readonly string[]; readonly line: number };

function* parseRecords(text: string): InSteps<readonly ParsedRecord[]> {
  const records: ParsedRecord[] = [];
  for (let from = 0, line = 1; from < text.length;) {
    const part = partOf(text, from, line);
    records.push(...recordsOf(text.slice(from, part.to), part.begins));
    [from, line] = [part.to, part.line];
    yield;
  }
  return records;
}

type Part = {
  readonly to: number;
  /** On which it ends. */
  readonly line: number;
  /** The lines on which its records begin. */
  readonly begins: readonly number[];
};
const partCharacters = 64 * 1024;

/** Ends after a line break that is in no quoted cell, that is with as many quotes opened as closed. */
function partOf(text: string, from: number, firstLine: number): Part {
  const begins: number[] = [];
  let [line, beginsAt, beginsOn, isQuoted] = [firstLine, from, firstLine, false];
  for (let at = from; at < text.length; at++) {
    const character = text.charCodeAt(at);
    if (character === quote) isQuoted = !isQuoted;
    if (character !== lineFeed && (character !== carriageReturn || text.charCodeAt(at + 1) === lineFeed)) continue;
    line += 1;
    if (isQuoted) continue;
    const isBlank = at === beginsAt || (at === beginsAt + 1 && text.charCodeAt(beginsAt) === carriageReturn);
    if (!isBlank) begins.push(beginsOn);
    [beginsAt, beginsOn] = [at + 1, line];
    if (at - from >= partCharacters) return { to: at + 1, line, begins };
  }
  return { to: text.length, line, begins: [...begins, beginsOn] };
}

function recordsOf(part: string, begins: readonly number[]): readonly ParsedRecord[] {
  const records: ParsedRecord[] = [];
  const lineOfNext = (): number => begins[records.length] ?? begins.at(-1) ?? 1;
  try {
    parse(part, {
      relax_column_count: true,
      skip_empty_lines: true,
      // Every part is read as the first one is.
      record_delimiter: ['\r\n', '\n', '\r'],
      on_record: (record: string[]) => {
        records.push({ record, line: lineOfNext() });
        return null;
      },
    });
    return records;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const what = error.code === 'CSV_QUOTE_NOT_CLOSED' ? 'a quote that is never closed' : 'a quote out of place';
    throw new Refusal('csv.malformed', `The row on line ${lineOfNext()} has ${what}; mend it and send the file again.`);
  }
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Refusal(
      'csv.encoding',
      `Line ${firstUndecodableLine(bytes)} is not UTF-8; save the file as UTF-8 and send it again.`,
    );
  }
}

/** A line feed is never part of a longer UTF-8 sequence, so lines can be tried one by one. */
function firstUndecodableLine(bytes: Uint8Array): number {
  const strict = new TextDecoder('utf-8', { fatal: true });
  let line = 1;
  for (let from = 0; from <= bytes.length; line++) {
    const end = bytes.indexOf(lineFeed, from);
    const to = end === -1 ? bytes.length : end;
    try {
      strict.decode(bytes.subarray(from, to));
    } catch {
      return line;
    }
    from = to + 1;
  }
  return line;
}
