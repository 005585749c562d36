import type { Indicator } from '../indicator.js';

/**
 * Customers this person never touched before; those taken over from somebody who hands over do not count.
 * Legitimate: prospecting, a new territory, standing in for a colleague.
 */
export const firstTimeObjects: Indicator = {
  code: 'first_time_objects',
  family: 'novelty',
  weight: 1,
  feature: 'strangers',
  test: 'day',
  atLeast: 2,
};
