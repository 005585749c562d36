import type { EventNamed } from '#domain/events';

/** The policies in force; undefined until one was published. */
export type Policies = {
  tiers: EventNamed<'TierPolicyPublished'>['data'] | undefined;
  chains: EventNamed<'ApprovalChainsPublished'>['data'] | undefined;
};
