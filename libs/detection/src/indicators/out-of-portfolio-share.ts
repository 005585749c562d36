import type { Indicator } from '../indicator.js';

/**
 * Colleagues’ customers as part of all touched: work that moves out of one’s own book.
 * Legitimate: a change of territory that is not yet recorded.
 */
export const outOfPortfolioShare: Indicator = {
  code: 'out_of_portfolio_share',
  family: 'foreign',
  weight: 1,
  feature: 'foreignStrangers',
  test: 'share',
  of: 'objects',
  atLeast: 3,
};
