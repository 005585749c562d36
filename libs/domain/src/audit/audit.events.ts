import { z } from 'zod';
import { defineEvent, personal } from '../event.js';
import { freeText, id, instant } from '../values.js';

/** One screen of an auditor or officer, at most once in five minutes, with how often it was asked for. */
export const recordsInspected = defineEvent('RecordsInspected', {
  actorId: id,
  screen: z.string().max(128),
  /** Employees and customers whose records were shown by name of the request, not every row of a list. */
  subjects: z.array(id).max(200),
  count: z.int().positive(),
});
export const pseudonymLifted = defineEvent(
  'PseudonymLifted',
  {
    actorId: id,
    subjectId: id,
    subjectKind: z.enum(['employee', 'customer']),
    expiresAt: instant,
    alertId: id.nullable(),
  },
  { reason: personal('subjectId', freeText) },
);
export const auditExportTaken = defineEvent(
  'AuditExportTaken',
  { actorId: id, format: z.enum(['csv', 'jsonl']), events: z.int().nonnegative() },
  { reason: personal('firm', freeText) },
);
