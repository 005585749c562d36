import type { z } from 'zod';
import { unstorable } from '../values.js';
import type { Csv, InSteps, RejectedRow } from './csv.js';

export type ParsedRow<T> = { readonly line: number; readonly value: T };
export type ParsedRows<T> = { readonly rows: readonly ParsedRow<T>[]; readonly rejected: readonly RejectedRow[] };

const rowsPerStep = 200;

/** Every row by the schema; what does not fit, or cannot be stored, is rejected as `row.invalid` with the column and why. */
export function* parseRows<S extends z.ZodType>(
  csv: Csv,
  schema: S,
  shape: (values: Readonly<Record<string, string>>) => unknown = (values) => values,
): InSteps<ParsedRows<z.output<S>>> {
  const rows: ParsedRow<z.output<S>>[] = [];
  const rejected = [...csv.rejected];
  for (const [index, { line, values }] of csv.rows.entries()) {
    if (index % rowsPerStep === 0) yield;
    const parsed = schema.safeParse(shape(values));
    const column = Object.keys(values).find((name) => unstorable.test(values[name] ?? ''));
    // Decoded UTF-8 has no half of a surrogate pair.
    if (column !== undefined) rejected.push({ line, code: 'row.invalid', detail: `${column}: holds a NUL` });
    else if (parsed.success) rows.push({ line, value: parsed.data });
    else
      rejected.push({
        line,
        code: 'row.invalid',
        detail: parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '),
      });
  }
  return { rows, rejected: rejected.sort((a, b) => a.line - b.line) };
}
