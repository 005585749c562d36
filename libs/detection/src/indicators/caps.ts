import type { AbsoluteIndicator } from '../indicator.js';

/**
 * More rows exported in a day than the policy's cap.
 * Legitimate: an agreed migration; raise the cap for it, or expect this alert.
 */
export const exportRowsPerDayCap: AbsoluteIndicator = {
  code: 'cap_export_rows_per_day',
  feature: 'exportRows',
  limit: (limits) => limits.exportRowsPerDay,
  severity: 'high',
  contribution: 50,
};

/** More rows in one export than the policy's cap. Legitimate: as above. */
export const exportRowsCap: AbsoluteIndicator = {
  code: 'cap_export_rows',
  feature: 'largestExport',
  limit: (limits) => limits.exportRows,
  severity: 'high',
  contribution: 50,
};

/**
 * More records opened within an hour than the policy's cap.
 * Legitimate: a screen that opens every record behind it; a call round with one click per customer.
 */
export const viewsPerHourCap: AbsoluteIndicator = {
  code: 'cap_views_per_hour',
  feature: 'viewsInAnHour',
  limit: (limits) => limits.viewsPerHour,
  severity: 'high',
  contribution: 50,
};
