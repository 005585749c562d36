import type { Indicator } from '../indicator.js';

/**
 * Trying again after being refused.
 * Legitimate: a right that is missing by mistake, a form that is not understood.
 */
export const retriesAfterDenial: Indicator = {
  code: 'retries_after_denial',
  family: 'refusal',
  weight: 0.8,
  feature: 'retries',
  test: 'day',
  atLeast: 2,
};
