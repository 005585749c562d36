import type { Indicator } from '../indicator.js';

/**
 * Data that left of customers this person had not touched until some days ago: taking, rather than working.
 * Legitimate: a new assignment, a first offer to new prospects.
 */
export const freshOutflow: Indicator = {
  code: 'fresh_outflow',
  family: 'novelty',
  weight: 1.3,
  feature: 'freshOutflow',
  test: 'day',
  atLeast: 1,
};
