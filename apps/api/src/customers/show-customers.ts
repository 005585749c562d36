import type { AssignedTier } from '#domain/policy/tier-policy';
import { Refusal } from '#domain/refusal';
import { scopeOf } from '#domain/access/scope';
import { isAbove, kinds } from '#domain/values';
import type { Sensitivity } from '#domain/values';
import { erased } from '#domain/event';
import type { Metadata } from '#domain/event';
import { listCustomers, searchCustomers } from '#read-model/queries/customers';
import type { CustomerRecord, Holders } from '#read-model/queries/customers';
import type { Page, PageRequest } from '#read-model/queries/page';
import type { Desk } from '../desk.js';
import { denied } from '../access/denied.js';
import type { Person } from '../http/principal.js';
import { labelsFor } from '../labels/labels.js';
import { defineQuery } from '../use-case.js';
import { customerWords } from './customer-words.js';
import { shownDetails } from './mask.js';
import type { ShownDetails } from './mask.js';

type Needs = Pick<Desk, 'access' | 'view' | 'pool' | 'clock'>;

type Labelled = { readonly id: string; readonly label: string };

/** A customer as somebody is shown it; above their ceiling only that it exists and how sensitive it is. */
export type ShownCustomer =
  | { readonly id: string; readonly sensitivity: Sensitivity }
  | {
      readonly id: string;
      readonly name: string;
      readonly developedBy: string;
      readonly assignedTo: string;
      readonly developer: Labelled;
      readonly assignee: Labelled;
      readonly sensitivity: Sensitivity;
      readonly details: ShownDetails;
    };

type Listing = {
  readonly reader: Person;
  readonly employeeId: string;
  readonly page: PageRequest;
  readonly metadata: Metadata;
};

/** A page of the person's customers, recorded as a list. @throws Refusal `access.denied`, `view.lagging` */
export const showList = defineQuery('ShowCustomers', (desk: Needs, { reader, employeeId, page, metadata }: Listing) =>
  show(desk, reader, { employeeId, action: 'list' }, metadata, (holders) => listCustomers(desk.pool, holders, page)),
);

/** A page of the person's customers that hold `q` where they may see it, recorded as a search. @throws as `showList` */
export const showFound = defineQuery(
  'SearchCustomers',
  (desk: Needs, { reader, employeeId, q, page, metadata }: Listing & { readonly q: string }) =>
    show(desk, reader, { employeeId, action: 'search', searchText: q }, metadata, (holders, { tier }) =>
      searchCustomers(
        desk.pool,
        { holders, q, ceiling: tier.maxSensitivity, clearKinds: kinds.filter((kind) => tier.kinds[kind] === 'clear') },
        page,
      ),
    ),
);

/** Decided first, then read, then recorded with what was read, then answered. */
async function show(
  desk: Needs,
  reader: Person,
  asked: { readonly employeeId: string; readonly action: 'list' | 'search'; readonly searchText?: string },
  metadata: Metadata,
  read: (holders: Holders, tier: AssignedTier) => Promise<Page<CustomerRecord>>,
): Promise<Page<ShownCustomer>> {
  const now = desk.clock().toISOString();
  const decided = desk.access.decide({ ...asked, customerIds: [] });
  const tier = desk.view.tierOf(asked.employeeId, now);
  if (decided.decision === 'deny' || tier === undefined) {
    await desk.access.record({ ...asked, customerIds: [] }, { ...decided, decision: 'deny' }, metadata);
    throw denied(decided);
  }
  const found = await read(holdersFor(desk, asked.employeeId, tier, now), tier);
  await desk.access.record({ ...asked, customerIds: found.items.map(({ id }) => id) }, decided, metadata);
  const label = await labelsFor(desk, reader, found.items.flatMap(peopleOf), now);
  return { ...found, items: found.items.map((customer) => shown(customer, tier, decided.masks, label)) };
}

function holdersFor({ view }: Needs, employeeId: string, { tier }: AssignedTier, now: string): Holders {
  const person = view.personOf(employeeId, now);
  if (person === undefined) return [employeeId];
  const scope = scopeOf(person, tier);
  if (scope === 'all') return 'all';
  return scope === 'own' ? [employeeId] : view.people.inTeam(person.team, now);
}

/** One customer of the person's, recorded as a view. @throws Refusal `not_found`, HttpProblem `access.denied` */
export const showOne = defineQuery(
  'ShowCustomer',
  async (
    desk: Needs & Pick<Desk, 'log'>,
    input: {
      readonly reader: Person;
      readonly employeeId: string;
      readonly customerId: string;
      readonly metadata: Metadata;
    },
  ) => {
    const { reader, employeeId, customerId, metadata } = input;
    const decided = await desk.access.decideAndRecord(
      { employeeId, action: 'view', customerIds: [customerId] },
      metadata,
    );
    const tier = desk.view.tierOf(employeeId, metadata.occurredAt);
    const facts = desk.view.customers.find(customerId);
    if (decided.decision === 'deny' || tier === undefined) throw denied(decided);
    const found = await customerWords(desk.log, customerId);
    if (facts === undefined || found === undefined) throw new Refusal('not_found', 'There is no such customer.');
    const { revision, words } = found;
    const clear = words === erased ? { name: erased, details: erased } : words;
    const label = await labelsFor(desk, reader, peopleOf(facts), metadata.occurredAt);
    return { revision, body: shown({ ...facts, ...clear }, tier, decided.masks, label) };
  },
);

const peopleOf = ({ developedBy, assignedTo }: Pick<CustomerRecord, 'developedBy' | 'assignedTo'>) => [
  developedBy,
  assignedTo,
];

type Seen = Pick<CustomerRecord, 'id' | 'name' | 'developedBy' | 'assignedTo' | 'sensitivity' | 'details'>;

function shown(
  { id, name, developedBy, assignedTo, sensitivity, details }: Seen,
  { tier }: AssignedTier,
  masks: Parameters<typeof shownDetails>[1],
  label: (employeeId: string) => string,
): ShownCustomer {
  if (isAbove(sensitivity, tier.maxSensitivity)) return { id, sensitivity };
  // Once a customer is erased there is nothing left to mask.
  const seen = typeof details === 'string' ? {} : shownDetails(details, masks);
  const named = (employeeId: string) => ({ id: employeeId, label: label(employeeId) });
  return {
    id,
    name,
    developedBy,
    assignedTo,
    developer: named(developedBy),
    assignee: named(assignedTo),
    sensitivity,
    details: seen,
  };
}
