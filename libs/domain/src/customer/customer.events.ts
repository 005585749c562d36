import { z } from 'zod';
import { externalIds } from '../employee/employee.events.js';
import { defineEvent, personal } from '../event.js';
import { freeText, id, kind, sensitivity } from '../values.js';

const fieldName = z
  .string()
  .regex(/^[a-zA-Z][a-zA-Z0-9_]{0,39}$/, 'a field name is a letter and up to 39 letters, digits or _');
export const customerName = z.string().trim().min(1).max(10_000);
/** Values by data kind and field: `{ contact: { phone: '…' } }`. */
export const customerDetails = z.partialRecord(kind, z.record(fieldName, z.string().max(10_000)));
/** Which fields exist, by kind; the values are personal. */
const fieldsByKind = z.partialRecord(kind, z.array(fieldName));

/** `developedBy` originated the customer; `assignedTo` looks after it now. The two are kept apart. */
export const customerRegistered = defineEvent(
  'CustomerRegistered',
  { customerId: id, developedBy: id, assignedTo: id, sensitivity, fields: fieldsByKind },
  {
    name: personal('customerId', customerName),
    externalIds: personal('customerId', externalIds),
    details: personal('customerId', customerDetails),
  },
);
/** `fields` and `details` are complete after the change, not a delta. */
export const customerDetailsChanged = defineEvent(
  'CustomerDetailsChanged',
  { customerId: id, fields: fieldsByKind },
  {
    name: personal('customerId', customerName),
    externalIds: personal('customerId', externalIds),
    details: personal('customerId', customerDetails),
  },
);
export const customerAssigned = defineEvent('CustomerAssigned', {
  customerId: id,
  from: id,
  to: id,
  because: z.enum(['assignment', 'hand_over', 'import']),
});
export const informationClassified = defineEvent(
  'InformationClassified',
  { customerId: id, level: sensitivity, previous: sensitivity },
  { reason: personal('customerId', freeText) },
);
