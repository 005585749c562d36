import type { Indicator } from '../indicator.js';

/**
 * Masked contact details revealed one after another within an hour.
 * Legitimate: an afternoon of cold calls, an invitation list.
 */
export const revealBurst: Indicator = {
  code: 'reveal_burst',
  family: 'burst',
  weight: 1,
  feature: 'revealsInAnHour',
  test: 'day',
  atLeast: 3,
};
