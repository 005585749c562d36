import type { Indicator } from '../indicator.js';

/**
 * A device this person never used before.
 * Legitimate: a new laptop, a loan while the own one is repaired.
 */
export const firstTimeDevices: Indicator = {
  code: 'first_time_devices',
  family: 'place',
  weight: 0.4,
  feature: 'newDevices',
  test: 'day',
  atLeast: 1,
};
