import { approvalDecider } from '#domain/approval/approval.decider';
import type { Approval, ApprovalEvent } from '#domain/approval/approval.decider';
import type { Fact } from '#domain/decider';
import { Refusal } from '#domain/refusal';
import { streams } from '#domain/streams';
import type { Log } from '#event-store/log';

/** @throws Refusal `not_found` */
export async function loadApproval({ facts }: Pick<Log, 'facts'>, approvalId: string): Promise<Approval> {
  let state = approvalDecider.initial;
  for await (const event of facts.readStream(streams.approval(approvalId)))
    // The stream holds its decider's own events.
    state = approvalDecider.evolve(state, event as Fact<ApprovalEvent>);
  if (state.status === 'unknown') throw new Refusal('not_found', 'There is no such approval.');
  return state;
}
