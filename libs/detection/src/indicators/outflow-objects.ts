import type { Indicator } from '../indicator.js';

/**
 * Different customers whose data left in a day.
 * Legitimate: a batch of offers, a reporting day.
 */
export const outflowObjects: Indicator = {
  code: 'outflow_objects',
  family: 'outflow',
  weight: 1.1,
  feature: 'outflowObjects',
  test: 'day',
  atLeast: 1,
};
