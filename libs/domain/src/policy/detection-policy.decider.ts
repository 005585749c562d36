import type { z } from 'zod';
import { Refusal } from '../refusal.js';
import { detectionPolicy, indicatorSetting, mostAlertsPerMonth } from './detection-policy.js';
import type { canaries, DetectionPolicy } from './detection-policy.js';
import { canariesPublished, detectionPolicyPublished } from './policy.events.js';
import { policyDecider } from './publish.js';

/** @throws Refusal `policy.invalid` */
export const detectionPolicyDecider = policyDecider(
  (publication, policy: DetectionPolicy) => detectionPolicyPublished.of({ ...publication, ...policy }),
  detectionPolicyMustHold,
);

/** @throws Refusal `policy.invalid` for a policy that could not work */
export function detectionPolicyMustHold({ budget, indicators, calendar: { workingHours } }: DetectionPolicy): void {
  if (!detectionPolicy.shape.budget.safeParse(budget).success)
    throw new Refusal(
      'policy.invalid',
      `A budget is above 0 and at most ${mostAlertsPerMonth} alerts a month.`,
      '/budget/alertsPerMonth',
    );
  for (const [code, setting] of Object.entries(indicators))
    if (!indicatorSetting.safeParse(setting).success)
      throw new Refusal('policy.invalid', 'A weight is between 0 and 100.', `/indicators/${code}/weight`);
  if (workingHours.from === workingHours.to)
    throw new Refusal('policy.invalid', 'The working day has no length.', '/calendar/workingHours/to');
}

/** Customers that nobody has a reason to touch; an empty list lifts them all. */
export const canariesDecider = policyDecider(
  (publication, body: z.output<typeof canaries>) => canariesPublished.of({ ...publication, ...body }),
  () => {},
);
