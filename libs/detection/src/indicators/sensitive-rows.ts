import type { Indicator } from '../indicator.js';

/**
 * Rows touched, counted by how sensitive they are.
 * Legitimate: a key-account review, a report for the management.
 */
export const sensitiveRows: Indicator = {
  code: 'sensitive_rows',
  family: 'volume',
  weight: 0.7,
  feature: 'weightedRows',
  test: 'day',
  atLeast: 10,
  lumpy: true,
};
