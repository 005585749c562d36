import { Refusal } from '#domain/refusal';
import type { ExportStatus } from '#domain/values';
import { findApproval } from '#read-model/queries/approvals';
import type { ApprovalRecord } from '#read-model/queries/approvals';
import { findExport, listExports } from '#read-model/queries/exports';
import type { ExportRecord } from '#read-model/queries/exports';
import type { PageRequest } from '#read-model/queries/page';
import type { Queryable } from '#read-model/sql';
import { candidateOf, isApprover, seesAll } from '../approvals/candidate.js';
import type { Desk } from '../desk.js';
import type { Person } from '../http/principal.js';
import { inParallel } from '../imports/in-parallel.js';
import { labelsFor } from '../labels/labels.js';
import { defineQuery } from '../use-case.js';
import { shownLevel } from './weigh-request.js';

type Needs = Pick<Desk, 'view'> & { readonly pool: Queryable };
type Listing = {
  readonly reader: Person;
  readonly mine: boolean;
  /** Asked for by this person. */
  readonly employeeId: string | undefined;
  readonly status: ExportStatus | undefined;
  readonly page: PageRequest;
  readonly now: string;
};
const approvalsAtOnce = 8;

/** Exports that concern the reader; all of them for officers and auditors. */
export const showExports = defineQuery('ShowExports', async (desk: Needs, listing: Listing) => {
  const { reader, mine, employeeId, status, page, now } = listing;
  const candidate = candidateOf(desk, reader, now);
  const found = await listExports(
    desk.pool,
    {
      status,
      requestedBy: mine ? candidate.employeeId : employeeId,
      concerns: seesAll(reader) ? undefined : candidate,
    },
    page,
  );
  const items = await inParallel(
    found.items,
    approvalsAtOnce,
    async (record) => (await shown(desk, record, reader, now)).body,
  );
  return { items, next: found.next };
});

type Asked = { readonly reader: Person; readonly exportId: string; readonly now: string };

/** @throws Refusal `not_found` for an export that does not concern the reader */
export const showExport = defineQuery('ShowExport', async (desk: Needs, { reader, exportId, now }: Asked) => {
  const record = await findExport(desk.pool, exportId);
  const found = record && (await shown(desk, record, reader, now));
  if (record === undefined || found === undefined || !(found.concerns || seesAll(reader)))
    throw new Refusal('not_found', 'There is no such export.');
  return { revision: record.revision, body: found.body };
});

async function shown(desk: Needs, record: ExportRecord, reader: Person, now: string) {
  const approval = record.approvalId === null ? undefined : await findApproval(desk.pool, record.approvalId);
  const concerns = isConcerned(desk, record, approval, reader, now);
  const { filter, recipient, preview, requestedByAccount: _, setRoot: __, requestedBy, ...rest } = record;
  const label = await labelsFor(desk, reader, [requestedBy], now);
  const body = {
    ...rest,
    requestedBy,
    employee: { id: requestedBy, label: label(requestedBy) },
    status: statusOf(record, now),
    preview: { ...preview, chain: approval?.levels.map(shownLevel) ?? [] },
    ...(concerns && { filter, recipient }),
  };
  return { concerns, body };
}

function isConcerned(
  desk: Needs,
  record: ExportRecord,
  approval: ApprovalRecord | undefined,
  reader: Person,
  now: string,
): boolean {
  const candidate = candidateOf(desk, reader, now);
  return record.requestedBy === candidate.employeeId || (approval !== undefined && isApprover(approval, candidate));
}

/** A grant whose time is over is expired, whether the clock's job has said so yet or not. */
const statusOf = ({ status, grantExpiresAt }: ExportRecord, now: string): ExportStatus =>
  status === 'granted' && grantExpiresAt !== null && grantExpiresAt <= now ? 'expired' : status;
