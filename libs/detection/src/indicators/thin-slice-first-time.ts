import type { Indicator } from '../indicator.js';

/**
 * A few first-time customers every day, over 30 days against the own rate before.
 * Legitimate: a drive for new business.
 */
export const thinSliceFirstTime: Indicator = {
  code: 'thin_slice_first_time',
  family: 'month',
  weight: 1,
  feature: 'strangers',
  test: 'month',
  atLeast: 1,
};
