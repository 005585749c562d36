import type { Projection } from './projection.js';
import { accessLogProjection } from './projections/access-log.js';
import { accountsProjection } from './projections/accounts.js';
import { activityProjection } from './projections/activity.js';
import { alertsProjection } from './projections/alerts.js';
import { approvalsProjection } from './projections/approvals.js';
import { customersProjection } from './projections/customers.js';
import { employeesProjection } from './projections/employees.js';
import { eventIndexProjection } from './projections/event-index.js';
import { exportsProjection } from './projections/exports.js';
import { policiesProjection } from './projections/policies.js';
import { pseudonymsProjection } from './projections/pseudonyms.js';
import { riskProjection } from './projections/risk.js';
import { serviceKeysProjection } from './projections/service-keys.js';

/** Every projection, one line each. */
export const projections: readonly Projection[] = [
  employeesProjection,
  customersProjection,
  accountsProjection,
  serviceKeysProjection,
  policiesProjection,
  exportsProjection,
  approvalsProjection,
  alertsProjection,
  riskProjection,
  pseudonymsProjection,
  activityProjection,
  accessLogProjection,
  eventIndexProjection,
];
