import { z } from 'zod';
import { id, role, sensitivity } from '../values.js';

const hours = z
  .number()
  .positive()
  .max(24 * 365);
export const approvers = z.union([
  z.strictObject({ role, of: z.literal('requester_team').optional() }),
  z.strictObject({ accountIds: z.array(id).min(1).max(100) }),
]);
export const approvalLevel = z.strictObject({
  name: z.string().trim().min(1).max(80),
  mode: z.union([z.enum(['any', 'all']), z.strictObject({ k: z.int().min(1).max(100) })]),
  approvers,
  expiresAfterHours: hours,
  escalateTo: z.strictObject({ role }),
});
export const approvalChain = z.strictObject({
  subject: z.literal('export'),
  when: z
    .strictObject({
      minRows: z.int().nonnegative().optional(),
      minSensitivity: sensitivity.optional(),
      requesterDeparting: z.boolean().optional(),
    })
    .optional(),
  levels: z.array(approvalLevel).max(20),
});
/** Body of `PUT /policies/approval-chains`. What a schema cannot say (empty levels, a last chain with `when`) the decider refuses. */
export const approvalChainsPolicy = z.strictObject({
  chains: z.array(approvalChain).max(100),
  exportRowCap: z.int().positive().max(50_000),
  exportGrantHours: hours,
});
export type ApprovalLevel = z.output<typeof approvalLevel>;
export type ApprovalChain = z.output<typeof approvalChain>;
export type ApprovalChainsPolicy = z.output<typeof approvalChainsPolicy>;
