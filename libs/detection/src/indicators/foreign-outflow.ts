import type { Indicator } from '../indicator.js';

/**
 * Data that left of customers who belong to colleagues.
 * Legitimate: covering for a colleague, a report for the whole team.
 */
export const foreignOutflow: Indicator = {
  code: 'foreign_outflow',
  family: 'foreign',
  weight: 1.3,
  feature: 'foreignOutflow',
  test: 'day',
  atLeast: 1,
};
