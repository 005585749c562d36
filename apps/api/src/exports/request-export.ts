import { approvalDecider } from '#domain/approval/approval.decider';
import { exportDecider } from '#domain/export/export.decider';
import type { ExportCommand } from '#domain/export/export.decider';
import type { Metadata } from '#domain/event';
import { Refusal } from '#domain/refusal';
import { chainFor } from '#domain/policy/approval-chains';
import { streams } from '#domain/streams';
import { handleCommand, usedForAnother } from '#event-store/handle-command';
import type { Desk } from '../desk.js';
import { defineCommand } from '../use-case.js';
import { appendWithSet, loadExport } from './export-stream.js';
import { merkleRoot } from './merkle-root.js';
import type { SelectedRows } from './select-rows.js';
import { shownPreview, weighRequest } from './weigh-request.js';

type Needs = Pick<Desk, 'log' | 'live' | 'view' | 'pool' | 'access'>;
type RequestCommand = Extract<ExportCommand, { type: 'RequestExport' }>;
type Asked = {
  readonly exportId: string;
  readonly approvalId: string;
  readonly employeeId: string;
  readonly accountId: string;
  readonly request: Pick<RequestCommand['request'], 'filter' | 'fields' | 'format'>;
  readonly words: RequestCommand['words'];
  readonly now: string;
  readonly metadata: Metadata;
};

/**
 * Selects and shows what an export would release, and starts its approval. A refusal is recorded on the export's
 * stream.
 * @throws Refusal `access.denied`, `export.cap`, `purpose.too_short`, `not_found`, `view.lagging`, and as `recordRequest`
 */
export const requestExport = defineCommand('RequestExport', async (desk: Needs, asked: Asked) => {
  const { exportId, approvalId, employeeId, accountId, request, words, now, metadata } = asked;
  const { filter, fields } = request;
  const weighed = await weighRequest(desk, { employeeId, filter, fields, now });
  const { person } = weighed;
  const { ids, leftOut, highestSensitivity } = weighed.selected;
  const full = {
    ...request,
    exportId,
    requestedBy: employeeId,
    requestedByAccount: accountId,
    rows: ids.length,
    leftOut,
    highestSensitivity,
  };
  if (weighed.refused !== null) {
    await handleCommand(desk.log, exportDecider, {
      stream: streams.export(exportId),
      command: { type: 'RefuseRequest', request: full, words, because: weighed.refused.because },
      metadata,
    });
    throw weighed.refused.error;
  }

  const { policy } = weighed;
  const command: RequestCommand = {
    type: 'RequestExport',
    request: {
      ...full,
      approvalId,
      setRoot: merkleRoot(ids),
      policyVersion: policy.version,
      grantHours: policy.exportGrantHours,
    },
    words,
  };
  const { revision, selected } = await recordRequest(desk, command, weighed.selected, metadata);
  // What was recorded is what is approved, whatever the same filter would select by now.
  const facts = { ...weighed.facts, rows: selected.ids.length, highestSensitivity: selected.highestSensitivity };
  const chain = chainFor(policy, 'export', facts) ?? weighed.chain;
  const approval = await handleCommand(desk.log, approvalDecider, {
    stream: streams.approval(approvalId),
    command: {
      type: 'RequestApproval',
      request: {
        approvalId,
        subject: { type: 'export', id: exportId },
        requestedBy: employeeId,
        requestedByAccount: accountId,
        facts: { ...facts, requesterTeam: person.team },
        levels: chain.levels,
        chainsVersion: policy.version,
      },
      approversOf: desk.view.people.approversOf(person.team, now),
      now,
    },
    metadata,
  });
  return {
    id: exportId,
    revision,
    position: approval.position,
    approvalId,
    status: 'pending' as const,
    preview: shownPreview(selected, chain),
  };
});

/**
 * A request that a crash cut off between export and approval is found as it was and goes on from there; one that was
 * cut off before it was complete is recorded anew.
 * @throws Refusal `idempotency.mismatch` for another request under its key; `state.conflict`
 */
async function recordRequest({ log }: Needs, command: RequestCommand, selected: SelectedRows, metadata: Metadata) {
  const { exportId } = command.request;
  const decided = exportDecider.decide(command, exportDecider.initial);
  const { state, revision, bodyHash, approvedIds } = await loadExport(log, exportId);
  if (revision >= 0 && bodyHash !== metadata.bodyHash) throw usedForAnother();
  if (state.status === 'pending') {
    const { leftOut, highestSensitivity } = state.request;
    return { revision, selected: { ids: approvedIds, leftOut, highestSensitivity } };
  }
  if (state.status !== 'unknown')
    throw new Refusal('state.conflict', `This export is ${state.status} by now; request another under another key.`);
  const set = { set: 'requested', customerIds: selected.ids, decided, after: revision, metadata } as const;
  return { revision: (await appendWithSet(log, exportId, set)).revision, selected };
}
