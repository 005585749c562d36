import { currentPolicy, policyVersions } from '#read-model/queries/policies';
import type { PolicyName, PolicyVersion } from '#read-model/queries/policies';
import type { Desk } from '../desk.js';
import type { Person } from '../http/principal.js';
import { labelledAccounts } from '../labels/account-labels.js';
import { defineQuery } from '../use-case.js';

type Asked = { readonly policy: PolicyName; readonly reader: Person; readonly now: string };

/** What is in force, null until something was published; every version, the newest first; and whom these name. */
export const showPolicy = defineQuery(
  'ShowPolicy',
  async ({ pool }: Pick<Desk, 'pool'>, { policy, reader, now }: Asked) => {
    const [current, versions] = await Promise.all([currentPolicy(pool, policy), policyVersions(pool, policy)]);
    const named = [...versions.map(({ by }) => by), ...approversIn(current)];
    return {
      revision: versions[0]?.revision,
      current: current ?? null,
      versions: versions.map(({ version, effectiveFrom, by }) => ({ version, effectiveFrom, by })),
      accounts: await labelledAccounts({ pool }, reader, named, now),
    };
  },
);

const approversIn = (policy: PolicyVersion<PolicyName> | undefined): readonly string[] =>
  policy === undefined || !('chains' in policy)
    ? []
    : policy.chains.flatMap(({ levels }) =>
        levels.flatMap(({ approvers }) => ('accountIds' in approvers ? approvers.accountIds : [])),
      );
