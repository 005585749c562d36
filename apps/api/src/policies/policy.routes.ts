import { z } from 'zod';
import { approvalChainsPolicy } from '#domain/policy/approval-chains';
import { canaries, detectionPolicy, detectionPolicyDraft } from '#domain/policy/detection-policy';
import { tierPolicy } from '#domain/policy/tier-policy';
import { date, id, instant, severity } from '#domain/values';
import { aList, defineRoute } from '../http/route.js';
import { simulatedDays } from './simulate-policy.js';

const readers = { roles: ['admin', 'security_officer', 'auditor'] } as const;
const admin = { roles: ['admin'] } as const;
const officers = { roles: ['security_officer'] } as const;

const publication = { version: z.int().positive(), effectiveFrom: instant };
const published = <S extends z.ZodRawShape>(body: z.ZodObject<S>) =>
  z.object({
    /** Null until one was published. */
    current: z.object({ ...publication, ...body.shape }).nullable(),
    versions: z.array(z.object({ ...publication, by: id })),
  });
const written = <S extends z.ZodRawShape>(body: z.ZodObject<S>) =>
  z.object({ id, revision: z.int(), position: z.string(), ...publication, ...body.shape });

/** By team and role, under the label that the reader sees. */
const simulatedAlert = z.object({
  team: z.string(),
  role: z.string(),
  employee: z.object({ id, label: z.string() }),
  date,
  severity,
});

export const policyRoutes = {
  tiers: defineRoute({
    method: 'GET',
    path: '/policies/tiers',
    summary: 'The tiers in force, and every version.',
    access: readers,
    answer: published(tierPolicy),
  }),
  publishTiers: defineRoute({
    method: 'PUT',
    path: '/policies/tiers',
    summary: 'Publish tiers; its bands cover every rank, month of tenure and performance exactly once.',
    access: admin,
    body: tierPolicy,
    answer: written(tierPolicy),
  }),
  chains: defineRoute({
    method: 'GET',
    path: '/policies/approval-chains',
    summary: 'The approval chains in force, and every version.',
    access: readers,
    answer: published(approvalChainsPolicy),
  }),
  publishChains: defineRoute({
    method: 'PUT',
    path: '/policies/approval-chains',
    summary: 'Publish approval chains: the first that matches counts, the last of a subject matches always.',
    access: admin,
    body: approvalChainsPolicy,
    answer: written(approvalChainsPolicy),
  }),
  detection: defineRoute({
    method: 'GET',
    path: '/policies/detection',
    summary: 'The detection policy in force, and every version.',
    access: readers,
    answer: published(detectionPolicy),
  }),
  publishDetection: defineRoute({
    method: 'PUT',
    path: '/policies/detection',
    summary: 'Publish a detection policy; indicators that it does not name keep their defaults.',
    access: admin,
    body: detectionPolicyDraft,
    answer: written(detectionPolicy),
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
    answer: published(canaries),
  }),
  publishCanaries: defineRoute({
    method: 'PUT',
    path: '/policies/detection/canaries',
    summary: 'Name the canaries anew; an empty list lifts them all.',
    access: officers,
    body: canaries,
    answer: written(canaries),
  }),
};
