import type { z } from 'zod';
import type { Metadata } from '#domain/event';
import { approvalChainsDecider } from '#domain/policy/approval-chains.decider';
import type { ApprovalChainsPolicy } from '#domain/policy/approval-chains';
import { canariesDecider, detectionPolicyDecider } from '#domain/policy/detection-policy.decider';
import type { canaries, DetectionPolicy } from '#domain/policy/detection-policy';
import { tierPolicyDecider } from '#domain/policy/tier-policy.decider';
import type { TierPolicy } from '#domain/policy/tier-policy';
import { indicatorCodes } from '#detection/indicators';
import { Refusal } from '#domain/refusal';
import { streams } from '#domain/streams';
import { handleCommand } from '#event-store/handle-command';
import { execute } from '../desk.js';
import type { Desk } from '../desk.js';
import { escapePointer } from '../http/validate.js';
import { defineCommand } from '../use-case.js';

type Publishing<Body> = {
  readonly body: Body;
  readonly now: string;
  readonly metadata: Metadata;
  readonly ifMatch: number | undefined;
};

/** Effective at once here: whoever was told so meets no tier of the version before. */
export const publishTiers = defineCommand(
  'PublishTiers',
  async (desk: Pick<Desk, 'log' | 'live'>, publishing: Publishing<TierPolicy>) =>
    published(await execute(desk, tierPolicyDecider, request('tiers', publishing))),
);

/** @throws Refusal `reference.unknown` for an account that does not exist; `chain.empty`, `chain.invalid` */
export const publishChains = defineCommand(
  'PublishApprovalChains',
  async (desk: Pick<Desk, 'log' | 'live' | 'view'>, publishing: Publishing<ApprovalChainsPolicy>) => {
    publishing.body.chains.forEach(({ levels }, chain) =>
      levels.forEach(({ approvers }, level) => {
        const unknown = 'accountIds' in approvers && approvers.accountIds.some((id) => !desk.view.people.account(id));
        if (unknown)
          throw new Refusal(
            'reference.unknown',
            'The level names an account that does not exist.',
            `/chains/${chain}/levels/${level}/approvers/accountIds`,
          );
      }),
    );
    return published(await execute(desk, approvalChainsDecider, request('approval-chains', publishing)));
  },
);

/** @throws Refusal `policy.invalid` for an indicator that there is not */
export const publishDetection = defineCommand(
  'PublishDetectionPolicy',
  async (desk: Pick<Desk, 'log'>, publishing: Publishing<DetectionPolicy>) => {
    indicatorsMustExist(publishing.body);
    return published(await handleCommand(desk.log, detectionPolicyDecider, request('detection', publishing)));
  },
);

/** @throws Refusal `policy.invalid` */
export function indicatorsMustExist({ indicators }: Pick<DetectionPolicy, 'indicators'>): void {
  for (const code of Object.keys(indicators))
    if (!indicatorCodes.has(code))
      throw new Refusal('policy.invalid', 'There is no such indicator.', `/indicators/${escapePointer(code)}`);
}

/** @throws Refusal `reference.unknown` for a customer that does not exist */
export const publishCanaries = defineCommand(
  'PublishCanaries',
  async (desk: Pick<Desk, 'log' | 'view'>, publishing: Publishing<z.output<typeof canaries>>) => {
    publishing.body.customerIds.forEach((id, index) => {
      if (desk.view.customers.find(id) === undefined)
        throw new Refusal('reference.unknown', 'There is no such customer.', `/customerIds/${index}`);
    });
    return published(await handleCommand(desk.log, canariesDecider, request('canaries', publishing)));
  },
);

const request = <Body>(
  policy: Parameters<typeof streams.policy>[0],
  { body, now, metadata, ifMatch }: Publishing<Body>,
) => ({
  stream: streams.policy(policy),
  command: { type: 'PublishPolicy', body, now } as const,
  metadata,
  ...(ifMatch !== undefined && { ifMatch }),
});

function published<State>({
  revision,
  position,
  state,
}: {
  readonly revision: number;
  readonly position: string;
  readonly state: State | null;
}) {
  if (state === null) throw new Error('what was published is not there');
  return { revision, position, policy: state };
}
