import type { Person } from '#domain/access/scope';
import type { Tier } from '#domain/policy/tier-policy';
import { kinds } from '#domain/values';
import { fieldsForExport } from '#read-model/queries/customers';
import type { Desk } from '../desk.js';
import { setOf } from './select-rows.js';
import type { RowFilter } from './select-rows.js';

type Whose = { readonly person: Person; readonly tier: Tier | undefined };
type Asked = { readonly filter: RowFilter; readonly now: string };

/** Names of the fields that the selected customers have and that the tier lets the person take out. */
export async function exportableFields(
  { pool, view }: Pick<Desk, 'pool' | 'view'>,
  { person, tier }: Whose,
  { filter, now }: Asked,
): Promise<readonly string[]> {
  if (tier === undefined) return [];
  const exportable = kinds.filter((kind) => tier.kinds[kind] === 'reveal' || tier.kinds[kind] === 'clear');
  return fieldsForExport(pool, setOf(view, person, tier, filter, now), {
    kinds: exportable,
    ceiling: tier.maxSensitivity,
  });
}
