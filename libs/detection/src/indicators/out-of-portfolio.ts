import type { Indicator } from '../indicator.js';

/**
 * Customers that belong to colleagues.
 * Legitimate: standing in for somebody ill or on leave, a hand-over before it is recorded, a joint bid.
 */
export const outOfPortfolio: Indicator = {
  code: 'out_of_portfolio',
  family: 'foreign',
  weight: 1,
  feature: 'foreignStrangers',
  test: 'day',
  atLeast: 2,
};
