import type { Indicator } from '../indicator.js';

/**
 * Customers that nobody had touched for half a year.
 * Legitimate: a campaign to win back old customers, tidying the book.
 */
export const dormantCustomers: Indicator = {
  code: 'dormant_customers',
  family: 'novelty',
  weight: 0.8,
  feature: 'dormant',
  test: 'day',
  atLeast: 2,
};
