import { approvalDecider } from '#domain/approval/approval.decider';
import type { Approval, ApprovalCommand } from '#domain/approval/approval.decider';
import type { Metadata } from '#domain/event';
import { streams } from '#domain/streams';
import { handleCommand } from '#event-store/handle-command';
import type { Desk } from '../desk.js';
import { followApproval } from '../exports/follow-approval.js';
import { defineCommand } from '../use-case.js';
import { loadApproval } from './load-approval.js';

type Needs = Pick<Desk, 'log' | 'live' | 'view' | 'clock'>;
type Step = Extract<ApprovalCommand, { type: 'DecideStep' }>;
type Deciding = {
  readonly approvalId: string;
  readonly accountId: string;
  readonly employeeId: string;
  readonly decision: Step['decision'];
  readonly reason: string;
  readonly now: string;
  readonly metadata: Metadata;
  readonly ifMatch?: number | undefined;
};

/**
 * Decides the level that an approval waits at. Who may is judged now, by who they are now.
 * @throws Refusal `sod.self`, `sod.twice`, `sod.departing`, `auth.forbidden`, `state.conflict`, `not_found`, `view.lagging`
 */
export const decideApproval = defineCommand('DecideApproval', async (desk: Needs, deciding: Deciding) => {
  const { approvalId, accountId, employeeId, decision, reason, now } = deciding;
  desk.live.requireFresh();
  const { facts, requestedBy } = await loadApproval(desk.log, approvalId);
  const departing = desk.view.personOf(employeeId, now)?.departure === 'declared';
  return conclude(desk, deciding, {
    type: 'DecideStep',
    by: { accountId, employeeId, departing },
    decision,
    reason,
    requesterHasLeft: desk.view.hasLeft(requestedBy, now),
    approversOf: desk.view.people.approversOf(facts.requesterTeam, now),
    now,
  });
});

type Withdrawing = Pick<Deciding, 'approvalId' | 'employeeId' | 'metadata' | 'ifMatch'>;

/** The requester takes the request back. @throws Refusal `auth.forbidden`, `state.conflict`, `not_found` */
export const withdrawApproval = defineCommand('WithdrawApproval', (desk: Needs, withdrawing: Withdrawing) =>
  conclude(desk, withdrawing, { type: 'WithdrawApproval', by: withdrawing.employeeId }),
);

/** Handles the command, and applies an outcome to what was asked for before it answers. */
async function conclude(
  desk: Needs,
  { approvalId, metadata, ifMatch }: Withdrawing,
  command: ApprovalCommand,
): Promise<{ readonly revision: number; readonly position: string; readonly status: Approval['status'] }> {
  const { revision, position, state } = await handleCommand(desk.log, approvalDecider, {
    stream: streams.approval(approvalId),
    command,
    metadata,
    ...(ifMatch !== undefined && { ifMatch }),
  });
  if (state.status === 'unknown' || state.status === 'pending') return { revision, position, status: 'pending' };
  const followed = await followApproval(desk, state, metadata);
  return { revision, position: followed.position > position ? followed.position : position, status: state.status };
}
