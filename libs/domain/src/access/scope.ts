import type { Tier } from '../policy/tier-policy.js';
import { scopes } from '../values.js';
import type { DepartureStatus, Guard, Portfolio, Scope, Sensitivity } from '../values.js';

export type Person = {
  readonly employeeId: string;
  readonly team: string;
  readonly departure: DepartureStatus;
  /** Every account of the person is disabled. */
  readonly suspended: boolean;
};
/** A customer as an access is decided on; a team is undefined when it is not known. */
export type CustomerFacts = {
  readonly developedBy: string;
  readonly assignedTo: string;
  readonly developerTeam: string | undefined;
  readonly assigneeTeam: string | undefined;
  readonly sensitivity: Sensitivity;
};
/** How a known customer stands to a person. */
export type Relation = Exclude<Portfolio, 'unknown'>;

/** The guards that stand on a person now, whatever they ask for. */
export function guardsOf({ departure, suspended }: Pick<Person, 'departure' | 'suspended'>): readonly Guard[] {
  const guards: Guard[] = [];
  if (departure === 'declared') guards.push('departing');
  if (departure === 'left') guards.push('left');
  if (suspended) guards.push('suspended');
  return guards;
}

/** Whoever is leaving sees their own customers only. */
export const scopeOf = (person: Pick<Person, 'departure'>, tier: Pick<Tier, 'scope'>): Scope =>
  person.departure === 'none' ? tier.scope : 'own';

/** `own`: developed by or assigned to the person. `team`: the same for anyone of the person's team. */
export function relationTo(person: Pick<Person, 'employeeId' | 'team'>, customer: CustomerFacts): Relation {
  if (customer.developedBy === person.employeeId || customer.assignedTo === person.employeeId) return 'own';
  return customer.developerTeam === person.team || customer.assigneeTeam === person.team ? 'team' : 'other';
}

export const isWithin = (scope: Scope, relation: Relation): boolean =>
  scopes.indexOf(scope) >= relations.indexOf(relation);

/** The least own of the objects; `unknown` when nobody knows them, or there are none. */
export function portfolioOf(person: Person, customers: readonly CustomerFacts[], unknownCustomers: number): Portfolio {
  if (unknownCustomers > 0) return 'unknown';
  const found = new Set(customers.map((customer) => relationTo(person, customer)));
  return relations.findLast((relation) => found.has(relation)) ?? 'unknown';
}

/** From near to far, as `scopes` rise. */
const relations = ['own', 'team', 'other'] as const satisfies readonly Relation[];
