import { stringify } from 'csv-stringify/sync';
import { fieldValue } from '../customers/field-value.js';
import type { Details } from '../customers/mask.js';

/** A customer as an export reads it, in clear. */
export type ExportedCustomer = {
  readonly id: string;
  readonly externalId: string | null;
  readonly details: Details;
};
export type ExportFormat = 'csv' | 'jsonl';

/** One line of the file, in the order of the columns: customerId, externalId, then the fields as asked. */
export const cellsOf = (customer: ExportedCustomer, fields: readonly string[]): readonly string[] => [
  customer.id,
  customer.externalId ?? '',
  ...fields.map((field) => fieldValue(customer.details, field) ?? ''),
];

export function renderFile(
  format: ExportFormat,
  fields: readonly string[],
  customers: readonly ExportedCustomer[],
): Buffer {
  const columns = ['customerId', 'externalId', ...fields];
  const text =
    format === 'csv'
      ? stringify([columns, ...customers.map((customer) => cellsOf(customer, fields).map(defuse))])
      : customers.map((customer) => `${JSON.stringify(lineOf(customer, fields))}\n`).join('');
  return Buffer.from(text, 'utf8');
}

/** A spreadsheet runs a cell that starts so as a formula; a leading apostrophe makes it text (OWASP, CSV injection). */
export const defuse = (cell: string): string => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell);

const lineOf = (customer: ExportedCustomer, fields: readonly string[]) => ({
  customerId: customer.id,
  externalId: customer.externalId,
  ...Object.fromEntries(fields.map((field) => [field, fieldValue(customer.details, field) ?? null])),
});
