import type { Indicator } from '../indicator.js';

/**
 * Customers never touched before, as part of all touched on the day.
 * Legitimate: a day of prospecting.
 */
export const firstTimeShare: Indicator = {
  code: 'first_time_share',
  family: 'novelty',
  weight: 0.9,
  feature: 'strangers',
  test: 'share',
  of: 'objects',
  atLeast: 3,
};
