import type { DomainEvent } from '#domain/events';
import { localDate } from '#domain/local-date';
import { employmentAt } from '#domain/employee/employee';
import { sensitivities } from '#domain/values';
import type { Sensitivity } from '#domain/values';
import type { RecordedFact } from '#event-store/codec';
import { CustomerBook } from './customer-book.js';
import type { CustomerFacts } from './customer-book.js';
import { DailyUsage } from './daily-usage.js';
import type { Usage } from './daily-usage.js';
import { People } from './people.js';
import type { Policies } from './policies.js';

/** The types of event that change what is decided on. */
export const decidingTypes = [
  'EmployeeHired',
  'EmployeeTransferred',
  'EmployeeDetailsCorrected',
  'ResignationDeclared',
  'ResignationWithdrawn',
  'ResignationEnteredInError',
  'LastWorkingDayChanged',
  'EmployeeLeft',
  'AccountOpened',
  'RolesChanged',
  'AccountDisabled',
  'AccountEnabled',
  'CustomerRegistered',
  'CustomerAssigned',
  'InformationClassified',
  'TierPolicyPublished',
  'ApprovalChainsPublished',
  'CustomerRecordViewed',
  'FieldRevealed',
] as const satisfies readonly DomainEvent['type'][];
export type DecidingFact = Extract<RecordedFact, { type: (typeof decidingTypes)[number] }>;
export const isDeciding = (event: RecordedFact): event is DecidingFact =>
  (decidingTypes as readonly string[]).includes(event.type);

/** How the customers of one access stand to the person. */
export type Touched = {
  readonly sensitivity: Sensitivity | null;
  readonly portfolio: 'own' | 'team' | 'other' | 'unknown';
};

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
      case 'EmployeeDetailsCorrected':
      case 'ResignationDeclared':
      case 'ResignationWithdrawn':
      case 'ResignationEnteredInError':
      case 'LastWorkingDayChanged':
      case 'EmployeeLeft':
        return this.people.applyEmployment(event);
      case 'AccountOpened':
        return this.people.putAccount({ ...event.data, disabled: false });
      case 'RolesChanged':
        return this.people.changeAccount(event.data.accountId, { roles: event.data.roles });
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
      case 'FieldRevealed':
        return this.#count(event);
    }
  }

  /** The day it is for the person; the UTC day for a stranger. */
  localDay(employeeId: string, now: string): string {
    const employee = this.people.employee(employeeId);
    return localDate(now, employee === undefined ? 'UTC' : employmentAt(employee, now).timezone);
  }

  /** The highest sensitivity among the customers, and the least own of their portfolios; ids nobody knows are left out. */
  touched(employeeId: string, customers: readonly CustomerFacts[], now: string): Touched {
    if (customers.length === 0) return { sensitivity: null, portfolio: 'unknown' };
    const team = this.people.teamOf(employeeId, now);
    const belongsTo = (isTheirs: (person: string) => boolean) =>
      customers.every(({ developedBy, assignedTo }) => isTheirs(developedBy) || isTheirs(assignedTo));
    const highest = Math.max(...customers.map(({ sensitivity }) => sensitivities.indexOf(sensitivity)));
    return {
      sensitivity: sensitivities[highest] ?? null,
      portfolio: belongsTo((person) => person === employeeId)
        ? 'own'
        : belongsTo((person) => person === employeeId || this.people.teamOf(person, now) === team)
          ? 'team'
          : 'other',
    };
  }

  /** Only what Bookward itself let through counts towards a daily limit: another system's claims come too late to be refused. */
  #count(event: Extract<DecidingFact, { type: 'CustomerRecordViewed' | 'FieldRevealed' }>): void {
    if (event.trust === 'claimed') return;
    const { employeeId } = event.data;
    const used = event.type === 'FieldRevealed' ? { views: 0, reveals: 1 } : viewsOf(event.data.customerIds.length);
    this.usage.record(event.id, employeeId, this.localDay(employeeId, event.recordedAt), used);
  }
}

/** Each customer of a view counts. */
export const viewsOf = (customers: number): Usage => ({ views: Math.max(1, customers), reveals: 0 });
