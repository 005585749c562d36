import type { Indicator } from '../indicator.js';

/**
 * Search, reveal, then export or print within two hours: collecting a list.
 * Legitimate: preparing one letter the long way round.
 */
export const searchRevealExport: Indicator = {
  code: 'search_reveal_export',
  family: 'burst',
  weight: 0.8,
  feature: 'sequences',
  test: 'day',
  atLeast: 1,
};
