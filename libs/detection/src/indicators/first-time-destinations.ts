import type { Indicator } from '../indicator.js';

/**
 * Data sent to where this person never sent any.
 * Legitimate: a new customer contact, a new memory stick from the firm.
 */
export const firstTimeDestinations: Indicator = {
  code: 'first_time_destinations',
  family: 'place',
  weight: 0.9,
  feature: 'newDestinations',
  test: 'day',
  atLeast: 1,
};
