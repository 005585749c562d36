import { z } from 'zod';
import { defineEvent, personal } from '../event.js';
import { action, freeText, id, kind, portfolio, sensitivity } from '../values.js';

const count = z.int().nonnegative().max(Number.MAX_SAFE_INTEGER);

/**
 * One access to protected data, whatever the path: the facts it was decided on are kept as they were.
 * The employee's clear device, destination and typed text are personal; `device` and the `<x>` of
 * `destination` are keyed hashes here.
 */
const accessData = {
  employeeId: id,
  /** The objects touched, or keyed hashes of ids that no customer here has. Empty when only `rows` is known. */
  customerIds: z.array(id).max(10_000),
  kinds: z.array(kind),
  fields: z.array(z.string().max(64)).default([]),
  rows: count,
  /** The highest level among the objects; null when unknown. */
  sensitivity: sensitivity.nullable(),
  /** The least own of the objects. */
  portfolio,
  device: z.string().max(64).nullable(),
  /** `internal:<hash>`, `external:<hash>`, `removable:<hash>`, or null. */
  destination: z.string().max(80).nullable(),
  bytes: count.default(0),
  /** Reason codes of the decision, `[]` for a plain allow. */
  reasons: z.array(z.string().max(64)).default([]),
  /** Position up to which the deciding view had read; absent for claimed activity. */
  decidedThrough: z.string().max(64).optional(),
  /** The source that claims it; absent for what Bookward witnessed. */
  source: z.string().max(64).optional(),
  /** Received later than the source's `maxLateness`: kept out of baselines. */
  late: z.boolean().default(false),
  /** Older than the key's `historyUntil`: trains baselines and counts for nothing else. */
  history: z.boolean().default(false),
};
const accessPersonal = {
  purpose: personal('employeeId', freeText.optional()),
  device: personal('employeeId', z.string().max(200).optional()),
  destination: personal('employeeId', z.string().max(500).optional()),
  searchText: personal('employeeId', z.string().max(500).optional()),
  /** External ids that matched no customer. */
  unmapped: personal('employeeId', z.array(z.string().max(200)).optional()),
};

export const signedIn = defineEvent('SignedIn', accessData, accessPersonal);
export const customerRecordViewed = defineEvent('CustomerRecordViewed', accessData, accessPersonal);
export const customersSearched = defineEvent('CustomersSearched', accessData, accessPersonal);
export const customersListed = defineEvent('CustomersListed', accessData, accessPersonal);
export const fieldRevealed = defineEvent('FieldRevealed', accessData, accessPersonal);
export const copySignalled = defineEvent('CopySignalled', accessData, accessPersonal);
export const recordsPrinted = defineEvent('RecordsPrinted', accessData, accessPersonal);
export const recordsShared = defineEvent('RecordsShared', accessData, accessPersonal);
export const apiRead = defineEvent('ApiRead', accessData, accessPersonal);
/** An export or a download that another system reports or asks about; Bookward's own are on the export's stream. */
export const recordsExported = defineEvent('RecordsExported', accessData, accessPersonal);
export const fileDownloaded = defineEvent('FileDownloaded', accessData, accessPersonal);
/** `action` is what was refused. */
export const accessDenied = defineEvent('AccessDenied', { ...accessData, action }, accessPersonal);

/**
 * Activity of somebody whom no employee here is known as: kept whole until a mapping names the person. `employee` is
 * a keyed hash of the source's own id; the record itself is sealed under the firm's key.
 */
export const activityParked = defineEvent(
  'ActivityParked',
  { source: z.string().max(64), employee: id, action },
  { record: personal('firm', z.string().max(400_000)) },
);

/** The event type that records each allowed action. */
export const accessEventOf = {
  sign_in: signedIn,
  view: customerRecordViewed,
  search: customersSearched,
  list: customersListed,
  reveal: fieldRevealed,
  copy: copySignalled,
  print: recordsPrinted,
  share: recordsShared,
  api_read: apiRead,
  export: recordsExported,
  download: fileDownloaded,
} as const satisfies Record<z.infer<typeof action>, unknown>;
