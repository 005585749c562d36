import { currentPolicy, policyVersions } from '#read-model/queries/policies';
import type { PolicyName } from '#read-model/queries/policies';
import type { Desk } from '../desk.js';
import { defineQuery } from '../use-case.js';

/** What is in force, null until something was published; and every version, the newest first. */
export const showPolicy = defineQuery('ShowPolicy', async ({ pool }: Pick<Desk, 'pool'>, policy: PolicyName) => {
  const [current, versions] = await Promise.all([currentPolicy(pool, policy), policyVersions(pool, policy)]);
  return {
    revision: versions[0]?.revision,
    current: current ?? null,
    versions: versions.map(({ version, effectiveFrom, by }) => ({ version, effectiveFrom, by })),
  };
});
