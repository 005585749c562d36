import type { z } from 'zod';
import type { Decider } from '../decider.js';
import type { EventOf } from '../event.js';
import { Refusal } from '../refusal.js';
import { isAbove, kinds } from '../values.js';
import type { Kind, Sensitivity } from '../values.js';
import * as events from './customer.events.js';

type Definitions = Omit<typeof events, 'customerName' | 'customerDetails'>;
export type CustomerEvent = EventOf<Definitions[keyof Definitions]>;

type Details = z.output<typeof events.customerDetails>;
type Words = {
  readonly name: string;
  readonly externalIds: Readonly<Record<string, string>>;
  readonly details: Details;
};
type FieldsByKind = { readonly [K in Kind]?: readonly string[] | undefined };

type Customer = {
  readonly status: 'registered';
  readonly customerId: string;
  /** Who originated the customer; never changes. */
  readonly developedBy: string;
  readonly assignedTo: string;
  readonly sensitivity: Sensitivity;
  readonly fields: FieldsByKind;
};
export type CustomerState = { readonly status: 'unknown' } | Customer;

type Registration = Words & {
  readonly customerId: string;
  readonly developedBy: string;
  readonly assignedTo: string;
  readonly sensitivity: Sensitivity;
};
export type CustomerCommand =
  | ({ readonly type: 'RegisterCustomer' } & Registration)
  /** One row of an import: registers, or brings what exists up to the row. The caller has compared name and details. */
  | ({
      readonly type: 'ImportCustomer';
      readonly wordsChanged: boolean;
      /** Whether a customer of these people is the sender's to change. */
      readonly mayChange: (customer: Pick<Customer, 'developedBy' | 'assignedTo'>) => boolean;
      /** Whoever may not classify may raise a level by a file, never lower it. */
      readonly mayLowerLevel: boolean;
      /** Whether the sender may give a customer to whom the row names. */
      readonly mayAssign: boolean;
      /** A file of another system may still name whoever looked after the customer before a hand-over. */
      readonly assigneeHasLeft: boolean;
    } & Registration)
  | {
      readonly type: 'AssignCustomer';
      readonly to: string;
      readonly because: 'assignment' | 'hand_over';
      /** Whose it must still be: it stays with whoever else has got it meanwhile. */
      readonly from?: string;
    }
  | { readonly type: 'ClassifyCustomer'; readonly level: Sensitivity; readonly reason: string };

/** A customer record: developer apart from assignee, a sensitivity level, and which fields exist by data kind. */
export const customerDecider: Decider<CustomerState, CustomerCommand, CustomerEvent> = {
  initial: { status: 'unknown' },

  decide(command, state) {
    if (command.type === 'RegisterCustomer') return state.status === 'unknown' ? [registered(command)] : [];
    if (command.type === 'ImportCustomer')
      return state.status === 'unknown' ? [registered(command)] : importRow(state, command);
    if (state.status === 'unknown') throw new Refusal('not_found', 'There is no such customer.');
    switch (command.type) {
      case 'AssignCustomer':
        return (command.from ?? state.assignedTo) === state.assignedTo
          ? assign(state, command.to, command.because)
          : [];
      case 'ClassifyCustomer':
        return classify(state, command.level, command.reason);
    }
  },

  evolve(state, event) {
    if (event.type === 'CustomerRegistered') return { status: 'registered', ...event.data };
    if (state.status === 'unknown') throw new Error(`${event.type} before CustomerRegistered`);
    switch (event.type) {
      case 'CustomerDetailsChanged':
        return { ...state, fields: event.data.fields };
      case 'CustomerAssigned':
        return { ...state, assignedTo: event.data.to };
      case 'InformationClassified':
        return { ...state, sensitivity: event.data.level };
    }
  },
};

/** The names of the fields that have a value, by kind, in a fixed order. */
export const fieldsOf = (details: Details): Partial<Record<Kind, string[]>> =>
  Object.fromEntries(
    kinds.flatMap((kind) => (details[kind] === undefined ? [] : [[kind, Object.keys(details[kind]).toSorted()]])),
  );

function registered({
  customerId,
  developedBy,
  assignedTo,
  sensitivity,
  name,
  externalIds,
  details,
}: Registration): CustomerEvent {
  return events.customerRegistered.of(
    { customerId, developedBy, assignedTo, sensitivity, fields: fieldsOf(details) },
    { name, externalIds: { ...externalIds }, details },
  );
}

/**
 * The developer stays who it is, whatever the row says: origin is not a matter of a later file.
 * @throws Refusal `access.denied` for a change, a level lowered or an assignee changed by somebody who may not;
 *   `reference.unknown` for a customer moved to somebody who has left
 */
function importRow(
  state: Customer,
  row: Extract<CustomerCommand, { type: 'ImportCustomer' }>,
): readonly CustomerEvent[] {
  const { customerId, name, externalIds, details } = row;
  const changed = events.customerDetailsChanged.of(
    { customerId, fields: fieldsOf(details) },
    { name, externalIds: { ...externalIds }, details },
  );
  const changes = [
    ...(row.wordsChanged ? [changed] : []),
    ...assign(state, row.assignedTo, 'import'),
    ...classify(state, row.sensitivity, 'import'),
  ];
  // First, and of every change alike: what a customer of others is like is not told by the refusal.
  if (changes.length > 0 && !row.mayChange(state))
    throw new Refusal(
      'access.denied',
      'Another customer has this external id, and only the manager of its team changes it.',
    );
  if (isAbove(state.sensitivity, row.sensitivity) && !row.mayLowerLevel)
    throw new Refusal('access.denied', 'Only who classifies customers may lower a level.', '/sensitivity');
  if (state.assignedTo !== row.assignedTo && !row.mayAssign)
    throw new Refusal('access.denied', 'Whoever is leaving takes over no customers.', '/assignedTo');
  if (state.assignedTo !== row.assignedTo && row.assigneeHasLeft)
    throw new Refusal('reference.unknown', 'assignedTo: they have left, and the customer is with somebody else');
  return changes;
}

const assign = (
  { customerId, assignedTo }: Customer,
  to: string,
  because: 'assignment' | 'hand_over' | 'import',
): readonly CustomerEvent[] =>
  assignedTo === to ? [] : [events.customerAssigned.of({ customerId, from: assignedTo, to, because })];

const classify = (
  { customerId, sensitivity: previous }: Customer,
  level: Sensitivity,
  reason: string,
): readonly CustomerEvent[] =>
  previous === level ? [] : [events.informationClassified.of({ customerId, level, previous }, { reason })];
