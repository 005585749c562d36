import { customerDecider } from '#domain/customer/customer.decider';
import type { Metadata } from '#domain/event';
import { Refusal } from '#domain/refusal';
import { streams } from '#domain/streams';
import type { Sensitivity } from '#domain/values';
import { handleCommand } from '#event-store/handle-command';
import { inParallel } from '../imports/in-parallel.js';
import { execute } from '../desk.js';
import type { Desk } from '../desk.js';

type Needs = Pick<Desk, 'log' | 'live' | 'view' | 'clock'>;
type Changing = { readonly metadata: Metadata; readonly ifMatch?: number };

const assignmentsAtOnce = 32;

/**
 * Gives a customer of the manager's team to somebody.
 * @throws Refusal `not_found` for a customer outside the team; `reference.unknown` for nobody, or somebody who has left
 */
export async function assignCustomer(
  desk: Needs,
  { customerId, to, team }: { readonly customerId: string; readonly to: string; readonly team: string | undefined },
  changing: Changing,
) {
  const now = desk.clock().toISOString();
  const customer = desk.view.customerOf(customerId, now);
  if (customer === undefined || team === undefined || !isOfTeam(customer, team))
    throw new Refusal('not_found', 'There is no such customer.');
  mustBeHere(desk, to, now, '/employeeId');
  return execute(desk, customerDecider, {
    stream: streams.customer(customerId),
    command: { type: 'AssignCustomer', to, because: 'assignment' },
    ...changing,
  });
}

/**
 * Hands customers that `from` looks after to somebody else: all of them, or those named. Answers how many moved.
 * @throws Refusal `reference.unknown` for a customer that `from` does not look after, or nobody to hand over to
 */
export async function handOver(
  desk: Needs,
  { from, to, customerIds }: { readonly from: string; readonly to: string; readonly customerIds: readonly string[] },
  metadata: Metadata,
): Promise<{ readonly moved: number; readonly position: string }> {
  mustBeHere(desk, to, desk.clock().toISOString(), '/to');
  for (const id of customerIds)
    if (desk.view.customers.find(id)?.assignedTo !== from)
      throw new Refusal('reference.unknown', `They do not look after the customer ${id}.`, '/customers');
  const handled = await inParallel([...new Set(customerIds)], assignmentsAtOnce, (customerId) =>
    handleCommand(desk.log, customerDecider, {
      stream: streams.customer(customerId),
      command: { type: 'AssignCustomer', to, because: 'hand_over' },
      metadata,
    }),
  );
  const position = handled.reduce((latest, each) => (each.position > latest ? each.position : latest), '');
  await desk.live.passed(position);
  return { moved: handled.filter(({ events }) => events.length > 0).length, position };
}

/** @throws Refusal `not_found` */
export const classifyCustomer = (
  desk: Pick<Desk, 'log' | 'live'>,
  { customerId, level, reason }: { readonly customerId: string; readonly level: Sensitivity; readonly reason: string },
  changing: Changing,
) =>
  execute(desk, customerDecider, {
    stream: streams.customer(customerId),
    command: { type: 'ClassifyCustomer', level, reason },
    ...changing,
  });

const isOfTeam = (
  customer: { readonly developerTeam: string | undefined; readonly assigneeTeam: string | undefined },
  team: string,
): boolean => customer.developerTeam === team || customer.assigneeTeam === team;

function mustBeHere({ view }: Needs, employeeId: string, now: string, pointer: string): void {
  const person = view.personOf(employeeId, now);
  if (person === undefined || person.departure === 'left')
    throw new Refusal('reference.unknown', 'There is no such employee, or they have left.', pointer);
}
