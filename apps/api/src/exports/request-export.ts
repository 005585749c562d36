import { approvalDecider } from '#domain/approval/approval.decider';
import { exportDecider } from '#domain/export/export.decider';
import type { ExportCommand } from '#domain/export/export.decider';
import type { Metadata } from '#domain/event';
import { chainFor, isForDeparting } from '#domain/policy/approval-chains';
import type { ApprovalLevel } from '#domain/policy/approval-chains';
import { Refusal } from '#domain/refusal';
import { streams } from '#domain/streams';
import { handleCommand } from '#event-store/handle-command';
import { denied } from '../access/denied.js';
import type { Desk } from '../desk.js';
import { defineCommand } from '../use-case.js';
import { appendWithSet, loadExport } from './export-stream.js';
import { merkleRoot } from './merkle-root.js';
import { selectRows } from './select-rows.js';

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
 * @throws Refusal `access.denied`, `export.cap`, `purpose.too_short`, `not_found`, `view.lagging`
 */
export const requestExport = defineCommand('RequestExport', async (desk: Needs, asked: Asked) => {
  const { exportId, approvalId, employeeId, accountId, request, words, now, metadata } = asked;
  const { view } = desk;
  desk.live.requireFresh();
  const person = view.personOf(employeeId, now);
  const tier = view.tierOf(employeeId, now)?.tier;
  if (person === undefined) throw new Refusal('not_found', 'There is no such employee.');
  const selected =
    tier === undefined
      ? { ids: [], leftOut: 0, highestSensitivity: null }
      : await selectRows(desk, person, tier, request.filter, now);
  const { ids, leftOut, highestSensitivity } = selected;
  const facts = { rows: ids.length, highestSensitivity, requesterDeparting: person.departure === 'declared' };
  const policy = view.policies.chains;
  const chain = policy && chainFor(policy, 'export', facts);
  const full = {
    ...request,
    exportId,
    requestedBy: employeeId,
    requestedByAccount: accountId,
    rows: ids.length,
    leftOut,
    highestSensitivity,
  };
  const refuse = (because: string) =>
    handleCommand(desk.log, exportDecider, {
      stream: streams.export(exportId),
      command: { type: 'RefuseRequest', request: full, words, because },
      metadata,
    });

  const decided = desk.access.decide({
    employeeId,
    action: 'export',
    customerIds: [],
    fields: request.fields,
    rows: ids.length,
    approval: chain === undefined ? 'none' : isForDeparting(chain) ? 'chain_for_departing' : 'chain',
  });
  if (decided.decision === 'deny' || policy === undefined || chain === undefined) {
    await refuse(decided.reasons[0] ?? 'approval.required');
    throw denied(decided);
  }
  if (ids.length > policy.exportRowCap) {
    await refuse('export.cap');
    throw new Refusal(
      'export.cap',
      `An export has at most ${policy.exportRowCap} rows; this one would have ${ids.length}.`,
    );
  }

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
  const revision = await recordRequest(desk, command, ids, metadata);
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
      approversOf: view.people.approversOf(person.team, now),
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
    preview: { rows: ids.length, leftOut, highestSensitivity, chain: chain.levels.map(shownLevel) },
  };
});

/** A request that a crash cut off between export and approval is found as it was and goes on from there. */
async function recordRequest({ log }: Needs, command: RequestCommand, ids: readonly string[], metadata: Metadata) {
  const { exportId } = command.request;
  const decided = exportDecider.decide(command, exportDecider.initial);
  const earlier = await loadExport(log, exportId);
  if (earlier.state.status === 'pending') return earlier.revision;
  if (earlier.revision >= 0)
    throw new Refusal(
      'state.conflict',
      'This request was cut off before it was complete; make it again under another key.',
    );
  return (await appendWithSet(log, exportId, { set: 'requested', customerIds: ids, decided, after: -1, metadata }))
    .revision;
}

export const shownLevel = ({ name, approvers }: Pick<ApprovalLevel, 'name' | 'approvers'>) => ({
  level: name,
  approvers,
});
