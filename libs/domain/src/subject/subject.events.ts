import { z } from 'zod';
import { defineEvent, personal } from '../event.js';
import { freeText, id } from '../values.js';

export const subjectKeyCreated = defineEvent('SubjectKeyCreated', {
  subjectId: id,
  kind: z.enum(['employee', 'customer', 'account', 'firm']),
});
/** Every projection that holds clear text of the subject erases it on this event. */
export const subjectKeyDestroyed = defineEvent(
  'SubjectKeyDestroyed',
  { subjectId: id },
  { reason: personal('firm', freeText) },
);
