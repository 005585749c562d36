import type { z } from 'zod';
import { Refusal } from '../refusal.js';
import type { canaries, DetectionPolicy } from './detection-policy.js';
import { canariesPublished, detectionPolicyPublished } from './policy.events.js';
import { policyDecider } from './publish.js';

/** @throws Refusal `policy.invalid` */
export const detectionPolicyDecider = policyDecider(
  (publication, policy: DetectionPolicy) => detectionPolicyPublished.of({ ...publication, ...policy }),
  ({ calendar: { workingHours } }) => {
    if (workingHours.from === workingHours.to)
      throw new Refusal('policy.invalid', 'The working day has no length.', '/calendar/workingHours/to');
  },
);

/** Customers that nobody has a reason to touch; an empty list lifts them all. */
export const canariesDecider = policyDecider(
  (publication, body: z.output<typeof canaries>) => canariesPublished.of({ ...publication, ...body }),
  () => {},
);
