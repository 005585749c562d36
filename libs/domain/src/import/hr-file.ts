import { z } from 'zod';
import { email, personName } from '../employee/employee.events.js';
import { date, label, performance, rank, timezone } from '../values.js';
import { parseCsv, requireColumns } from './csv.js';
import type { InSteps } from './csv.js';
import { parseRows } from './parse-rows.js';
import type { ParsedRows } from './parse-rows.js';

const microsoft = (address: string) => [address, 'ResignationDate', 'LastWorkingDate'] as const;
const formats = {
  /** What Microsoft's HR connector takes. */
  resignations: microsoft('EmailAddress'),
  resignationsByUser: microsoft('UserEmailAddress'),
  /** What Code42 takes: notice is given on the day of the import. */
  departures: ['username', 'departure_date'],
  employees: ['externalId', 'email', 'name', 'team', 'role', 'region', 'timezone', 'rank', 'performance', 'hiredOn'],
} as const;

/** A calendar day, or an instant that becomes a day in the person's own time zone. */
const dateOrInstant = z.union(
  [date, z.iso.datetime({ offset: true }).refine((time) => time >= '1900')],
  'expected a date (2026-03-02) or an instant with its offset',
);
const resignation = z.strictObject({ email, noticeOn: dateOrInstant.nullable(), lastWorkingDay: dateOrInstant });
const employee = z.strictObject({
  externalId: z.string().max(200),
  email,
  name: personName,
  team: label,
  role: label,
  region: label,
  timezone,
  rank: z.coerce.number().pipe(rank),
  performance,
  hiredOn: date,
});

/** `noticeOn` is null where the file has none: notice is then given on the day of the import. */
export type ResignationRow = z.output<typeof resignation>;
/** `externalId` may be empty: the person is then known by e-mail alone. */
export type EmployeeRow = z.output<typeof employee>;
export type HrFile =
  | ({ readonly kind: 'resignations' } & ParsedRows<ResignationRow>)
  | ({ readonly kind: 'employees' } & ParsedRows<EmployeeRow>);

/**
 * A file of HR's, in whichever of the formats its header names.
 * @throws Refusal `csv.header`, `csv.encoding` or `csv.malformed`: nothing of the file is taken
 */
export function* parseHrFile(bytes: Uint8Array): InSteps<HrFile> {
  const csv = yield* parseCsv(bytes);
  switch (requireColumns(csv, Object.values(formats))) {
    case formats.employees:
      return { kind: 'employees', ...(yield* parseRows(csv, employee)) };
    case formats.departures:
      return {
        kind: 'resignations',
        ...(yield* parseRows(csv, resignation, (row) => ({
          email: row['username'],
          noticeOn: null,
          lastWorkingDay: row['departure_date'],
        }))),
      };
    default:
      return {
        kind: 'resignations',
        ...(yield* parseRows(csv, resignation, (row) => ({
          email: row['EmailAddress'] ?? row['UserEmailAddress'],
          noticeOn: row['ResignationDate'],
          lastWorkingDay: row['LastWorkingDate'],
        }))),
      };
  }
}
