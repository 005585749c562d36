import { z } from 'zod';
import { defineEvent, personal } from '../event.js';
import { hours } from '../policy/approval-chains.js';
import { freeText, id, instant, portfolio, sensitivity } from '../values.js';

const count = z.int().nonnegative();
export const exportFilter = z.strictObject({
  ids: z.array(id).min(1).max(5_000).optional(),
  assignedTo: id.optional(),
  team: z.string().max(80).optional(),
  sensitivity: sensitivity.optional(),
});
export const exportField = z.string().regex(/^[a-z_]+\.[a-zA-Z][a-zA-Z0-9_]{0,39}$/, 'a field is <kind>.<field>');
export const exportFormat = z.enum(['csv', 'jsonl']);

const requestPersonal = {
  purpose: personal('requestedBy', freeText),
  recipient: personal('requestedBy', freeText),
};
const request = {
  exportId: id,
  requestedBy: id,
  requestedByAccount: id,
  filter: exportFilter,
  fields: z.array(exportField).min(1).max(100),
  format: exportFormat,
  rows: count,
  leftOut: count,
  highestSensitivity: sensitivity.nullable(),
};

/**
 * A part of an export's set of customers, so that no event outgrows an append. `requested` parts precede
 * `ExportRequested`; `released` parts precede `ExportExecuted`. At most 5,000 ids a part. Part 0 again begins the set
 * anew: what was listed before was cut off.
 */
export const exportSetListed = defineEvent('ExportSetListed', {
  exportId: id,
  set: z.enum(['requested', 'released']),
  part: z.int().nonnegative(),
  customerIds: z.array(id).max(5_000),
});
/**
 * `setRoot` commits to the ids of the `requested` parts (Merkle root, SHA-256). `grantHours` is of the chains' version
 * at submission, so that a later policy changes nothing here; the first requests were recorded without it.
 */
export const exportRequested = defineEvent(
  'ExportRequested',
  { ...request, approvalId: id, setRoot: z.string(), policyVersion: z.int(), grantHours: hours.default(24) },
  requestPersonal,
);
/** Refused at the request (cap, rights, no chain) or by the approval. */
export const exportRefused = defineEvent(
  'ExportRefused',
  { ...request, because: z.string().max(64) },
  { purpose: personal('requestedBy', freeText.optional()), recipient: personal('requestedBy', freeText.optional()) },
);
export const exportGranted = defineEvent('ExportGranted', { exportId: id, requestedBy: id, expiresAt: instant });
export const exportReturned = defineEvent('ExportReturned', { exportId: id, requestedBy: id });
export const exportWithdrawn = defineEvent('ExportWithdrawn', { exportId: id, requestedBy: id });
/** The rows left the record: `manifestRoot` commits to id and content hash of each released row. */
export const exportExecuted = defineEvent('ExportExecuted', {
  exportId: id,
  requestedBy: id,
  rows: count,
  leftOut: count,
  sensitivity: sensitivity.nullable(),
  portfolio,
  manifestRoot: z.string(),
  watermarkId: id,
  bytes: count,
  device: z.string().max(64).nullable().default(null),
});
export const exportDownloaded = defineEvent('ExportDownloaded', {
  exportId: id,
  requestedBy: id,
  rows: count,
  sensitivity: sensitivity.nullable(),
  portfolio,
  bytes: count,
  device: z.string().max(64).nullable().default(null),
});
export const exportExpired = defineEvent('ExportExpired', { exportId: id, requestedBy: id });
