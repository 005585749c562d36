import { customerDecider } from '#domain/customer/customer.decider';
import type { Metadata } from '#domain/event';
import { Refusal } from '#domain/refusal';
import { streams } from '#domain/streams';
import type { Sensitivity } from '#domain/values';
import { handleCommand, refuseStale, revisionOf } from '#event-store/handle-command';
import { inParallel } from '../imports/in-parallel.js';
import { execute } from '../desk.js';
import type { Desk } from '../desk.js';
import { defineCommand } from '../use-case.js';

type Needs = Pick<Desk, 'log' | 'live' | 'view' | 'clock'>;
type Changing = { readonly metadata: Metadata; readonly ifMatch?: number | undefined };

const assignmentsAtOnce = 32;

type Assigning = Changing & {
  readonly customerId: string;
  readonly to: string;
  /** The employee who gives it. */
  readonly manager: string;
};
/**
 * Gives a customer of the manager's team to somebody.
 * @throws Refusal `not_found` for a customer outside the team; `reference.unknown` for nobody, or somebody who has left;
 *   `access.denied` for oneself when leaving
 */
export const assignCustomer = defineCommand(
  'AssignCustomer',
  async (desk: Needs, { customerId, to, manager, ...changing }: Assigning) => {
    const now = desk.clock().toISOString();
    const customer = desk.view.customers.find(customerId);
    if (customer === undefined || !isOfTeamOf(desk.view, customer, manager, now))
      throw new Refusal('not_found', 'There is no such customer.');
    mustBeHere(desk, to, now, '/employeeId');
    mustNotTakeAlong(desk, manager, to, now, '/employeeId');
    return execute(desk, customerDecider, {
      stream: streams.customer(customerId),
      command: { type: 'AssignCustomer', to, because: 'assignment' },
      ...given(changing),
    });
  },
);

type HandingOver = Changing & {
  /** `ifMatch` is a revision of this person, who is what the request names. */
  readonly from: string;
  readonly to: string;
  /** The employee who hands over. */
  readonly manager: string;
  /** All that `from` looks after, unless named. */
  readonly customerIds?: readonly string[] | undefined;
};
/**
 * Hands customers that `from` looks after to somebody else. Answers how many moved.
 * @throws Refusal `reference.unknown` for a customer that `from` does not look after, or nobody to hand over to;
 *   `access.denied` for oneself when leaving; `revision.stale`
 */
export const handOver = defineCommand(
  'HandOverPortfolio',
  async (desk: Needs, { from, to, manager, customerIds, metadata, ifMatch }: HandingOver) => {
    const now = desk.clock().toISOString();
    if (ifMatch !== undefined) refuseStale(ifMatch, await revisionOf(desk.log, streams.employee(from)));
    mustBeHere(desk, to, now, '/to');
    mustNotTakeAlong(desk, manager, to, now, '/to');
    const ids = new Set(customerIds ?? desk.view.customers.assignedTo(from));
    for (const id of ids)
      if (desk.view.customers.find(id)?.assignedTo !== from)
        throw new Refusal('reference.unknown', `They do not look after the customer ${id}.`, '/customers');
    const handled = await inParallel([...ids], assignmentsAtOnce, (customerId) =>
      handleCommand(desk.log, customerDecider, {
        stream: streams.customer(customerId),
        command: { type: 'AssignCustomer', from, to, because: 'hand_over' },
        metadata,
      }),
    );
    const position = handled.reduce((latest, each) => (each.position > latest ? each.position : latest), '');
    await desk.live.passed(position);
    return { moved: handled.filter(({ events }) => events.length > 0).length, position };
  },
);

type Classifying = Changing & { readonly customerId: string; readonly level: Sensitivity; readonly reason: string };
/** @throws Refusal `not_found` */
export const classifyCustomer = defineCommand(
  'ClassifyCustomer',
  (desk: Pick<Desk, 'log' | 'live'>, { customerId, level, reason, ...changing }: Classifying) =>
    execute(desk, customerDecider, {
      stream: streams.customer(customerId),
      command: { type: 'ClassifyCustomer', level, reason },
      ...given(changing),
    }),
);

const given = ({ metadata, ifMatch }: Changing) => ({ metadata, ...(ifMatch !== undefined && { ifMatch }) });

type Held = { readonly developedBy: string; readonly assignedTo: string };

/** Whether somebody of the manager's team developed the customer or looks after it. */
export function isOfTeamOf(
  { people }: Desk['view'],
  { developedBy, assignedTo }: Held,
  manager: string,
  now: string,
): boolean {
  const team = people.teamOf(manager, now);
  return team !== undefined && [developedBy, assignedTo].some((holder) => people.teamOf(holder, now) === team);
}

/** Whoever is leaving sees their own customers only, and may not make others their own. */
export const takesAlong = (view: Desk['view'], manager: string, to: string, now: string): boolean =>
  to === manager && view.personOf(manager, now)?.departure !== 'none';

function mustNotTakeAlong({ view }: Needs, manager: string, to: string, now: string, pointer: string): void {
  if (takesAlong(view, manager, to, now))
    throw new Refusal('access.denied', 'Whoever is leaving takes over no customers.', pointer);
}

function mustBeHere({ view }: Needs, employeeId: string, now: string, pointer: string): void {
  const person = view.personOf(employeeId, now);
  if (person === undefined || person.departure === 'left')
    throw new Refusal('reference.unknown', 'There is no such employee, or they have left.', pointer);
}
