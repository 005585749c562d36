import type { EventNamed } from '#domain/events';
import { rowsOf } from '../sql.js';
import type { Queryable } from '../sql.js';

type Published = {
  readonly tiers: EventNamed<'TierPolicyPublished'>['data'];
  readonly 'approval-chains': EventNamed<'ApprovalChainsPublished'>['data'];
  readonly detection: EventNamed<'DetectionPolicyPublished'>['data'];
  readonly canaries: EventNamed<'CanariesPublished'>['data'];
};
export type PolicyName = keyof Published;
/** What was published: `version`, `effectiveFrom` and the body. */
export type PolicyVersion<N extends PolicyName> = Published[N];
export type VersionOfPolicy = {
  readonly version: number;
  readonly effectiveFrom: string;
  /** Who published it. */
  readonly by: string;
  readonly revision: number;
};

/** Undefined until one was published. */
export async function currentPolicy<N extends PolicyName>(
  db: Queryable,
  policy: N,
): Promise<PolicyVersion<N> | undefined> {
  const [found] = await rowsOf<{ version: number; effectiveFrom: string; body: object }>(
    db,
    `select version, effective_from as "effectiveFrom", body from read.policies
     where policy = $1 order by version desc limit 1`,
    [policy],
  );
  if (found === undefined) return undefined;
  const { version, effectiveFrom, body } = found;
  // What was stored is what the event's schema let pass.
  return { version, effectiveFrom, ...body } as PolicyVersion<N>;
}

/** Newest first. */
export const policyVersions = (db: Queryable, policy: PolicyName): Promise<readonly VersionOfPolicy[]> =>
  rowsOf<VersionOfPolicy>(
    db,
    `select version, effective_from as "effectiveFrom", published_by as by, revision from read.policies
     where policy = $1 order by version desc`,
    [policy],
  );
