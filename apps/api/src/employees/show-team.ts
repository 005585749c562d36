import { departureOn } from '#domain/employee/employee';
import type { Desk } from '../desk.js';
import type { Person } from '../http/principal.js';
import { labelsFor } from '../labels/labels.js';
import { defineQuery } from '../use-case.js';
import { teamOf } from './show-employees.js';

type Asked = { readonly reader: Person; readonly now: string };

/**
 * Who works in the reader's team now, by name. Who is about to leave is not told here.
 * @throws HttpProblem `auth.forbidden` without a team
 */
export const showTeam = defineQuery('ShowTeam', async (desk: Pick<Desk, 'pool' | 'view'>, { reader, now }: Asked) => {
  const team = teamOf(desk, reader, now);
  const ids = desk.view.people.inTeam(team, now).filter((id) => {
    const employee = desk.view.people.employee(id);
    return employee !== undefined && departureOn(employee, now) !== 'left';
  });
  const label = await labelsFor(desk, reader, ids, now);
  const people = ids.map((id) => ({ id, label: label(id) }));
  return { team, people: people.sort((a, b) => a.label.localeCompare(b.label)) };
});
