import { z } from 'zod';
import { approvalFacts } from '#domain/approval/approval.events';
import { approvalLevel, approvers } from '#domain/policy/approval-chains';
import { streams } from '#domain/streams';
import { approvalStatus, freeText, id, instant } from '#domain/values';
import { components, labelled, listOf, written } from '../http/answer-shapes.js';
import { page } from '../http/cursor.js';
import { aList, aThing, defineRoute } from '../http/route.js';

const anyone = { roles: 'any' } as const;
const decided = written.extend({ status: approvalStatus });
export const approval = z
  .object({
    id,
    subject: z.object({ type: z.literal('export'), id }),
    requestedBy: id,
    employee: labelled,
    requestedAt: instant,
    facts: approvalFacts,
    status: approvalStatus,
    level: z.int(),
    levels: z.array(
      z.object({
        name: z.string(),
        mode: approvalLevel.shape.mode,
        /** Once it was escalated, those that it was escalated to. */
        approvers,
        escalated: z.boolean(),
        /** Who decides when nobody has in this time, or when nobody is eligible. */
        escalateTo: approvalLevel.shape.escalateTo,
        expiresAfterHours: z.number(),
        decisions: z.array(
          z.object({
            by: id,
            employee: labelled,
            decision: z.enum(['approve', 'reject', 'return']),
            at: instant,
            reason: z.string(),
          }),
        ),
      }),
    ),
    expiresAt: instant,
    /** Of one approval: whether you may decide it now. */
    waitsForMe: z.boolean().optional(),
  })
  .register(components, { id: 'Approval' });

export const approvalRoutes = {
  list: defineRoute({
    method: 'GET',
    path: '/approvals',
    summary: 'Approvals that you asked for, are named by or decided in; all of them for officers and auditors.',
    access: anyone,
    query: z.strictObject({ ...page, assigned: z.literal('me').optional(), status: approvalStatus.optional() }),
    answer: listOf(approval),
    inspected: aList('approvals'),
  }),
  one: defineRoute({
    method: 'GET',
    path: '/approvals/:id',
    summary: 'One approval with its levels and decisions.',
    access: anyone,
    answer: approval,
    inspected: ({ params: { id: approvalId = '' } }) => aThing(`approvals/${approvalId}`, streams.approval(approvalId)),
  }),
  decide: defineRoute({
    method: 'POST',
    path: '/approvals/:id/decisions',
    summary: 'Approve, reject or return, at the level that waits.',
    access: anyone,
    body: z.strictObject({ decision: z.enum(['approve', 'reject', 'return']), reason: freeText.trim().min(1) }),
    answer: decided,
  }),
  withdraw: defineRoute({
    method: 'POST',
    path: '/approvals/:id/withdrawal',
    summary: 'Take a request of your own back.',
    access: anyone,
    answer: decided,
  }),
} as const;
