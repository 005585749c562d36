import { z } from 'zod';
import { defineEvent, personal } from '../event.js';
import { date, freeText, id, label, performance, rank, timezone } from '../values.js';

export const email = z.email().max(254);
export const personName = z.string().trim().min(1).max(200);
/** External ids by source; `default` is the source of imports and request bodies. */
export const externalIds = z.record(z.string().max(64), z.string().min(1).max(200));

const employment = { team: label, role: label, region: label, timezone, rank, performance };
const reason = { reason: personal('employeeId', freeText) };

/** Also a rehire, when it follows `EmployeeLeft`. `role` is a job title, not an account role. */
export const employeeHired = defineEvent(
  'EmployeeHired',
  { employeeId: id, ...employment, hiredOn: date },
  {
    name: personal('employeeId', personName),
    email: personal('employeeId', email),
    externalIds: personal('employeeId', externalIds),
  },
);
export const employeeTransferred = defineEvent('EmployeeTransferred', {
  employeeId: id,
  ...z.object(employment).partial().shape,
  effectiveOn: date,
});
/** A corrected name, address or external id: never a change of employment facts. */
export const employeeDetailsCorrected = defineEvent(
  'EmployeeDetailsCorrected',
  { employeeId: id },
  {
    name: personal('employeeId', personName.optional()),
    email: personal('employeeId', email.optional()),
    externalIds: personal('employeeId', externalIds.optional()),
  },
);
export const resignationDeclared = defineEvent('ResignationDeclared', {
  employeeId: id,
  noticeOn: date,
  lastWorkingDay: date,
});
export const resignationWithdrawn = defineEvent('ResignationWithdrawn', { employeeId: id }, reason);
export const resignationEnteredInError = defineEvent('ResignationEnteredInError', { employeeId: id }, reason);
export const lastWorkingDayChanged = defineEvent('LastWorkingDayChanged', { employeeId: id, lastWorkingDay: date });
export const employeeLeft = defineEvent('EmployeeLeft', { employeeId: id, leftOn: date });
