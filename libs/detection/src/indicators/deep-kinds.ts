import type { Indicator } from '../indicator.js';

/**
 * Quotes, transactions, contracts and special terms read: the part of a record that wins a customer over.
 * Legitimate: renewal season, preparing a tender, answering an audit.
 */
export const deepKinds: Indicator = {
  code: 'deep_kinds',
  family: 'volume',
  weight: 0.8,
  feature: 'deepKinds',
  test: 'day',
  atLeast: 3,
};
