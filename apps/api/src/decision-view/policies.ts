import type { EventNamed } from '#domain/events';

type Published<T extends 'TierPolicyPublished' | 'ApprovalChainsPublished' | 'DetectionPolicyPublished'> =
  EventNamed<T>['data'];

/** The policies in force; undefined until one was published. */
export type Policies = {
  tiers: Published<'TierPolicyPublished'> | undefined;
  chains: Published<'ApprovalChainsPublished'> | undefined;
  detection: Published<'DetectionPolicyPublished'> | undefined;
};
