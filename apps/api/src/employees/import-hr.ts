import { employeeDecider } from '#domain/employee/employee.decider';
import type { EmployeeCommand } from '#domain/employee/employee.decider';
import { erased } from '#domain/event';
import type { Metadata } from '#domain/event';
import { parseHrFile } from '#domain/import/hr-file';
import type { EmployeeRow, ResignationRow } from '#domain/import/hr-file';
import { localDate } from '#domain/local-date';
import { Refusal } from '#domain/refusal';
import { streams } from '#domain/streams';
import { defaultSource } from '#event-store/aliases';
import { handleCommand, preview } from '#event-store/handle-command';
import { canonicalJson } from '#platform/hash';
import type { Desk } from '../desk.js';
import { importRows } from '../imports/import-rows.js';
import type { ImportReport, RowOutcome } from '../imports/import-rows.js';
import { inTurns } from '../imports/in-turns.js';
import { rehearse } from '../imports/rehearse.js';
import type { ImportDesk } from '../imports/rehearse.js';
import { defineCommand } from '../use-case.js';
import { currentDetails } from './employee-details.js';
import type { EmployeeDetails } from './employee-details.js';
import { claimIdentity, findIdentity } from './identify-employee.js';
import type { Identity } from './identify-employee.js';

type Needs = Pick<Desk, 'log' | 'aliases' | 'view' | 'newId'> & { readonly live: Pick<Desk['live'], 'passed'> };
/** Where a row is taken: for good, or in a rehearsal. */
type At = ImportDesk & Pick<Desk, 'view' | 'newId'>;
type Import = {
  readonly file: Uint8Array;
  readonly dryRun: boolean;
  readonly now: string;
  readonly metadata: Metadata;
};

/**
 * Takes a file of HR's, row by row: people hired, moved or corrected, or resignations declared or changed.
 * @throws Refusal `csv.header`, `csv.encoding`, `csv.malformed`: nothing of the file is taken
 */
export const importHr = defineCommand('ImportHr', async (desk: Needs, options: Import): Promise<ImportReport> => {
  const parsed = await inTurns(parseHrFile(options.file));
  const at: At = options.dryRun ? { ...rehearse(desk), view: desk.view, newId: desk.newId } : desk;
  const report =
    parsed.kind === 'employees'
      ? await importRows(
          parsed,
          ({ externalId, email }) => [`@${email.toLowerCase()}`, ...(externalId === '' ? [] : [`#${externalId}`])],
          async () => (row) => takeEmployee(at, row, options),
        )
      : await importRows(
          parsed,
          ({ email }) => [email.toLowerCase()],
          async (portion) => {
            // No row of this file makes an address known, so all of a portion are looked up at once.
            const people = await at.aliases.find(
              'employee-email',
              portion.map(({ email }) => email),
            );
            return (row) => takeResignation(at, row, people.get(row.email), options);
          },
        );
  if (report.position !== '') await desk.live.passed(report.position);
  return report;
});

async function takeEmployee(desk: At, row: EmployeeRow, options: Import): Promise<RowOutcome> {
  const { email, externalId, name } = row;
  const identity = { email, externalId: externalId === '' ? undefined : externalId };
  const found = await findIdentity(desk.aliases, identity);
  const before = found === undefined ? undefined : await detailsOf(desk, found);
  // Before any name is claimed: what is refused must not leave the person known by it.
  if (found !== undefined && !isKnownBy(before, identity))
    await preview(desk.log, employeeDecider, {
      stream: streams.employee(found),
      command: commandOf(row, found, {}, options),
    });
  const employeeId = await claimIdentity(desk.aliases, identity, found ?? desk.newId());
  const known = employeeId === found ? before : await detailsOf(desk, employeeId);
  const externalIds = { ...known?.externalIds, ...(externalId !== '' && { [defaultSource]: externalId }) };
  const imported = await take(desk, employeeId, options, commandOf(row, employeeId, externalIds, options));
  if (known === undefined) return imported;
  const corrected = await take(desk, employeeId, options, {
    type: 'CorrectEmployeeDetails',
    ...(known.name !== name && { name }),
    ...(known.email !== email && { email }),
    ...(canonicalJson(known.externalIds) !== canonicalJson(externalIds) && { externalIds }),
  });
  if (!isSameAddress(known.email, email)) await desk.aliases.release('employee-email', known.email, employeeId);
  return {
    changed: imported.changed || corrected.changed,
    position: corrected.changed ? corrected.position : imported.position,
  };
}

function commandOf(
  { email, name, hiredOn, externalId: _, ...employment }: EmployeeRow,
  employeeId: string,
  externalIds: Readonly<Record<string, string>>,
  { now }: Import,
): EmployeeCommand {
  const effectiveOn = localDate(now, employment.timezone);
  return { type: 'ImportEmployee', employeeId, employment, hiredOn, name, email, externalIds, effectiveOn, now };
}

async function detailsOf({ log }: At, employeeId: string): Promise<EmployeeDetails | undefined> {
  const details = await currentDetails(log, employeeId);
  if (details === erased) throw new Refusal('state.conflict', 'this person was erased');
  return details;
}

/** Whether claiming these names would add none. */
const isKnownBy = (known: EmployeeDetails | undefined, { email, externalId }: Identity): boolean =>
  known !== undefined &&
  isSameAddress(known.email, email) &&
  (externalId === undefined || known.externalIds[defaultSource] === externalId);

/** In whatever case it is written: giving up the one would be giving up the other. */
const isSameAddress = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

async function takeResignation(
  desk: At,
  row: ResignationRow,
  employeeId: string | undefined,
  options: Import,
): Promise<RowOutcome> {
  const employee = employeeId === undefined ? undefined : desk.view.people.employee(employeeId);
  if (employeeId === undefined || employee === undefined)
    throw new Refusal('reference.unknown', 'nobody is known by this address');
  const dayOf = (given: string): string =>
    given.length === 10 ? given : desk.view.localDay(employeeId, new Date(given).toISOString());
  return take(desk, employeeId, options, {
    type: 'ImportResignation',
    noticeOn: row.noticeOn === null ? null : dayOf(row.noticeOn),
    lastWorkingDay: dayOf(row.lastWorkingDay),
    importedOn: desk.view.localDay(employeeId, options.now),
  });
}

async function take(
  { log }: At,
  employeeId: string,
  { metadata }: Import,
  command: EmployeeCommand,
): Promise<RowOutcome> {
  const handled = await handleCommand(log, employeeDecider, {
    stream: streams.employee(employeeId),
    command,
    metadata,
  });
  const changed = handled.events.length > 0;
  return { changed, position: changed ? handled.position : '' };
}
