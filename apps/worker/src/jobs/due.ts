import { approvalDecider } from '#domain/approval/approval.decider';
import { fold } from '#domain/decider';
import type { Metadata } from '#domain/event';
import { exportDecider } from '#domain/export/export.decider';
import { Refusal } from '#domain/refusal';
import { streams } from '#domain/streams';
import { StoreUnavailable } from '#event-store/event-store';
import { handleCommand } from '#event-store/handle-command';
import type { Log } from '#event-store/log';
import type { Clock } from '#platform/clock';
import type { Logger } from '#platform/logger';
import type { SqlPool } from '#platform/postgres';
import { findDue } from '#read-model/queries/due';
import type { Due } from '#read-model/queries/due';

type DueNeeds = {
  readonly log: Log;
  readonly pool: SqlPool;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly logger: Logger;
};

/** What is left over comes with the next run. */
const atOnce = 200;

/**
 * A run does what has fallen due. The rows only say where to look: each decider looks again whether it still applies,
 * so that doing it late, twice or beside another worker changes nothing. A run throws StoreUnavailable, and the first
 * defect once everything else is done.
 */
export function openDue(needs: DueNeeds): () => Promise<void> {
  // Rows that no longer fit stay due and are the oldest: the next run begins behind them, and with the oldest again
  // once it has come to the end.
  let last: Due | undefined;
  return async () => {
    const found = await findDue(needs.pool, needs.clock().toISOString(), atOnce, last);
    last = found.length < atOnce ? undefined : found.at(-1);
    const defects: unknown[] = [];
    for (const due of found) {
      try {
        await settle(needs, due);
      } catch (error) {
        // One row that no longer fits must not keep the others waiting.
        if (error instanceof StoreUnavailable) throw error;
        if (error instanceof Refusal)
          needs.logger.warn({ kind: due.kind, code: error.code }, 'something due was refused');
        else defects.push(error);
      }
    }
    if (defects.length > 0) throw defects[0];
  };
}

async function settle(needs: DueNeeds, due: Due): Promise<void> {
  const now = needs.clock().toISOString();
  const metadata: Metadata = {
    occurredAt: now,
    actor: 'system:worker',
    channel: 'system',
    trust: 'witnessed',
    correlationId: needs.newId(),
  };
  const { log } = needs;
  if (due.kind === 'approval_timeout') {
    const stream = streams.approval(due.approvalId);
    await handleCommand(log, approvalDecider, { stream, command: { type: 'TimeOut', now }, metadata });
    return;
  }
  const stream = streams.export(due.exportId);
  if (due.kind === 'export_expiry') {
    await handleCommand(log, exportDecider, { stream, command: { type: 'ExpireGrant', now }, metadata });
    return;
  }
  const outcome = await statusOfApproval(log, due.approvalId);
  if (outcome === 'unknown') return;
  await handleCommand(log, exportDecider, { stream, command: { type: 'FollowApproval', outcome, now }, metadata });
}

async function statusOfApproval(log: Log, approvalId: string) {
  let state = approvalDecider.initial;
  for await (const event of log.facts.readStream(streams.approval(approvalId))) {
    // An approval's stream holds its decider's events and no others.
    state = fold(approvalDecider, [event as Parameters<typeof approvalDecider.evolve>[1]], state);
  }
  return state.status;
}
