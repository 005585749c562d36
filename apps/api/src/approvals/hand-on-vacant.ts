import { approvalDecider } from '#domain/approval/approval.decider';
import type { Approval, ApprovalCommand } from '#domain/approval/approval.decider';
import type { Metadata } from '#domain/event';
import { streams } from '#domain/streams';
import { handleCommand } from '#event-store/handle-command';
import { listApprovals } from '#read-model/queries/approvals';
import type { ApprovalRecord } from '#read-model/queries/approvals';
import type { PageKey } from '#read-model/queries/page';
import type { Desk } from '../desk.js';

type Needs = Pick<Desk, 'log' | 'pool' | 'live' | 'view' | 'newId' | 'clock'>;
const atOnce = 200;

/**
 * Escalates every level that nobody can decide any more, because its people gave notice, left, or lost an account or
 * a role while it waited: nobody would look at it before its time was over. Beside another process, or done twice, it
 * changes nothing more.
 * @throws Refusal `view.lagging`
 */
export async function handOnVacant(desk: Needs): Promise<void> {
  desk.live.requireFresh();
  const now = desk.clock().toISOString();
  for (let after: PageKey | null | undefined; after !== null;) {
    const page = await listApprovals(desk.pool, { status: 'pending' }, { limit: atOnce, after });
    for (const waiting of page.items) {
      const approversOf = desk.view.people.approversOf(waiting.facts.requesterTeam, now);
      const command: ApprovalCommand = { type: 'HandOnIfVacant', approversOf, now };
      // Only those that need it are read from the log.
      if (approvalDecider.decide(command, asDecided(waiting)).length === 0) continue;
      const stream = streams.approval(waiting.id);
      await handleCommand(desk.log, approvalDecider, { stream, command, metadata: metadataOf(desk, now) });
    }
    after = page.next;
  }
}

const asDecided = ({ id, decisions, ...record }: ApprovalRecord): Approval => ({
  ...record,
  approvalId: id,
  steps: decisions.map(({ at, ...step }) => ({ ...step, decidedAt: at })),
});

const metadataOf = ({ newId }: Needs, now: string): Metadata => ({
  occurredAt: now,
  actor: 'system:api',
  channel: 'system',
  trust: 'witnessed',
  correlationId: newId(),
});
