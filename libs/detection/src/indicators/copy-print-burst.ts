import type { Indicator } from '../indicator.js';

/**
 * Copies, prints, exports, downloads and shares close together, within an hour.
 * Legitimate: printing folders for a customer meeting, moving one file to a new laptop.
 */
export const copyPrintBurst: Indicator = {
  code: 'copy_print_burst',
  family: 'outflow',
  weight: 1,
  feature: 'outflowInAnHour',
  test: 'day',
  atLeast: 2,
};
