import { isWithin, relationTo, scopeOf } from '#domain/access/scope';
import type { Person } from '#domain/access/scope';
import { Refusal } from '#domain/refusal';
import type { Tier } from '#domain/policy/tier-policy';
import { highestOf, isAbove } from '#domain/values';
import type { Sensitivity } from '#domain/values';
import { selectForExport } from '#read-model/queries/customers';
import type { ExportedSet, Holders } from '#read-model/queries/customers';
import type { Desk } from '../desk.js';

export type RowFilter = {
  readonly ids?: readonly string[] | undefined;
  readonly assignedTo?: string | undefined;
  readonly team?: string | undefined;
  readonly sensitivity?: Sensitivity | undefined;
};
export type SelectedRows = {
  readonly ids: readonly string[];
  /** Above the requester's ceiling. */
  readonly leftOut: number;
  readonly highestSensitivity: Sensitivity | null;
};

/** Above any cap that a policy can set; what it cuts off is refused anyhow. */
const mostRows = 200_000;

/**
 * The customers that a filter selects within somebody's scope and ceiling; undefined when it names an id outside the
 * scope, whether it exists or not.
 * @throws Refusal `view.lagging` when the read models do not know them all yet
 */
export async function selectRows(
  { pool, view }: Pick<Desk, 'pool' | 'view'>,
  person: Person,
  tier: Tier,
  filter: RowFilter,
  now: string,
): Promise<SelectedRows | undefined> {
  const found = await selectForExport(pool, setOf(view, person, tier, filter, now), mostRows);
  if (filter.ids !== undefined && found.length < new Set(filter.ids).size && isOnlyIds(filter)) {
    const scope = scopeOf(person, tier);
    const isTheirs = (id: string): boolean => {
      const customer = view.customerOf(id, now);
      return customer !== undefined && isWithin(scope, relationTo(person, customer));
    };
    if (!filter.ids.every(isTheirs)) return undefined;
    throw new Refusal('view.lagging', 'Some of these customers are too new; try again in a moment.');
  }
  const within = found.filter(({ sensitivity }) => !isAbove(sensitivity, tier.maxSensitivity));
  return {
    ids: within.map(({ id }) => id),
    leftOut: found.length - within.length,
    highestSensitivity: highestOf([...new Set(within.map(({ sensitivity }) => sensitivity))]),
  };
}

/** The customers that a filter is about, whatever their level. */
export function setOf(view: Desk['view'], person: Person, tier: Tier, filter: RowFilter, now: string): ExportedSet {
  const scope = scopeOf(person, tier);
  const holders: Holders =
    scope === 'all' ? 'all' : scope === 'own' ? [person.employeeId] : view.people.inTeam(person.team, now);
  const team = filter.team === undefined ? undefined : view.people.inTeam(filter.team, now);
  const assignees = filter.assignedTo === undefined ? team : [filter.assignedTo];
  return {
    holders,
    ids: filter.ids,
    assignedTo: team === undefined ? assignees : assignees?.filter((id) => team.includes(id)),
    sensitivity: filter.sensitivity,
  };
}

/** Other conditions may leave out an id that exists. */
const isOnlyIds = ({ assignedTo, team, sensitivity }: RowFilter): boolean =>
  assignedTo === undefined && team === undefined && sensitivity === undefined;
