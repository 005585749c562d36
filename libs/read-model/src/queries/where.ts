/** Conditions of a statement and the values of its parameters. */
export class Where {
  readonly values: unknown[] = [];
  readonly #conditions: string[] = [];

  /** `$1`, `$2` … stand for the values given here; they are numbered anew in the statement. */
  and(condition: string, ...values: readonly unknown[]): this {
    const params = values.map((value) => this.param(value));
    this.#conditions.push(condition.replace(/\$(\d)/g, (_, n: string) => params[Number(n) - 1] ?? 'null'));
    return this;
  }

  /** Nothing when the value is undefined. */
  ifGiven(condition: string, value: unknown): this {
    return value === undefined ? this : this.and(condition, value);
  }

  /** Rows after the key in the given order of columns. */
  after(columns: readonly string[], key: readonly string[] | null | undefined, order: 'asc' | 'desc' = 'asc'): this {
    if (key === null || key === undefined) return this;
    const params = columns.map((_, n) => `$${n + 1}`);
    return this.and(`(${columns.join(', ')}) ${order === 'asc' ? '>' : '<'} (${params.join(', ')})`, ...key);
  }

  param(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }

  /** `where …`, or nothing without conditions. */
  get clause(): string {
    return this.#conditions.length === 0 ? '' : `where ${this.#conditions.join(' and ')}`;
  }
}
