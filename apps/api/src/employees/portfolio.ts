import { Refusal } from '#domain/refusal';
import { countPortfolio, listCustomers } from '#read-model/queries/customers';
import type { PageRequest } from '#read-model/queries/page';
import type { Desk } from '../desk.js';
import { defineQuery } from '../use-case.js';

type Needs = Pick<Desk, 'pool' | 'view'>;

/** How many customers a person developed or looks after. @throws Refusal `not_found` */
export const countCustomers = defineQuery(
  'CountPortfolio',
  ({ pool, view }: Needs, { employeeId }: { readonly employeeId: string }) => {
    if (view.people.employee(employeeId) === undefined) throw new Refusal('not_found', 'There is no such employee.');
    return countPortfolio(pool, employeeId);
  },
);

type Asked = { readonly employeeId: string; readonly team: string; readonly page: PageRequest; readonly now: string };

/**
 * A page of the customers themselves for the team's manager: ids and who has them, no words of theirs.
 * @throws Refusal `not_found` for somebody of another team
 */
export const listPortfolio = defineQuery('ListPortfolio', async ({ pool, view }: Needs, asked: Asked) => {
  mustBeOfTeam(view, asked.employeeId, asked.team, asked.now);
  const found = await listCustomers(pool, [asked.employeeId], asked.page);
  const items = found.items.map(({ id, developedBy, assignedTo, sensitivity }) => ({
    id,
    developedBy,
    assignedTo,
    sensitivity,
  }));
  return { items, next: found.next };
});

/** @throws Refusal `not_found` */
export function mustBeOfTeam(view: Desk['view'], employeeId: string, team: string, now: string): void {
  if (view.people.teamOf(employeeId, now) !== team) throw new Refusal('not_found', 'There is no such employee.');
}
