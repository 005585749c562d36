import { z } from 'zod';
import { approvalChainsPolicy } from '#domain/policy/approval-chains';
import { canaries, detectionPolicy, detectionPolicyDraft } from '#domain/policy/detection-policy';
import { tierPolicy } from '#domain/policy/tier-policy';
import { date, id, instant, severity } from '#domain/values';
import { components, labelled, written } from '../http/answer-shapes.js';
import { aList, defineRoute } from '../http/route.js';
import { simulatedDays } from './simulate-policy.js';

const readers = { roles: ['admin', 'security_officer', 'auditor'] } as const;
const admin = { roles: ['admin'] } as const;
const officers = { roles: ['security_officer'] } as const;

const publication = { version: z.int().positive(), effectiveFrom: instant };
const version = z.object({ ...publication, by: id }).register(components, { id: 'PolicyVersion' });
const policies = {
  tiers: z.object({ ...publication, ...tierPolicy.shape }).register(components, { id: 'TierPolicy' }),
  chains: z.object({ ...publication, ...approvalChainsPolicy.shape }).register(components, { id: 'ApprovalChains' }),
  detection: z.object({ ...publication, ...detectionPolicy.shape }).register(components, { id: 'DetectionPolicy' }),
  canaries: z.object({ ...publication, ...canaries.shape }).register(components, { id: 'Canaries' }),
};
const published = <Policy extends z.ZodType>(policy: Policy) =>
  z.object({
    /** Null until one was published. */
    current: policy.nullable(),
    versions: z.array(version),
    /** Who published them and whom they name, each under the label that the reader sees. */
    accounts: z.array(labelled),
  });

/** By team and role, under the label that the reader sees. */
const simulatedAlert = z.object({ team: z.string(), role: z.string(), employee: labelled, date, severity });

export const policyRoutes = {
  tiers: defineRoute({
    method: 'GET',
    path: '/policies/tiers',
    summary: 'The tiers in force, and every version.',
    access: readers,
    answer: published(policies.tiers),
  }),
  publishTiers: defineRoute({
    method: 'PUT',
    path: '/policies/tiers',
    summary: 'Publish tiers; its bands cover every rank, month of tenure and performance exactly once.',
    access: admin,
    body: tierPolicy,
    answer: written.extend(policies.tiers.shape),
  }),
  chains: defineRoute({
    method: 'GET',
    path: '/policies/approval-chains',
    summary: 'The approval chains in force, and every version.',
    access: readers,
    answer: published(policies.chains),
  }),
  publishChains: defineRoute({
    method: 'PUT',
    path: '/policies/approval-chains',
    summary: 'Publish approval chains: the first that matches counts, the last of a subject matches always.',
    access: admin,
    body: approvalChainsPolicy,
    answer: written.extend(policies.chains.shape),
  }),
  detection: defineRoute({
    method: 'GET',
    path: '/policies/detection',
    summary: 'The detection policy in force, and every version.',
    access: readers,
    answer: published(policies.detection).extend({
      /**
       * Every indicator that a policy may name: its default weight, null for those that no weight changes, and, in the
       * reader's language, which legitimate work would look the same.
       */
      catalogue: z.array(
        z.object({ code: z.string(), weight: z.number().nullable(), legitimate: z.string().nullable() }),
      ),
    }),
  }),
  publishDetection: defineRoute({
    method: 'PUT',
    path: '/policies/detection',
    summary: 'Publish a detection policy; indicators that it does not name keep their defaults.',
    access: admin,
    body: detectionPolicyDraft,
    answer: written.extend(policies.detection.shape),
  }),
  simulate: defineRoute({
    method: 'POST',
    path: '/policies/detection/simulations',
    summary: 'Which alerts of the last 30 days a draft would have gained and lost; nothing is published.',
    access: officers,
    body: detectionPolicyDraft,
    answer: z.object({
      days: z.literal(simulatedDays),
      alertsGained: z.array(simulatedAlert),
      alertsLost: z.array(simulatedAlert),
      alertsPerMonth: z.object({ now: z.int(), draft: z.int() }),
    }),
    inspected: aList('policies/detection/simulations'),
  }),
  canaries: defineRoute({
    method: 'GET',
    path: '/policies/detection/canaries',
    summary: 'Customers that nobody has a reason to touch.',
    access: officers,
    answer: published(policies.canaries),
  }),
  publishCanaries: defineRoute({
    method: 'PUT',
    path: '/policies/detection/canaries',
    summary: 'Name the canaries anew; an empty list lifts them all.',
    access: officers,
    body: canaries,
    answer: written.extend(policies.canaries.shape),
  }),
};
