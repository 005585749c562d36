import type { Recorded } from '#domain/event';
import type { EventNamed } from '#domain/events';
import type { Projection } from '../projection.js';
import { defineTable } from '../table.js';

type Published = Recorded<
  EventNamed<'TierPolicyPublished' | 'ApprovalChainsPublished' | 'DetectionPolicyPublished' | 'CanariesPublished'>
>;

/** Every version of every policy; `policy` is the name in the stream, `body` what was published. */
const policies = defineTable('policies', {
  columns: {
    policy: 'text',
    version: 'integer',
    effective_from: 'timestamptz',
    published_by: 'text',
    published_at: 'timestamptz',
    body: 'jsonb',
    revision: 'integer',
  },
  key: ['policy', 'version'],
});

const published =
  (policy: 'tiers' | 'approval-chains' | 'detection' | 'canaries') =>
  ({ data: { version, effectiveFrom, ...body }, actor, recordedAt, revision }: Published) => [
    policies.set(
      { policy, version },
      { effective_from: effectiveFrom, published_by: actor, published_at: recordedAt, body, revision },
    ),
  ];

export const policiesProjection: Projection = {
  name: 'policies',
  version: 1,
  tables: [policies],
  on: {
    TierPolicyPublished: published('tiers'),
    ApprovalChainsPublished: published('approval-chains'),
    DetectionPolicyPublished: published('detection'),
    CanariesPublished: published('canaries'),
  },
};
