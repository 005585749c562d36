import type { Indicator } from '../indicator.js';

/**
 * Copying to the clipboard or to files more than this person copies.
 * Legitimate: filling another system by hand, writing many offers.
 */
export const copies: Indicator = {
  code: 'copies',
  family: 'outflow',
  weight: 1,
  feature: 'copies',
  test: 'day',
  atLeast: 1,
};
