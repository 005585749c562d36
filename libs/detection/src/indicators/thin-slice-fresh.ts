import type { Indicator } from '../indicator.js';

/**
 * Data of customers only just met leaving a little every day, over 30 days against the own rate before.
 * Legitimate: offers to a whole list of new prospects, over weeks.
 */
export const thinSliceFresh: Indicator = {
  code: 'thin_slice_fresh',
  family: 'month',
  weight: 1.2,
  feature: 'freshOutflow',
  test: 'month',
  atLeast: 1,
};
