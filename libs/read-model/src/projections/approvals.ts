import { erased } from '#domain/event';
import type { Recorded } from '#domain/event';
import type { EventNamed } from '#domain/events';
import type { ApprovalStatus } from '#domain/values';
import type { Projection } from '../projection.js';
import { defineTable } from '../table.js';

const approvals = defineTable('approvals', {
  columns: {
    approval_id: 'text',
    subject_type: 'text',
    subject_id: 'text',
    requested_by: 'text',
    requested_by_account: 'text',
    requested_at: 'timestamptz',
    facts: 'jsonb',
    /** The chain as pinned at submission. */
    levels: 'jsonb',
    chains_version: 'integer',
    status: 'text',
    /** The level that decides now, or decided last. */
    level: 'integer',
    /** The current level's own approvers have given way to `escalateTo`. */
    escalated: 'boolean',
    expires_at: 'timestamptz',
    updated_at: 'timestamptz',
    revision: 'integer',
  },
  key: ['approval_id'],
  indexes: [
    ['requested_at', 'approval_id'],
    ['requested_by', 'requested_at', 'approval_id'],
    ['status', 'expires_at'],
    ['subject_id'],
  ],
});
const decisions = defineTable('approval_decisions', {
  columns: {
    approval_id: 'text',
    level: 'integer',
    by: 'text',
    by_account: 'text',
    decision: 'text',
    at: 'timestamptz',
    reason: 'text',
  },
  key: ['approval_id', 'level', 'by'],
  indexes: [['by', 'approval_id']],
});
/** Levels whose approvers gave way to `escalateTo`. */
const escalations = defineTable('approval_escalations', {
  columns: { approval_id: 'text', level: 'integer', because: 'text', at: 'timestamptz' },
  key: ['approval_id', 'level'],
});

type Ending = Recorded<
  EventNamed<'ApprovalGranted' | 'ApprovalRejected' | 'ApprovalReturned' | 'ApprovalWithdrawn' | 'ApprovalExpired'>
>;
const ended =
  (status: ApprovalStatus) =>
  ({ data, recordedAt, revision }: Ending) => [
    approvals.update({ approval_id: data.approvalId }, { status, updated_at: recordedAt, revision }),
  ];

export const approvalsProjection: Projection = {
  name: 'approvals',
  version: 1,
  tables: [approvals, decisions, escalations],
  on: {
    ApprovalRequested: ({ data, recordedAt, revision }) => [
      approvals.set(
        { approval_id: data.approvalId },
        {
          subject_type: data.subject.type,
          subject_id: data.subject.id,
          requested_by: data.requestedBy,
          requested_by_account: data.requestedByAccount,
          requested_at: recordedAt,
          facts: data.facts,
          levels: data.levels,
          chains_version: data.chainsVersion,
          status: 'pending',
          level: 0,
          escalated: false,
          expires_at: data.expiresAt,
          updated_at: recordedAt,
          revision,
        },
      ),
    ],
    ApprovalStepDecided: ({ data, personal, recordedAt, revision }) => [
      decisions.insertOnce(
        { approval_id: data.approvalId, level: data.level, by: data.by },
        { by_account: data.byAccount, decision: data.decision, at: data.decidedAt, reason: personal.reason },
      ),
      approvals.update({ approval_id: data.approvalId }, { updated_at: recordedAt, revision }),
    ],
    ApprovalLevelReached: ({ data, recordedAt, revision }) => [
      approvals.update(
        { approval_id: data.approvalId },
        { level: data.level, escalated: false, expires_at: data.expiresAt, updated_at: recordedAt, revision },
      ),
    ],
    ApprovalEscalated: ({ data, recordedAt, revision }) => [
      escalations.insertOnce(
        { approval_id: data.approvalId, level: data.level },
        { because: data.because, at: recordedAt },
      ),
      approvals.update(
        { approval_id: data.approvalId },
        { escalated: true, expires_at: data.expiresAt, updated_at: recordedAt, revision },
      ),
    ],
    ApprovalGranted: ended('granted'),
    ApprovalRejected: ended('rejected'),
    ApprovalReturned: ended('returned'),
    ApprovalWithdrawn: ended('withdrawn'),
    ApprovalExpired: ended('expired'),
    SubjectKeyDestroyed: ({ data }) => [decisions.updateWhere({ by: data.subjectId }, { reason: erased })],
  },
};
