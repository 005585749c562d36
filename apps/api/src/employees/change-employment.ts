import { employeeDecider } from '#domain/employee/employee.decider';
import type { EmployeeCommand } from '#domain/employee/employee.decider';
import type { Employment } from '#domain/employee/employee';
import { erased } from '#domain/event';
import type { Metadata } from '#domain/event';
import { Refusal } from '#domain/refusal';
import { streams } from '#domain/streams';
import { defaultSource } from '#event-store/aliases';
import { preview } from '#event-store/handle-command';
import { execute } from '../desk.js';
import type { Desk } from '../desk.js';
import { defineCommand } from '../use-case.js';
import { currentDetails } from './employee-details.js';
import type { EmployeeDetails } from './employee-details.js';
import { claimIdentity, findIdentity } from './identify-employee.js';
import type { Identity } from './identify-employee.js';

type Change = {
  readonly employeeId: string;
  readonly command: Exclude<EmployeeCommand, { type: 'HireEmployee' | 'ImportEmployee' }>;
  readonly metadata: Metadata;
  readonly ifMatch?: number | undefined;
};

/** A transfer, or a step of a departure: answered once this process decides by it. @throws as the employee's decider */
export const changeEmployment = defineCommand(
  'ChangeEmployment',
  (desk: Pick<Desk, 'log' | 'live'>, { employeeId, command, metadata, ifMatch }: Change) =>
    execute(desk, employeeDecider, {
      stream: streams.employee(employeeId),
      command,
      metadata,
      ...(ifMatch !== undefined && { ifMatch }),
    }),
);

type Hire = {
  readonly newId: string;
  readonly identity: Identity;
  readonly name: string;
  readonly employment: Employment;
  readonly hiredOn: string;
  readonly now: string;
  readonly metadata: Metadata;
};

/**
 * Hires a stranger, or again somebody known by the external id or address.
 * @throws Refusal `state.conflict`, also for somebody known of whom it says something else; `date.order`
 */
export const hireEmployee = defineCommand(
  'HireEmployee',
  async (desk: Pick<Desk, 'log' | 'live' | 'aliases'>, hire: Hire) => {
    const { newId, identity, metadata } = hire;
    const known = await findIdentity(desk.aliases, identity);
    // Before any name is claimed: what is refused must not leave the person known by it.
    if (known !== undefined && known !== newId) await mustAgree(desk.log, known, hire);
    const employeeId = await claimIdentity(desk.aliases, identity, newId);
    if (known === undefined && employeeId !== newId)
      throw new Refusal('state.conflict', 'Somebody is being hired under this address at this moment.', '/email');
    const handled = await execute(desk, employeeDecider, {
      stream: streams.employee(employeeId),
      creates: employeeId === newId,
      metadata,
      command: commandOf(hire, employeeId),
    });
    return { employeeId, ...handled };
  },
);

const commandOf = ({ identity, name, employment, hiredOn, now }: Hire, employeeId: string) => ({
  type: 'HireEmployee' as const,
  employeeId,
  employment,
  hiredOn,
  name,
  email: identity.email,
  externalIds: identity.externalId === undefined ? {} : { [defaultSource]: identity.externalId },
  now,
});

/** A hire that changes nothing must be the one that was recorded, in its personal words too, which no decider sees. */
async function mustAgree(log: Desk['log'], employeeId: string, hire: Hire): Promise<void> {
  const command = commandOf(hire, employeeId);
  const decided = await preview(log, employeeDecider, { stream: streams.employee(employeeId), command });
  if (decided.length > 0) return;
  const known = await currentDetails(log, employeeId);
  const pointer = known === undefined || known === erased ? '/email' : differing(known, hire);
  if (pointer !== undefined)
    throw new Refusal('state.conflict', 'The person is known by another name, address or external id.', pointer);
}

/** Of an external id that is not given nothing is said. */
function differing(known: EmployeeDetails, { name, identity: { email, externalId } }: Hire): string | undefined {
  if (known.name !== name) return '/name';
  if (known.email.toLowerCase() !== email.toLowerCase()) return '/email';
  return externalId === undefined || known.externalIds[defaultSource] === externalId ? undefined : '/externalId';
}
