import type { RejectedRow } from '#domain/import/csv';
import type { ParsedRow, ParsedRows } from '#domain/import/parse-rows';
import { Refusal } from '#domain/refusal';
import { AppendTooLarge } from '#event-store/event-store';
import { inParallel } from './in-parallel.js';

/** What became of the rows of a file; with `dryRun`, what would. */
export type ImportReport = {
  readonly rows: number;
  readonly applied: number;
  readonly unchanged: number;
  readonly rejected: readonly RejectedRow[];
  /** Of the last event written; `''` when nothing was. */
  readonly position: string;
};
/** `position` of what was written; `''` when nothing was. */
export type RowOutcome = { readonly changed: boolean; readonly position: string };

const groupsAtOnce = 32;
/** Rows of one portion: what they need is looked up for all of them together, and few are on their way at a time. */
const portionRows = 256;

/**
 * Takes every row of a file; one that is refused costs no other. Rows that share a name are taken in their order, the
 * rest side by side.
 * @param namesOf what a row is about, by every name that it gives
 * @param prepare finds what the rows of a portion need, and answers how one of them is taken
 */
export async function importRows<T>(
  { rows, rejected }: ParsedRows<T>,
  namesOf: (row: T) => readonly string[],
  prepare: (portion: readonly T[]) => Promise<(row: T) => Promise<RowOutcome>>,
): Promise<ImportReport> {
  const outcomes: (RowOutcome | RejectedRow)[] = [];
  for (let from = 0; from < rows.length; from += portionRows) {
    const portion = rows.slice(from, from + portionRows);
    const take = await prepare(portion.map(({ value }) => value));
    await inParallel([...grouped(portion, namesOf)], groupsAtOnce, async (group) => {
      for (const { line, value } of group) outcomes.push(await outcomeOf(line, () => take(value)));
    });
  }
  const taken = outcomes.filter((outcome): outcome is RowOutcome => 'changed' in outcome);
  const refused = outcomes.filter((outcome): outcome is RejectedRow => 'code' in outcome);
  const applied = taken.filter(({ changed }) => changed).length;
  return {
    rows: rows.length + rejected.length,
    applied,
    unchanged: taken.length - applied,
    rejected: [...rejected, ...refused].sort((a, b) => a.line - b.line),
    position: taken.reduce((latest, { position }) => (position > latest ? position : latest), ''),
  };
}

/** A refusal is the row's, and so is its length; anything else ends the import. */
async function outcomeOf(line: number, take: () => Promise<RowOutcome>): Promise<RowOutcome | RejectedRow> {
  try {
    return await take();
  } catch (error) {
    if (error instanceof Refusal) return { line, code: error.code, detail: error.message };
    if (error instanceof AppendTooLarge)
      return { line, code: error.code, detail: 'this row is too long to be recorded' };
    throw error;
  }
}

/** Rows that share a name, if only by a third row, in one group. */
function grouped<T>(rows: readonly ParsedRow<T>[], namesOf: (row: T) => readonly string[]) {
  const groups = new Set<ParsedRow<T>[]>();
  const byName = new Map<string, ParsedRow<T>[]>();
  for (const row of rows) {
    const names = namesOf(row.value);
    const [group = [], ...others] = new Set(names.map((name) => byName.get(name)).filter((met) => met !== undefined));
    for (const other of others) {
      groups.delete(other);
      group.push(...other);
      for (const name of other.flatMap(({ value }) => namesOf(value))) byName.set(name, group);
    }
    if (others.length > 0) group.sort((a, b) => a.line - b.line);
    group.push(row);
    groups.add(group);
    for (const name of names) byName.set(name, group);
  }
  return groups;
}
