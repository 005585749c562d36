import type { Indicator } from '../indicator.js';

/**
 * Customers that others of the firm work with and nobody of this person’s team ever touched.
 * Legitimate: a bid across teams, a territory that moves to another team.
 */
export const newToTeam: Indicator = {
  code: 'new_to_team',
  family: 'foreign',
  weight: 0.6,
  feature: 'newToTeam',
  test: 'day',
  atLeast: 2,
};
