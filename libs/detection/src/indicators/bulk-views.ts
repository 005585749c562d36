import type { Indicator } from '../indicator.js';

/**
 * Many more records opened in a day than this person opens.
 * Legitimate: preparing a campaign or a trade fair, a quarter-end round of calls, cleaning up records.
 */
export const bulkViews: Indicator = {
  code: 'bulk_views',
  family: 'volume',
  weight: 0.6,
  feature: 'views',
  test: 'day',
  atLeast: 5,
};
