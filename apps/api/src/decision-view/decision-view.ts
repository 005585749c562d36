import type { CustomerFacts, Person } from '#domain/access/scope';
import { usageOf } from '#domain/access/usage';
import type { Usage } from '#domain/access/usage';
import { departureOn, employmentAt } from '#domain/employee/employee';
import type { DomainEvent } from '#domain/events';
import { localDate } from '#domain/local-date';
import { tierFor } from '#domain/policy/tier-policy';
import type { AssignedTier } from '#domain/policy/tier-policy';
import type { RecordedFact } from '#event-store/codec';
import { CustomerBook } from './customer-book.js';
import { DailyUsage } from './daily-usage.js';
import { People } from './people.js';
import type { Policies } from './policies.js';

/** The types of event that change what is decided on. */
export const decidingTypes = [
  'EmployeeHired',
  'EmployeeTransferred',
  'ResignationDeclared',
  'ResignationWithdrawn',
  'ResignationEnteredInError',
  'LastWorkingDayChanged',
  'EmployeeLeft',
  'AccountOpened',
  'RolesChanged',
  'CredentialsVoided',
  'AccountDisabled',
  'AccountEnabled',
  'CustomerRegistered',
  'CustomerAssigned',
  'InformationClassified',
  'TierPolicyPublished',
  'ApprovalChainsPublished',
  'CustomerRecordViewed',
  'RecordsPrinted',
  'RecordsShared',
  'ApiRead',
  'FieldRevealed',
] as const satisfies readonly DomainEvent['type'][];
export type DecidingFact = Extract<RecordedFact, { type: (typeof decidingTypes)[number] }>;
export const isDeciding = (event: RecordedFact): event is DecidingFact =>
  (decidingTypes as readonly string[]).includes(event.type);

/** All that accesses, exports and approvals are decided on, in memory. */
export class DecisionView {
  readonly people = new People();
  readonly customers = new CustomerBook();
  readonly usage = new DailyUsage();
  readonly policies: Policies = { tiers: undefined, chains: undefined };

  apply(event: DecidingFact): void {
    switch (event.type) {
      case 'EmployeeHired':
      case 'EmployeeTransferred':
      case 'ResignationDeclared':
      case 'ResignationWithdrawn':
      case 'ResignationEnteredInError':
      case 'LastWorkingDayChanged':
      case 'EmployeeLeft':
        return this.people.applyEmployment(event);
      case 'AccountOpened':
        return this.people.putAccount({ ...event.data, disabled: false, voidedAt: null });
      case 'RolesChanged':
        return this.people.changeAccount(event.data.accountId, { roles: event.data.roles });
      case 'CredentialsVoided':
        return this.people.changeAccount(event.data.accountId, { voidedAt: event.recordedAt });
      case 'AccountDisabled':
        return this.people.changeAccount(event.data.accountId, { disabled: true });
      case 'AccountEnabled':
        return this.people.changeAccount(event.data.accountId, { disabled: false });
      case 'CustomerRegistered':
        return this.customers.register({ id: event.data.customerId, ...event.data });
      case 'CustomerAssigned':
        return this.customers.assign(event.data.customerId, event.data.to);
      case 'InformationClassified':
        return this.customers.classify(event.data.customerId, event.data.level);
      case 'TierPolicyPublished':
        this.policies.tiers = event.data;
        return;
      case 'ApprovalChainsPublished':
        this.policies.chains = event.data;
        return;
      case 'CustomerRecordViewed':
      case 'RecordsPrinted':
      case 'RecordsShared':
      case 'ApiRead':
      case 'FieldRevealed':
        return this.#count(event);
    }
  }

  /** Somebody as an access of theirs is decided on at `now`; undefined for a stranger. */
  personOf(employeeId: string, now: string): Person | undefined {
    const employee = this.people.employee(employeeId);
    if (employee === undefined) return undefined;
    return {
      employeeId,
      team: employmentAt(employee, now).team,
      departure: departureOn(employee, now),
      suspended: this.people.isSuspended(employeeId),
    };
  }

  /** Whether somebody known here has left; a stranger has not. */
  hasLeft(employeeId: string, now: string): boolean {
    return this.personOf(employeeId, now)?.departure === 'left';
  }

  /** A customer as an access to it is decided on at `now`. */
  customerOf(customerId: string, now: string): CustomerFacts | undefined {
    const customer = this.customers.find(customerId);
    if (customer === undefined) return undefined;
    const { developedBy, assignedTo, sensitivity } = customer;
    return {
      developedBy,
      assignedTo,
      sensitivity,
      developerTeam: this.people.teamOf(developedBy, now),
      assigneeTeam: this.people.teamOf(assignedTo, now),
    };
  }

  /** The tier that the published policy gives a person at `now`; undefined without either. */
  tierOf(employeeId: string, now: string): AssignedTier | undefined {
    const employee = this.people.employee(employeeId);
    if (employee === undefined || this.policies.tiers === undefined) return undefined;
    const { rank, performance, timezone } = employmentAt(employee, now);
    const facts = { rank, performance, hiredOn: employee.hiredOn };
    return tierFor(this.policies.tiers, facts, localDate(now, timezone));
  }

  /** The day it is for the person; the UTC day for a stranger. */
  localDay(employeeId: string, now: string): string {
    const employee = this.people.employee(employeeId);
    return localDate(now, employee === undefined ? 'UTC' : employmentAt(employee, now).timezone);
  }

  /** What a person has used up of the daily limits at `now`. */
  usedToday(employeeId: string, now: string): Usage {
    return this.usage.of(employeeId, this.localDay(employeeId, now));
  }

  /** Only what Bookward itself let through counts towards a daily limit: another system's claims come too late to be refused. */
  #count(event: Extract<DecidingFact, { type: keyof typeof limitedActions }>): void {
    if (event.trust === 'claimed') return;
    const { employeeId, customerIds, fields, rows } = event.data;
    const action = limitedActions[event.type];
    const used = usageOf({ action, customers: customerIds, unknownCustomers: 0, fields, rows });
    this.usage.record(event.id, employeeId, this.localDay(employeeId, event.recordedAt), used);
  }
}

/** The accesses that daily limits count, by how they are recorded. */
const limitedActions = {
  CustomerRecordViewed: 'view',
  RecordsPrinted: 'print',
  RecordsShared: 'share',
  ApiRead: 'api_read',
  FieldRevealed: 'reveal',
} as const;
export const limitedTypes = Object.keys(limitedActions);
