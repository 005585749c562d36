import { employeeDecider } from '#domain/employee/employee.decider';
import type { EmployeeCommand } from '#domain/employee/employee.decider';
import type { Employment } from '#domain/employee/employee';
import type { Metadata } from '#domain/event';
import { streams } from '#domain/streams';
import { defaultSource } from '#event-store/aliases';
import { execute } from '../desk.js';
import type { Desk } from '../desk.js';
import { defineCommand } from '../use-case.js';
import { claimIdentity } from './identify-employee.js';
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

/** Hires a stranger, or again somebody known by the external id or address. @throws Refusal `state.conflict`, `date.order` */
export const hireEmployee = defineCommand(
  'HireEmployee',
  async (desk: Pick<Desk, 'log' | 'live' | 'aliases'>, hire: Hire) => {
    const { newId, identity, name, employment, hiredOn, now, metadata } = hire;
    const employeeId = await claimIdentity(desk.aliases, identity, newId);
    const handled = await execute(desk, employeeDecider, {
      stream: streams.employee(employeeId),
      creates: employeeId === newId,
      metadata,
      command: {
        type: 'HireEmployee',
        employeeId,
        employment,
        hiredOn,
        name,
        email: identity.email,
        externalIds: identity.externalId === undefined ? {} : { [defaultSource]: identity.externalId },
        now,
      },
    });
    return { employeeId, ...handled };
  },
);
