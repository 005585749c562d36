import type { Indicator } from '../indicator.js';

/**
 * Many different customers touched in a day.
 * Legitimate: a mailing, a territory review, a first day back after a long absence.
 */
export const distinctCustomers: Indicator = {
  code: 'distinct_customers',
  family: 'breadth',
  weight: 0.6,
  feature: 'objects',
  test: 'day',
  atLeast: 4,
};
