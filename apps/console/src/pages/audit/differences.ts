export type Difference = { readonly path: string; readonly before: unknown; readonly after: unknown };

/** What differs between two states, leaf by leaf, in the order of the paths. */
export function differencesOf(before: unknown, after: unknown): readonly Difference[] {
  const then = new Map(leavesOf(before, ''));
  const later = new Map(leavesOf(after, ''));
  const paths = [...new Set([...then.keys(), ...later.keys()])].sort();
  return paths
    .filter((path) => JSON.stringify(then.get(path)) !== JSON.stringify(later.get(path)))
    .map((path) => ({ path, before: then.get(path), after: later.get(path) }));
}

/** A list of plain values is one leaf; lists of things are compared place by place. */
function leavesOf(value: unknown, path: string): readonly (readonly [string, unknown])[] {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object')) return [[path, value]];
  return Object.entries(value).flatMap(([name, inner]) => leavesOf(inner, path === '' ? name : `${path}.${name}`));
}
