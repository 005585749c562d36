import type { Approval } from '#domain/approval/approval.decider';
import type { Metadata } from '#domain/event';
import { exportDecider } from '#domain/export/export.decider';
import { streams } from '#domain/streams';
import { handleCommand } from '#event-store/handle-command';
import type { Desk } from '../desk.js';

/**
 * Applies what became of an approval to its export at once. The worker does the same for one that a crash cut off;
 * said twice it changes nothing.
 */
export async function followApproval(
  { log, clock }: Pick<Desk, 'log' | 'clock'>,
  { subject, status, approvalId }: Pick<Approval, 'subject' | 'status' | 'approvalId'>,
  metadata: Metadata,
): Promise<{ readonly position: string }> {
  return handleCommand(log, exportDecider, {
    stream: streams.export(subject.id),
    command: { type: 'FollowApproval', outcome: status, now: clock().toISOString() },
    metadata: { ...metadata, causationId: approvalId },
  });
}
