import type { z } from 'zod';

/** What is wrong at one place. */
type Fault = { readonly path: readonly PropertyKey[]; readonly code: string; readonly detail: string };

/** The faults that an issue stands for: of a union, those of the alternative that was most likely meant. */
export function faultsOf(issue: z.core.$ZodIssue, above: readonly PropertyKey[] = []): readonly Fault[] {
  const path = [...above, ...issue.path];
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      path: [...path, key],
      code: 'field.unknown',
      detail: 'this field is not known here',
    }));
  if (issue.code === 'invalid_union') {
    const alternatives = issue.errors.map((issues) => issues.flatMap((each) => faultsOf(each, path)));
    const nearest = nearestOf(
      alternatives.filter((faults) => faults.length > 0),
      path,
    );
    if (nearest !== undefined) return nearest;
  }
  return [{ path, code: `field.${issue.code}`, detail: issue.message }];
}

/** Whose faults lie deepest, and of those whose are fewest. Where all have failed as a whole, what each expects. */
function nearestOf(
  alternatives: readonly (readonly Fault[])[],
  path: readonly PropertyKey[],
): readonly Fault[] | undefined {
  const depthOf = (faults: readonly Fault[]) => Math.min(...faults.map((fault) => fault.path.length));
  const [nearest] = alternatives.toSorted((a, b) => depthOf(b) - depthOf(a) || a.length - b.length);
  if (nearest === undefined || depthOf(nearest) > path.length) return nearest;
  const details = new Set(alternatives.flat().map(({ detail }) => detail));
  return details.size === 1
    ? nearest.slice(0, 1)
    : [{ path, code: 'field.invalid_union', detail: [...details].join('; or: ') }];
}
