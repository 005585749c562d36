import { z } from 'zod';
import { customerDetails, customerName } from '../customer/customer.events.js';
import { Refusal } from '../refusal.js';
import { kinds, sensitivity } from '../values.js';
import { parseCsv, shown } from './csv.js';
import type { InSteps } from './csv.js';
import { parseRows } from './parse-rows.js';
import type { ParsedRows } from './parse-rows.js';

const fixed = ['externalId', 'name', 'developedBy', 'assignedTo', 'sensitivity'] as const;
/** A person by employee id, external id or e-mail. */
const person = z.string().min(1).max(254);
const customer = z.strictObject({
  externalId: z.string().max(200),
  name: customerName,
  developedBy: person,
  assignedTo: person,
  sensitivity,
  details: customerDetails,
});
/** `externalId` may be empty: such a row always registers another customer. */
export type CustomerRow = z.output<typeof customer>;

/**
 * Customers, one a row: the fixed columns and any `<kind>.<field>`; an empty cell is a field without a value.
 * @throws Refusal `csv.header`, `csv.encoding` or `csv.malformed`: nothing of the file is taken
 */
export function* parseCustomerFile(bytes: Uint8Array): InSteps<ParsedRows<CustomerRow>> {
  const csv = yield* parseCsv(bytes);
  const missing = fixed.filter((name) => !csv.header.includes(name));
  const details = csv.header
    .filter((name) => !fixed.some((each) => each === name))
    .map((column) => ({ column, ...detailColumn(column) }));
  if (missing.length > 0) throw new Refusal('csv.header', `Line 1 lacks the columns “${missing.join(',')}”.`);
  if (new Set(csv.header).size < csv.header.length) throw new Refusal('csv.header', 'Line 1 names a column twice.');

  return yield* parseRows(csv, customer, (row) => {
    const byKind: Record<string, Record<string, string>> = {};
    for (const { column, kind, field } of details) {
      const value = row[column] ?? '';
      if (value !== '') (byKind[kind] ??= {})[field] = value;
    }
    return { ...Object.fromEntries(fixed.map((name) => [name, row[name]])), details: byKind };
  });
}

function detailColumn(column: string): { kind: string; field: string } {
  const [, kind = '', field = ''] = /^([a-z_]+)\.([a-zA-Z][a-zA-Z0-9_]{0,39})$/.exec(column) ?? [];
  if (!kinds.some((each) => each === kind)) {
    throw new Refusal(
      'csv.header',
      `Line 1 names the column “${shown(column)}”; expected ${fixed.join(', ')} or <kind>.<field> with a kind of ${kinds.join(', ')}.`,
    );
  }
  return { kind, field };
}
