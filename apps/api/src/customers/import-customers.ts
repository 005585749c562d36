import { customerDecider } from '#domain/customer/customer.decider';
import type { CustomerCommand } from '#domain/customer/customer.decider';
import { erased } from '#domain/event';
import type { Metadata } from '#domain/event';
import { parseCustomerFile } from '#domain/import/customer-file';
import type { CustomerRow } from '#domain/import/customer-file';
import { Refusal } from '#domain/refusal';
import { streams } from '#domain/streams';
import { defaultSource } from '#event-store/aliases';
import { handleCommand } from '#event-store/handle-command';
import { canonicalJson } from '#platform/hash';
import type { NewId } from '#platform/ids';
import { peopleByName } from '../decision-view/people-by-name.js';
import type { Desk } from '../desk.js';
import { importRows } from '../imports/import-rows.js';
import type { ImportReport, RowOutcome } from '../imports/import-rows.js';
import { inTurns } from '../imports/in-turns.js';
import { rehearse } from '../imports/rehearse.js';
import type { ImportDesk } from '../imports/rehearse.js';
import { defineCommand } from '../use-case.js';
import { isOfTeamOf, takesAlong } from './assign-customer.js';
import { customerWords } from './customer-words.js';

type Needs = Pick<Desk, 'log' | 'live' | 'aliases' | 'externalIds' | 'view' | 'newId'>;
type ImportOptions = {
  readonly file: Uint8Array;
  readonly dryRun: boolean;
  /**
   * The manager who sends it, and changes customers of the own team only. An administrator is nobody here: a row may
   * then change any customer and also lower a level, for administrators classify.
   */
  readonly manager: string | null;
  readonly now: string;
  readonly metadata: Metadata;
};

/**
 * Takes a file of customers, row by row: new ones are registered, known ones brought up to their row, equal ones left.
 * @throws Refusal `csv.header`, `csv.encoding`, `csv.malformed`: nothing of the file is taken
 */
export const importCustomers = defineCommand(
  'ImportCustomers',
  async (desk: Needs, options: ImportOptions): Promise<ImportReport> => {
    const at: ImportDesk = options.dryRun ? rehearse(desk) : desk;
    const report = await importRows(
      await inTurns(parseCustomerFile(options.file)),
      // A row without an external id is always another customer.
      ({ externalId }) => (externalId === '' ? [] : [externalId]),
      async (portion) => {
        const people = await peopleByName(
          { people: desk.view.people, externalIds: desk.externalIds, aliases: desk.aliases },
          defaultSource,
          portion.flatMap(({ developedBy, assignedTo }) => [developedBy, assignedTo]),
        );
        // What will be refused must not leave its external id taken, nor a key for a customer that there never is.
        const areKnown = portion.filter((row) => people.has(row.developedBy) && people.has(row.assignedTo));
        const ids = await idsOf(at, areKnown, desk.newId);
        await at.log.prepareSubjects([...ids.values()], 'customer', options.metadata);
        return (row) => takeRow(at, row, ids.get(row.externalId) ?? desk.newId(), people, desk.view, options);
      },
    );
    if (report.position !== '') await desk.live.passed(report.position);
    return report;
  },
);

/** By external id, the customer that has it, else a new one. */
async function idsOf(
  { aliases }: ImportDesk,
  rows: readonly CustomerRow[],
  newId: NewId,
): Promise<ReadonlyMap<string, string>> {
  const names = [...new Set(rows.map(({ externalId }) => externalId).filter((name) => name !== ''))];
  const claims = names.map((name) => ({ name, id: newId() })).map((claim) => ({ ...claim, subjectId: claim.id }));
  return aliases.claim(`customer:${defaultSource}`, claims);
}

const mostAttempts = 5;

/** A row says what the customer is to be: where somebody else writes meanwhile, it is compared with what they wrote. */
async function takeRow(...taking: Parameters<typeof compareAndTake>): Promise<RowOutcome> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await compareAndTake(...taking);
    } catch (error) {
      const isOvertaken = error instanceof Refusal && error.code === 'revision.stale';
      if (!isOvertaken || attempt === mostAttempts) throw error;
    }
  }
}

async function compareAndTake(
  { log }: ImportDesk,
  row: CustomerRow,
  customerId: string,
  people: ReadonlyMap<string, string>,
  view: Desk['view'],
  { manager, now, metadata }: ImportOptions,
): Promise<RowOutcome> {
  const [developedBy, assignedTo] = [people.get(row.developedBy), people.get(row.assignedTo)];
  if (developedBy === undefined) throw new Refusal('reference.unknown', 'developedBy: there is no such employee');
  if (assignedTo === undefined) throw new Refusal('reference.unknown', 'assignedTo: there is no such employee');
  const known = await customerWords(log, customerId);
  const words = known?.words;
  if (words === erased) throw new Refusal('state.conflict', 'this customer was erased');
  const externalIds = {
    ...words?.externalIds,
    ...(row.externalId !== '' && { [defaultSource]: row.externalId }),
  };
  const { name, sensitivity, details } = row;
  const command: CustomerCommand = {
    type: 'ImportCustomer',
    customerId,
    developedBy,
    assignedTo,
    sensitivity,
    name,
    externalIds,
    details,
    wordsChanged: canonicalJson(words ?? null) !== canonicalJson({ name, externalIds, details }),
    mayChange: (customer) => manager === null || isOfTeamOf(view, customer, manager, now),
    mayLowerLevel: manager === null,
    mayAssign: manager === null || !takesAlong(view, manager, assignedTo, now),
    assigneeHasLeft: view.hasLeft(assignedTo, now),
  };
  const handled = await handleCommand(log, customerDecider, {
    stream: streams.customer(customerId),
    command,
    metadata,
    ifMatch: known?.revision ?? -1,
  });
  const changed = handled.events.length > 0;
  return { changed, position: changed ? handled.position : '' };
}
