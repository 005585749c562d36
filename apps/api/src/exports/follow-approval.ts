import type { Approval } from '#domain/approval/approval.decider';
import type { Metadata } from '#domain/event';
import { exportDecider } from '#domain/export/export.decider';
import { streams } from '#domain/streams';
import { handleCommand } from '#event-store/handle-command';
import type { Desk } from '../desk.js';

const hourMs = 3_600_000;
/** Only until a policy says otherwise: without one nothing is ever approved. */
const defaultGrantHours = 24;

/**
 * Applies what became of an approval to its export at once. The worker does the same for one that a crash cut off;
 * said twice it changes nothing.
 */
export async function followApproval(
  { log, view, clock }: Pick<Desk, 'log' | 'view' | 'clock'>,
  { subject, status, approvalId }: Pick<Approval, 'subject' | 'status' | 'approvalId'>,
  metadata: Metadata,
): Promise<{ readonly position: string }> {
  const grantHours = view.policies.chains?.exportGrantHours ?? defaultGrantHours;
  return handleCommand(log, exportDecider, {
    stream: streams.export(subject.id),
    command: {
      type: 'FollowApproval',
      outcome: status,
      grantExpiresAt: new Date(clock().getTime() + grantHours * hourMs).toISOString(),
    },
    metadata: { ...metadata, causationId: approvalId },
  });
}
