import { z } from 'zod';
import { id, instant } from '#domain/values';
import { components, count } from '../http/answer-shapes.js';
import { aList, defineRoute } from '../http/route.js';

const lift = z
  .object({ id, kind: z.enum(['employee', 'customer']), name: z.string(), expiresAt: instant })
  .register(components, { id: 'PseudonymLift' });

export const meRoutes = {
  waiting: defineRoute({
    method: 'GET',
    path: '/me/waiting',
    summary: 'How much waits for you: approvals to decide, and open alerts if you are an officer.',
    access: { roles: 'any' },
    answer: z
      .object({
        approvals: count,
        /** Null for whoever is no officer. */
        alerts: count.nullable(),
      })
      .register(components, { id: 'Waiting' }),
  }),
  lifts: defineRoute({
    method: 'GET',
    path: '/me/pseudonym-lifts',
    summary: 'Whose names you see at the moment, and until when.',
    access: { roles: ['security_officer', 'auditor'] },
    answer: z.object({ items: z.array(lift) }),
    inspected: aList('me/pseudonym-lifts'),
  }),
} as const;
