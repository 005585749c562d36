import type { Indicator } from '../indicator.js';

/**
 * Masked contact details revealed over a day.
 * Legitimate: a day of calls, updating addresses.
 */
export const reveals: Indicator = {
  code: 'reveals',
  family: 'burst',
  weight: 0.9,
  feature: 'reveals',
  test: 'day',
  atLeast: 3,
};
