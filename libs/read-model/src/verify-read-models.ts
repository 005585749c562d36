import type { SqlPool } from '#platform/postgres';
import type { EventSource } from './event-source.js';
import { projections } from './projections.js';
import { rebuild } from './rebuild.js';

/** What is wrong with the read models, by rebuilding them beside the live ones: each that differs is named. */
export async function readModelsEqualRebuild(
  pool: SqlPool,
  source: EventSource,
): Promise<readonly { readonly kind: string; readonly where: string }[]> {
  const rebuilt = await rebuild(pool, source, projections, { verify: true });
  return rebuilt.filter(({ equal }) => !equal).map(({ name }) => ({ kind: 'read_model.different', where: name }));
}
