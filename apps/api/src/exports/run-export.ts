import { portfolioOf } from '#domain/access/scope';
import { exportDecider, mustBeRunnable } from '#domain/export/export.decider';
import type { Export, ExportCommand } from '#domain/export/export.decider';
import type { Metadata } from '#domain/event';
import { Refusal } from '#domain/refusal';
import { streams } from '#domain/streams';
import { highestOf } from '#domain/values';
import { WrongExpectedRevision } from '#event-store/event-store';
import { refuseStale } from '#event-store/handle-command';
import { canonicalJson, sha256 } from '#platform/hash';
import { findCustomers } from '#read-model/queries/customers';
import type { CustomerRecord } from '#read-model/queries/customers';
import { denied } from '../access/denied.js';
import { loadApproval } from '../approvals/load-approval.js';
import type { Desk } from '../desk.js';
import { defineCommand } from '../use-case.js';
import { appendWithSet, loadExport } from './export-stream.js';
import type { LoadedExport } from './export-stream.js';
import { merkleRoot } from './merkle-root.js';
import { cellsOf, renderFile } from './render-file.js';
import type { ExportedCustomer } from './render-file.js';

type Needs = Pick<Desk, 'log' | 'live' | 'view' | 'pool' | 'access' | 'exportFiles' | 'newId'>;
type Asked = {
  readonly exportId: string;
  readonly employeeId: string;
  readonly now: string;
  readonly metadata: Metadata;
  readonly ifMatch?: number | undefined;
};
const rowsAtOnce = 5_000;

/**
 * Releases the approved rows that the requester may still see, once: the file is kept until the grant ends.
 * @throws Refusal `not_found`, `revision.stale`, `grant.used`, `grant.expired`, `state.conflict`, `access.denied`,
 *   `view.lagging`
 */
export const runExport = defineCommand('RunExport', async (desk: Needs, asked: Asked) => {
  const { exportId, employeeId, now, metadata, ifMatch } = asked;
  desk.live.requireFresh();
  const loaded = await loadExport(desk.log, exportId);
  const { state } = loaded;
  // For anybody else it is not there, below, whatever they say that they saw.
  if (state.status !== 'unknown' && state.requestedBy === employeeId) refuseStale(ifMatch, loaded.revision);
  const departingSinceGrant = await hasGivenNoticeSince(desk, employeeId, loaded.grantedAt, now);
  mustBeRunnable(state, { by: employeeId, departingSinceGrant, now });
  await mustStillBeAllowed(desk, state, asked);

  const customers = await stillVisible(desk, employeeId, loaded.approvedIds);
  const { fields, format } = state.request;
  const file = renderFile(format, fields, customers);
  const watermarkId = desk.newId();
  const leaves = customers.map((customer) => `${customer.id}:${sha256(canonicalJson(cellsOf(customer, fields)))}`);
  const released = {
    rows: customers.length,
    leftOut: state.request.leftOut + loaded.approvedIds.length - customers.length,
    ...touched(desk, employeeId, customers, now),
    manifestRoot: merkleRoot(leaves),
    watermarkId,
    bytes: file.byteLength,
    device: null,
  };
  // First the file, then the fact: a fact without its file could never be made good.
  await desk.exportFiles.save(watermarkId, file, state.expiresAt ?? now);
  const written = await release(
    desk,
    loaded,
    { ...asked, departingSinceGrant },
    released,
    customers.map(({ id }) => id),
    metadata,
  );
  const { rows, leftOut, manifestRoot } = released;
  return { id: exportId, status: 'executed' as const, rows, leftOut, manifestRoot, watermarkId, ...written };
});

type Released = Extract<ExportCommand, { type: 'RunExport' }>['released'];

/** Somebody else's run of the same grant comes first or second, never beside it. */
async function release(
  { log }: Needs,
  { state, revision }: LoadedExport,
  { exportId, employeeId, now, departingSinceGrant }: Asked & { readonly departingSinceGrant: boolean },
  released: Released,
  customerIds: readonly string[],
  metadata: Metadata,
) {
  const decided = exportDecider.decide(
    { type: 'RunExport', by: employeeId, departingSinceGrant, released, now },
    state,
  );
  try {
    return await appendWithSet(log, exportId, { set: 'released', customerIds, decided, after: revision, metadata });
  } catch (error) {
    if (!(error instanceof WrongExpectedRevision)) throw error;
    const { state: after } = await loadExport(log, exportId);
    mustBeRunnable(after, { by: employeeId, departingSinceGrant, now });
    throw new Refusal('state.conflict', 'Others changed this at the same moment; look at it again and retry.');
  }
}

/** A notice recorded after the grant ends it; one that was known when the chain approved does not. */
export async function hasGivenNoticeSince(
  { log, view }: Pick<Desk, 'log' | 'view'>,
  employeeId: string,
  grantedAt: string,
  now: string,
): Promise<boolean> {
  if ((view.personOf(employeeId, now)?.departure ?? 'none') === 'none') return false;
  for await (const event of log.facts.readStream(streams.employee(employeeId), { direction: 'backwards' }))
    if (event.type === 'ResignationDeclared' || event.type === 'EmployeeLeft') return event.position > grantedAt;
  return false;
}

/** The rights at the run, not those at the request. A refusal is recorded as a denied access. */
async function mustStillBeAllowed(desk: Needs, state: Export, { employeeId, metadata }: Asked): Promise<void> {
  const wasForDeparting =
    state.approvalId !== null && (await loadApproval(desk.log, state.approvalId)).facts.requesterDeparting;
  const request = {
    employeeId,
    action: 'export' as const,
    customerIds: [],
    fields: state.request.fields,
    rows: state.request.rows,
    approval: wasForDeparting ? ('chain_for_departing' as const) : ('chain' as const),
  };
  const decided = desk.access.decide(request);
  if (decided.decision !== 'deny') return;
  await desk.access.record(request, decided, metadata);
  throw denied(decided);
}

/** Of the approved customers those still within scope and ceiling, in the order of their ids, read in clear. */
async function stillVisible(
  desk: Needs,
  employeeId: string,
  approvedIds: readonly string[],
): Promise<readonly ExportedCustomer[]> {
  const visible = approvedIds.filter(
    (id) => !desk.access.decide({ employeeId, action: 'list', customerIds: [id] }).reasons.some(hides),
  );
  const customers: ExportedCustomer[] = [];
  for (let from = 0; from < visible.length; from += rowsAtOnce) {
    const records = await findCustomers(desk.pool, visible.slice(from, from + rowsAtOnce));
    customers.push(...records.flatMap(exported));
  }
  return customers;
}

const hides = (reason: string): boolean =>
  reason === 'scope' || reason === 'sensitivity' || reason === 'object.unknown';

/** What was erased has nothing left to hand out. */
function exported({ id, externalIds, details }: CustomerRecord): readonly ExportedCustomer[] {
  if (typeof details === 'string' || typeof externalIds === 'string') return [];
  return [{ id, externalId: externalIds['default'] ?? null, details }];
}

function touched({ view }: Needs, employeeId: string, customers: readonly ExportedCustomer[], now: string) {
  const person = view.personOf(employeeId, now);
  const facts = customers.flatMap(({ id }) => view.customerOf(id, now) ?? []);
  return {
    portfolio: person === undefined ? ('unknown' as const) : portfolioOf(person, facts, 0),
    sensitivity: highestOf([...new Set(facts.map(({ sensitivity }) => sensitivity))]),
  };
}
