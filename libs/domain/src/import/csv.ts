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

/**
 * Reads RFC 4180 text in UTF-8, a byte order mark tolerated. Rows with another number of cells than the header are
 * rejected one by one; blank lines are passed over.
 * @throws Refusal for the whole file: `csv.encoding` and `csv.malformed` with the line, `csv.header` when it is empty
 */
export function parseCsv(bytes: Uint8Array): Csv {
  const records = parseRecords(decode(bytes));
  const [first, ...others] = records;
  if (first === undefined) throw new Refusal('csv.header', 'The file is empty; its first line must name the columns.');
  const header = first.record.map((name) => name.trim());
  const rows: CsvRow[] = [];
  const rejected: RejectedRow[] = [];
  for (const { record, line } of others) {
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
    `Line 1 names the columns “${header.join(',')}”; expected ${expected.map((columns) => `“${columns.join(',')}”`).join(' or ')}.`,
  );
}

const sameColumns = (a: readonly string[], b: readonly string[]): boolean =>
  a.toSorted().join() === b.toSorted().join();

type ParsedRecord = { readonly record: readonly string[]; readonly line: number };

function parseRecords(text: string): readonly ParsedRecord[] {
  const records: ParsedRecord[] = [];
  let readLines = 0;
  try {
    parse(text, {
      relax_column_count: true,
      skip_empty_lines: true,
      on_record: (record: string[], { lines }) => {
        records.push({ record, line: lines - lineBreaksIn(record) });
        readLines = lines;
        return null;
      },
    });
    return records;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const what = error.code === 'CSV_QUOTE_NOT_CLOSED' ? 'a quote that is never closed' : 'a quote out of place';
    throw new Refusal(
      'csv.malformed',
      `The row on line ${readLines + 1} has ${what}; mend it and send the file again.`,
    );
  }
}

/** csv-parse tells the line on which a record ends; people look for the one on which it begins. */
const lineBreaksIn = (record: readonly string[]): number =>
  record.reduce((sum, cell) => sum + (cell.match(/\n/g)?.length ?? 0), 0);

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
    const lineFeed = bytes.indexOf(10, from);
    const to = lineFeed === -1 ? bytes.length : lineFeed;
    try {
      strict.decode(bytes.subarray(from, to));
    } catch {
      return line;
    }
    from = to + 1;
  }
  return line;
}
