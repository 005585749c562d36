import { z } from 'zod';
import { defineEvent, personal } from '../event.js';
import { approvalLevel } from '../policy/approval-chains.js';
import { freeText, id, instant, sensitivity } from '../values.js';

/** What routing was decided on: frozen at submission. */
export const approvalFacts = z.strictObject({
  rows: z.int().nonnegative(),
  highestSensitivity: sensitivity.nullable(),
  requesterDeparting: z.boolean(),
  requesterTeam: z.string().max(80),
});

export const approvalRequested = defineEvent('ApprovalRequested', {
  approvalId: id,
  subject: z.strictObject({ type: z.literal('export'), id }),
  requestedBy: id,
  requestedByAccount: id,
  facts: approvalFacts,
  /** The chain as it stood, so that a later policy changes nothing here. */
  levels: z.array(approvalLevel).min(1),
  chainsVersion: z.int(),
  expiresAt: instant,
});
/** `by` is the employee who decided, `byAccount` the account used: separation of duties is per person. */
export const approvalStepDecided = defineEvent(
  'ApprovalStepDecided',
  {
    approvalId: id,
    level: z.int().nonnegative(),
    by: id,
    byAccount: id,
    decision: z.enum(['approve', 'reject', 'return']),
    decidedAt: instant,
  },
  { reason: personal('by', freeText) },
);
export const approvalLevelReached = defineEvent('ApprovalLevelReached', {
  approvalId: id,
  level: z.int().positive(),
  expiresAt: instant,
});
export const approvalGranted = defineEvent('ApprovalGranted', { approvalId: id });
export const approvalRejected = defineEvent('ApprovalRejected', { approvalId: id });
export const approvalReturned = defineEvent('ApprovalReturned', { approvalId: id });
export const approvalWithdrawn = defineEvent('ApprovalWithdrawn', { approvalId: id });
/** The level's own approvers give way to `escalateTo`: nobody was eligible, or time ran out. Never an approval. */
export const approvalEscalated = defineEvent('ApprovalEscalated', {
  approvalId: id,
  level: z.int().nonnegative(),
  because: z.enum(['timeout', 'vacant']),
  expiresAt: instant,
});
export const approvalExpired = defineEvent('ApprovalExpired', { approvalId: id });
