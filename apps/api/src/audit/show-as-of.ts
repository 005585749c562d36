import type { z } from 'zod';
import { Refusal } from '#domain/refusal';
import type { DomainEvent } from '#domain/events';
import type { Recorded } from '#domain/event';
import { streams } from '#domain/streams';
import { inThePast } from '#read-model/past';
import type { Projection } from '#read-model/projection';
import { alertsProjection } from '#read-model/projections/alerts';
import { approvalsProjection } from '#read-model/projections/approvals';
import { customersProjection } from '#read-model/projections/customers';
import { employeesProjection } from '#read-model/projections/employees';
import { exportsProjection } from '#read-model/projections/exports';
import { findCustomer } from '#read-model/queries/customers';
import { findEmployee } from '#read-model/queries/employees';
import { liftedSubjects } from '#read-model/queries/pseudonyms';
import type { Queryable } from '#read-model/sql';
import { showAlert } from '../alerts/show-alerts.js';
import { showApproval } from '../approvals/show-approvals.js';
import type { Desk } from '../desk.js';
import { employeeFacts } from '../employees/employee-facts.js';
import { showExport } from '../exports/show-exports.js';
import { labelled } from '../http/answer-shapes.js';
import type { Person } from '../http/principal.js';
import { labelsFor, pseudonymOf } from '../labels/labels.js';
import { defineQuery } from '../use-case.js';
import type { asOfEntities } from './audit.routes.js';
import type { Reading } from './show-events.js';
import { mustBeSettled } from './settled.js';

type Needs = Pick<Desk, 'log' | 'pool' | 'view'>;
type Kind = (typeof asOfEntities)[number];
type PastDesk = { readonly pool: Queryable; readonly view: Desk['view'] };
type Seen = {
  readonly reader: Person;
  readonly id: string;
  readonly at: string;
  /** The reader has lifted the pseudonym of this employee or customer. */
  readonly lifted: boolean;
};
type State = Readonly<Record<string, unknown>>;

/** What holds a thing, and how its own screen would have shown it. */
type Entity = {
  readonly projections: readonly Projection[];
  readonly show: (past: PastDesk, seen: Seen) => Promise<State | undefined>;
};
const entities: Readonly<Record<Kind, Entity>> = {
  employee: { projections: [employeesProjection], show: employeeThen },
  customer: { projections: [customersProjection], show: customerThen },
  approval: {
    projections: [approvalsProjection],
    show: async (past, { reader, id, at }) => (await showApproval.run(past, { reader, approvalId: id, now: at })).body,
  },
  export: {
    projections: [exportsProjection, approvalsProjection],
    show: async (past, { reader, id, at }) => (await showExport.run(past, { reader, exportId: id, now: at })).body,
  },
  alert: {
    projections: [alertsProjection],
    show: async (past, { reader, id, at }) => (await showAlert.run(past, { reader, alertId: id, now: at })).body,
  },
};

/**
 * One thing as it was: its own events recorded by then, through the projections and queries of its screen.
 * @throws Refusal `asof.unsettled`; `not_found` for what was not there yet, and for an alert about the reader
 */
export const showAsOf = defineQuery(
  'ShowAsOf',
  async (desk: Needs, { reader, now, entity, at }: Reading & { readonly entity: string; readonly at: string }) => {
    await mustBeSettled(at, desk.log);
    const { kind, id } = parsed(entity);
    const events = await eventsUntil(desk, streams[kind](id), at);
    const revision = events.at(-1)?.revision;
    if (revision === undefined) throw new Refusal('not_found', 'There was no such thing at that moment.');
    const approvals = events.flatMap((event) =>
      event.type === 'ExportRequested' ? [streams.approval(event.data.approvalId)] : [],
    );
    for (const stream of approvals) events.push(...(await eventsUntil(desk, stream, at)));

    const lifted = (await liftedSubjects(desk.pool, reader.accountId, [id], now.toISOString())).has(id);
    const { projections, show } = entities[kind];
    const state = await inThePast(desk.pool, projections, events, (pool) =>
      show({ pool, view: desk.view }, { reader, id, at, lifted }),
    );
    if (state === undefined) throw new Refusal('not_found', 'There was no such thing at that moment.');
    return { revision, state: await relabelled(desk, reader, state, now) };
  },
);

function parsed(entity: string): { readonly kind: Kind; readonly id: string } {
  const colon = entity.indexOf(':');
  // The route's schema lets only these kinds pass.
  return { kind: entity.slice(0, colon) as Kind, id: entity.slice(colon + 1) };
}

async function eventsUntil({ log }: Needs, stream: string, at: string): Promise<Recorded<DomainEvent>[]> {
  const until = Date.parse(at);
  const events: Recorded<DomainEvent>[] = [];
  for await (const event of log.readStream(stream)) {
    if (Date.parse(event.recordedAt) > until) break;
    events.push(event);
  }
  return events;
}

async function employeeThen({ pool }: PastDesk, { id, at, lifted }: Seen): Promise<State | undefined> {
  const record = await findEmployee(pool, id);
  if (record === undefined) return undefined;
  return lifted
    ? employeeFacts(record, record.name, 'all', at)
    : employeeFacts(record, pseudonymOf(id), 'pseudonymous', at);
}

async function customerThen({ pool }: PastDesk, { id, lifted }: Seen): Promise<State | undefined> {
  const record = await findCustomer(pool, id);
  if (record === undefined) return undefined;
  const { developedBy, assignedTo, sensitivity, name, details } = record;
  return {
    id,
    developedBy,
    assignedTo,
    sensitivity,
    name: lifted ? name : pseudonymOf(id),
    // Once it is erased there are none, as on its screen.
    details: lifted && typeof details === 'object' ? details : {},
  };
}

/** Whose pseudonym is lifted is a matter of now, not of then: every `employee` in the state is labelled anew. */
async function relabelled(desk: Needs, reader: Person, state: State, now: Date): Promise<State> {
  const found: string[] = [];
  const collect = (employee: Labelled) => {
    found.push(employee.id);
    return employee;
  };
  withEmployees(state, collect);
  const label = await labelsFor(desk, reader, found, now.toISOString());
  return withEmployees(state, ({ id }) => ({ id, label: label(id) })) as State;
}

type Labelled = z.output<typeof labelled>;

/** The same value with every `employee` in it, however deep, replaced. */
function withEmployees(value: unknown, replace: (employee: Labelled) => Labelled): unknown {
  if (Array.isArray(value)) return value.map((each) => withEmployees(each, replace));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      const employee = key === 'employee' ? labelled.safeParse(inner) : undefined;
      return [key, employee?.success === true ? replace(employee.data) : withEmployees(inner, replace)];
    }),
  );
}
