import { Refusal } from '#domain/refusal';
import type { DepartureStatus } from '#domain/values';
import { findEmployee, listEmployees } from '#read-model/queries/employees';
import type { EmployeeRecord } from '#read-model/queries/employees';
import type { PageRequest } from '#read-model/queries/page';
import type { Desk } from '../desk.js';
import { HttpProblem } from '../http/http-problem.js';
import type { Person } from '../http/principal.js';
import { labelsFor } from '../labels/labels.js';
import { defineQuery } from '../use-case.js';
import { employeeFacts, employeeSummary, tierFacts } from './employee-facts.js';
import type { Depth } from './employee-facts.js';

type Needs = Pick<Desk, 'pool' | 'view'>;
type Listing = {
  readonly reader: Person;
  readonly team?: string | undefined;
  readonly departure?: DepartureStatus | undefined;
  readonly q?: string;
  readonly page: PageRequest;
  readonly now: string;
};

/** People that the reader may see, as the reader may see them. A manager sees the own team, whatever is asked for. */
export const showEmployees = defineQuery('ShowEmployees', async (desk: Needs, listing: Listing) => {
  const { reader, departure, q, page, now } = listing;
  const depth = listDepth(reader);
  // By name only HR searches everybody: an officer who is a manager too would see through the pseudonyms.
  const isOwnOnly = depth === 'team' || (q !== undefined && depth !== 'all');
  const own = isOwnOnly ? teamOf(desk, reader, now) : undefined;
  if (own !== undefined && listing.team !== undefined && listing.team !== own) return { items: [], next: null };
  const team = own ?? listing.team;
  const found = await listEmployees(desk.pool, { team, departure, q }, now, page);
  const label = await labelsFor(desk, reader, found.items.map(idOf), now);
  const items = found.items.map((record) => employeeSummary(record, label(idOf(record)), depth, now));
  return { items, next: found.next };
});

type Asked = { readonly reader: Person; readonly employeeId: string; readonly now: string };

/** @throws HttpProblem `auth.forbidden`; Refusal `not_found`, also for a person of another manager's team */
export const showEmployee = defineQuery('ShowEmployee', async (desk: Needs, { reader, employeeId, now }: Asked) => {
  const depth = depthOf(desk, reader, employeeId, now);
  const record = await findEmployee(desk.pool, employeeId);
  if (record === undefined) throw new Refusal('not_found', 'There is no such employee.');
  const label = depth === 'all' ? record.name : (await labelsFor(desk, reader, [employeeId], now))(employeeId);
  return { revision: record.revision, body: employeeFacts(record, label, depth, now) };
});

const tierReaders = ['hr', 'admin', 'security_officer'] as const;

/** @throws HttpProblem `auth.forbidden`; Refusal `not_found` */
export const showTier = defineQuery('ShowTier', async ({ view, live }: Needs & Pick<Desk, 'live'>, asked: Asked) => {
  const { reader, employeeId, now } = asked;
  if (reader.employeeId !== employeeId && !tierReaders.some((role) => reader.roles.includes(role)))
    throw new HttpProblem('auth.forbidden', 'Your role may see only your own tier.');
  live.requireFresh();
  if (view.people.employee(employeeId) === undefined) throw new Refusal('not_found', 'There is no such employee.');
  return tierFacts(view, employeeId, now);
});

const idOf = ({ employee }: EmployeeRecord): string => employee.employeeId;

const listDepth = ({ roles }: Person): Depth =>
  roles.includes('hr') ? 'all' : roles.includes('security_officer') ? 'pseudonymous' : 'team';

/** The team of a manager; somebody without a record has none. @throws HttpProblem `auth.forbidden` */
export function teamOf({ view }: Pick<Desk, 'view'>, { employeeId }: Person, now: string): string {
  const team = view.people.teamOf(employeeId ?? '', now);
  if (team === undefined) throw new HttpProblem('auth.forbidden', 'This account belongs to no team.');
  return team;
}

function depthOf(desk: Needs, reader: Person, employeeId: string, now: string): Depth {
  const { roles } = reader;
  if (roles.includes('hr') || reader.employeeId === employeeId) return 'all';
  if (roles.includes('security_officer')) return 'pseudonymous';
  if (!roles.includes('manager')) throw new HttpProblem('auth.forbidden', 'Your role may see only your own record.');
  if (desk.view.people.teamOf(employeeId, now) !== teamOf(desk, reader, now))
    throw new Refusal('not_found', 'There is no such employee.');
  return 'team';
}
