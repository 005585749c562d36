import { changedRow } from './row-change.js';
import type { Row, RowChange } from './row-change.js';
import type { TableDefinition } from './table.js';

/** The key columns of a row as one text. No id, date or name of ours holds the separator. */
export function keyText(table: TableDefinition, row: Row): string {
  let text = String(row[table.key[0] ?? '']);
  for (let n = 1; n < table.key.length; n++) text += `\u0001${String(row[table.key[n] ?? ''])}`;
  return text;
}

/**
 * Rows of one table in memory, and the changes to them. Rows that the changes touch must be loaded first, unless the
 * table was empty when the cache began.
 */
export class RowCache {
  readonly #table: TableDefinition;
  readonly #rows = new Map<string, Row>();
  readonly #changed = new Set<string>();
  readonly #sets: readonly string[];
  #weight = 0;

  constructor(table: TableDefinition, stored: Iterable<Row> = []) {
    this.#table = table;
    this.#sets = Object.keys(table.columns).filter((column) => table.columns[column] === 'text[]');
    for (const row of stored) this.#rows.set(keyText(table, row), row);
  }

  /** Rows that were added, and elements of their sets: what grows with what is held in memory. */
  get weight(): number {
    return this.#weight;
  }

  apply(change: RowChange): void {
    if (change.op === 'updateWhere') this.#updateWhere(change);
    else this.#change(keyText(this.#table, change.key), change);
  }

  rows(): Iterable<Row> {
    return this.#rows.values();
  }

  /** Rows that differ from what was loaded, or may. */
  changedRows(): readonly Row[] {
    return [...this.#changed].map((key) => this.#rows.get(key)).filter((row) => row !== undefined);
  }

  #change(key: string, change: RowChange): void {
    const before = this.#rows.get(key);
    const after = changedRow(before, change);
    if (after === undefined || after === before) return;
    this.#rows.set(key, after);
    this.#changed.add(key);
    this.#weight += this.#weigh(after) - (before === undefined ? 0 : this.#weigh(before));
  }

  #weigh(row: Row): number {
    let weight = 1;
    for (const column of this.#sets) {
      const value = row[column];
      if (Array.isArray(value)) weight += value.length;
    }
    return weight;
  }

  #updateWhere(change: Extract<RowChange, { op: 'updateWhere' }>): void {
    const wanted = Object.entries(change.where);
    for (const [key, row] of this.#rows) {
      if (wanted.every(([column, value]) => row[column] === value)) this.#change(key, change);
    }
  }
}
