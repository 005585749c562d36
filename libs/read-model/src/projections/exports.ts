import { erased } from '#domain/event';
import type { Projection } from '../projection.js';
import { defineTable } from '../table.js';

const exports = defineTable('exports', {
  columns: {
    export_id: 'text',
    requested_by: 'text',
    requested_by_account: 'text',
    requested_at: 'timestamptz',
    status: 'text',
    /** Why it was refused. */
    because: 'text',
    filter: 'jsonb',
    fields: 'text[]',
    format: 'text',
    purpose: 'text',
    recipient: 'text',
    /** Of the preview: what the request would release. */
    rows: 'integer',
    left_out: 'integer',
    highest_sensitivity: 'text',
    approval_id: 'text',
    set_root: 'text',
    policy_version: 'integer',
    grant_expires_at: 'timestamptz',
    executed_at: 'timestamptz',
    released_rows: 'integer',
    released_left_out: 'integer',
    released_bytes: 'bigint',
    manifest_root: 'text',
    watermark_id: 'text',
    downloads: 'integer',
    revision: 'integer',
  },
  key: ['export_id'],
  indexes: [
    ['requested_at', 'export_id'],
    ['requested_by', 'requested_at', 'export_id'],
    ['status', 'grant_expires_at'],
    ['approval_id'],
  ],
});
const sets = defineTable('export_sets', {
  columns: { export_id: 'text', set: 'text', part: 'integer', customer_ids: 'text[]' },
  key: ['export_id', 'set', 'part'],
});

export const exportsProjection: Projection = {
  name: 'exports',
  version: 2,
  tables: [exports, sets],
  on: {
    ExportSetListed: ({ data: { exportId, set, part, customerIds } }) => [
      // A first part begins the set anew: what was listed before was cut off.
      ...(part === 0 ? [sets.updateWhere({ export_id: exportId, set }, { customer_ids: [] })] : []),
      sets.set({ export_id: exportId, set, part }, { customer_ids: customerIds }),
    ],
    ExportRequested: ({ data, personal, recordedAt, revision }) => [
      exports.set(
        { export_id: data.exportId },
        {
          requested_by: data.requestedBy,
          requested_by_account: data.requestedByAccount,
          requested_at: recordedAt,
          status: 'pending',
          filter: data.filter,
          fields: data.fields,
          format: data.format,
          purpose: personal.purpose,
          recipient: personal.recipient,
          rows: data.rows,
          left_out: data.leftOut,
          highest_sensitivity: data.highestSensitivity,
          approval_id: data.approvalId,
          set_root: data.setRoot,
          policy_version: data.policyVersion,
          downloads: 0,
          revision,
        },
      ),
    ],
    // The request of an export that never got as far as an approval is known from its refusal alone.
    ExportRefused: ({ data, personal, recordedAt, revision }) => [
      exports.insertOnce(
        { export_id: data.exportId },
        {
          requested_by: data.requestedBy,
          requested_by_account: data.requestedByAccount,
          requested_at: recordedAt,
          filter: data.filter,
          fields: data.fields,
          format: data.format,
          purpose: personal.purpose ?? null,
          recipient: personal.recipient ?? null,
          rows: data.rows,
          left_out: data.leftOut,
          highest_sensitivity: data.highestSensitivity,
          downloads: 0,
        },
      ),
      exports.update({ export_id: data.exportId }, { status: 'refused', because: data.because, revision }),
    ],
    ExportGranted: ({ data, revision }) => [
      exports.update({ export_id: data.exportId }, { status: 'granted', grant_expires_at: data.expiresAt, revision }),
    ],
    ExportReturned: ({ data, revision }) => [
      exports.update({ export_id: data.exportId }, { status: 'returned', revision }),
    ],
    ExportWithdrawn: ({ data, revision }) => [
      exports.update({ export_id: data.exportId }, { status: 'withdrawn', revision }),
    ],
    ExportExecuted: ({ data, recordedAt, revision }) => [
      exports.update(
        { export_id: data.exportId },
        {
          status: 'executed',
          executed_at: recordedAt,
          released_rows: data.rows,
          released_left_out: data.leftOut,
          released_bytes: data.bytes,
          manifest_root: data.manifestRoot,
          watermark_id: data.watermarkId,
          revision,
        },
      ),
    ],
    ExportDownloaded: ({ data, revision }) => [
      exports.add({ export_id: data.exportId }, { downloads: 1 }),
      exports.update({ export_id: data.exportId }, { revision }),
    ],
    ExportExpired: ({ data, revision }) => [
      exports.update({ export_id: data.exportId }, { status: 'expired', revision }),
    ],
    SubjectKeyDestroyed: ({ data }) => [
      exports.updateWhere({ requested_by: data.subjectId }, { purpose: erased, recipient: erased }),
    ],
  },
};
