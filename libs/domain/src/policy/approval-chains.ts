import { z } from 'zod';
import { id, isAbove, role, sensitivity } from '../values.js';
import type { Sensitivity } from '../values.js';

/** Fractions are fine. */
export const hours = z
  .number()
  .positive()
  .max(24 * 365);
export const approvers = z.union([
  z.strictObject({ role, of: z.literal('requester_team').optional() }),
  z.strictObject({ accountIds: z.array(id).max(100) }),
]);
export const approvalLevel = z.strictObject({
  name: z.string().trim().min(1).max(80),
  mode: z.union([z.enum(['any', 'all']), z.strictObject({ k: z.int().min(1).max(100) })]),
  approvers,
  expiresAfterHours: hours,
  escalateTo: z.strictObject({ role }),
});
export const approvalSubjects = ['export'] as const;
const approvalSubject = z.enum(approvalSubjects);
const approvalChain = z.strictObject({
  subject: approvalSubject,
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

/** What a request is routed by, frozen when it is submitted. */
export type RoutingFacts = {
  readonly rows: number;
  /** Null when nothing that is asked for has a level. */
  readonly highestSensitivity: Sensitivity | null;
  readonly requesterDeparting: boolean;
};

/** The first chain of the subject whose every condition holds; a published policy always has one. */
export const chainFor = (
  { chains }: ApprovalChainsPolicy,
  subject: ApprovalChain['subject'],
  facts: RoutingFacts,
): ApprovalChain | undefined => chains.find((chain) => chain.subject === subject && matches(chain, facts));

/** Somebody who is leaving may ask only where the chain was written for that. */
export const isForDeparting = (chain: ApprovalChain): boolean => chain.when?.requesterDeparting === true;

/** A chain whose `when` names nothing matches whatever is asked for. */
export const isUnconditional = ({ when }: ApprovalChain): boolean =>
  Object.values(when ?? {}).every((condition) => condition === undefined);

function matches({ when }: ApprovalChain, facts: RoutingFacts): boolean {
  if (when === undefined) return true;
  const { minRows, minSensitivity, requesterDeparting } = when;
  if (minRows !== undefined && facts.rows < minRows) return false;
  if (minSensitivity !== undefined)
    if (facts.highestSensitivity === null || isAbove(minSensitivity, facts.highestSensitivity)) return false;
  return requesterDeparting === undefined || requesterDeparting === facts.requesterDeparting;
}
