import { z } from 'zod';
import { approvalChainsPolicy } from '#domain/policy/approval-chains';
import { canaries, detectionPolicy, detectionPolicyDraft } from '#domain/policy/detection-policy';
import { tierPolicy } from '#domain/policy/tier-policy';
import { id, instant } from '#domain/values';
import { defineRoute } from '../http/route.js';

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
