import type { Indicator } from '../indicator.js';

/**
 * A little more leaving every day: fresh or foreign customers’ data over 30 days against the own rate before.
 * Legitimate: a new product sold to the whole book, over weeks.
 */
export const thinSlice: Indicator = {
  code: 'thin_slice',
  family: 'month',
  weight: 1.1,
  feature: 'outflowObjects',
  test: 'month',
  atLeast: 1,
};
