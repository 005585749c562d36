import type { AbsoluteIndicator } from '../indicator.js';

/**
 * A record that exists only to be noticed was touched: critical at once.
 * Legitimate: browsing the whole list, a bulk report that takes everything; the officer asks.
 */
export const canaryTouched: AbsoluteIndicator = {
  code: 'canary_touched',
  feature: 'canaries',
  limit: () => 0,
  severity: 'critical',
  contribution: 100,
};
