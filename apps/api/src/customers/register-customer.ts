import { customerDecider } from '#domain/customer/customer.decider';
import type { Metadata } from '#domain/event';
import { Refusal } from '#domain/refusal';
import { streams } from '#domain/streams';
import type { Sensitivity } from '#domain/values';
import { defaultSource } from '#event-store/aliases';
import { AppendTooLarge } from '#event-store/event-store';
import { peopleByName } from '../decision-view/people-by-name.js';
import { execute } from '../desk.js';
import type { Desk } from '../desk.js';
import { defineCommand } from '../use-case.js';
import type { Details } from './mask.js';

type NewCustomer = {
  /** Derived from the caller's idempotency key, or new. */
  readonly customerId: string;
  readonly externalId?: string | undefined;
  readonly name: string;
  /** Employee ids, external ids or addresses. */
  readonly developedBy: string;
  readonly assignedTo: string;
  readonly sensitivity: Sensitivity;
  readonly details: Details;
};

type Needs = Pick<Desk, 'log' | 'live' | 'aliases' | 'externalIds' | 'view'>;
type Input = {
  readonly customer: NewCustomer;
  /** The one employee who may be its developer. */
  readonly onlyBy: string | null;
  readonly metadata: Metadata;
};

/** @throws Refusal `reference.unknown`, `access.denied`, `state.conflict` (its external id is taken) */
export const registerCustomer = defineCommand('RegisterCustomer', async (desk: Needs, input: Input) => {
  const { customer, onlyBy, metadata } = input;
  const { aliases, externalIds, view } = desk;
  const named = await peopleByName({ people: view.people, externalIds, aliases }, defaultSource, [
    customer.developedBy,
    customer.assignedTo,
  ]);
  const person = (field: 'developedBy' | 'assignedTo'): string => {
    const employeeId = named.get(customer[field]);
    if (employeeId === undefined) throw new Refusal('reference.unknown', 'There is no such employee.', `/${field}`);
    return employeeId;
  };
  const [developedBy, assignedTo] = [person('developedBy'), person('assignedTo')];
  if (onlyBy !== null && developedBy !== onlyBy)
    throw new Refusal('access.denied', 'You may register only customers that you developed.', '/developedBy');
  const { customerId, externalId, name, sensitivity, details } = customer;
  if (externalId !== undefined) await claimExternalId(aliases, externalId, customerId);
  const registered = execute(desk, customerDecider, {
    stream: streams.customer(customerId),
    creates: true,
    metadata,
    command: {
      type: 'RegisterCustomer',
      customerId,
      developedBy,
      assignedTo,
      sensitivity,
      name,
      externalIds: externalId === undefined ? {} : { [defaultSource]: externalId },
      details,
    },
  });
  return registered.catch(async (error: unknown) => {
    // Nothing was written, nor is it by a repetition: the external id is free for a smaller one.
    if (error instanceof AppendTooLarge && externalId !== undefined)
      await aliases.release(externalIdsOf, externalId, customerId);
    throw error;
  });
});

const externalIdsOf = `customer:${defaultSource}` as const;

/** Claimed before the customer is registered: whoever repeats the request claims the same and goes on. */
async function claimExternalId(aliases: Desk['aliases'], externalId: string, customerId: string): Promise<void> {
  const held = await aliases.claim(externalIdsOf, [{ name: externalId, id: customerId, subjectId: customerId }]);
  if (held.get(externalId) !== customerId)
    throw new Refusal('state.conflict', 'Another customer has this external id.', '/externalId');
}
