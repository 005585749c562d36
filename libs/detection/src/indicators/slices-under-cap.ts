import type { Indicator } from '../indicator.js';

/**
 * Exports just below the cap on one export.
 * Legitimate: a regular report that happens to have that size.
 */
export const slicesUnderCap: Indicator = {
  code: 'slices_under_cap',
  family: 'outflow',
  weight: 1.3,
  feature: 'nearCap',
  test: 'day',
  atLeast: 1,
};
