import { emptyPolicyPeers } from './policy.js';
import { parameters } from './parameters.js';
import { employmentOn, type Employment, type PersonState } from './person.js';
import { priorOf, type Prior } from './prior.js';

type Dimension = 'role' | 'team' | 'region';

type Groups = { readonly dimensions: readonly Dimension[]; readonly groups: readonly string[] };
/** By employment: asked for every day of every person, and always the same. */
const remembered = new WeakMap<Employment, Groups>();

/** Groups a person belongs to, the narrowest first; the last is the whole firm. */
export function groupsOf(employment: Employment | null, dimensions: readonly Dimension[]): readonly string[] {
  if (employment === null) return ['firm'];
  const known = remembered.get(employment);
  if (known?.dimensions === dimensions) return known.groups;
  const groups = dimensions.map((_, last) =>
    JSON.stringify(dimensions.slice(0, last + 1).map((dimension) => [dimension, employment[dimension]])),
  );
  groups.reverse();
  groups.push('firm');
  remembered.set(employment, { dimensions, groups });
  return groups;
}

/** Priors of every group of at least five people who have closed days. */
export function learnPriors(
  people: Iterable<PersonState>,
  day: number,
  dimensions: readonly Dimension[] = emptyPolicyPeers,
): Map<string, Prior> {
  const members = new Map<string, PersonState[]>();
  for (const person of people) {
    if (person.model.days === 0) continue;
    for (const group of groupsOf(employmentOn(person, day), dimensions)) {
      const list = members.get(group);
      if (list === undefined) members.set(group, [person]);
      else list.push(person);
    }
  }
  const priors = new Map<string, Prior>();
  for (const [group, list] of members) {
    if (list.length >= parameters.peersAtLeast || group === 'firm')
      priors.set(group, priorOf(list.map(({ model }) => model)));
  }
  return priors;
}
