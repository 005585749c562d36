import type { Indicator } from '../indicator.js';

/**
 * Printing more than this person prints.
 * Legitimate: contracts due for signature, a fair where paper is handed out.
 */
export const prints: Indicator = {
  code: 'prints',
  family: 'outflow',
  weight: 1,
  feature: 'prints',
  test: 'day',
  atLeast: 1,
};
