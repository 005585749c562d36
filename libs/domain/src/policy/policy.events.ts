import { z } from 'zod';
import { defineEvent } from '../event.js';
import { instant } from '../values.js';
import { approvalChainsPolicy } from './approval-chains.js';
import { canaries, detectionPolicy } from './detection-policy.js';
import { tierPolicy } from './tier-policy.js';

const published = { version: z.int().positive(), effectiveFrom: instant };
export const tierPolicyPublished = defineEvent('TierPolicyPublished', { ...published, ...tierPolicy.shape });
export const approvalChainsPublished = defineEvent('ApprovalChainsPublished', {
  ...published,
  ...approvalChainsPolicy.shape,
});
export const detectionPolicyPublished = defineEvent('DetectionPolicyPublished', {
  ...published,
  ...detectionPolicy.shape,
});
export const canariesPublished = defineEvent('CanariesPublished', { ...published, ...canaries.shape });
