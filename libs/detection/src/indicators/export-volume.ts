import type { Indicator } from '../indicator.js';

/**
 * Rows leaving by copy, print, export, download, share or programme.
 * Legitimate: a yearly report, a mailing house, a migration that was agreed.
 */
export const exportVolume: Indicator = {
  code: 'export_volume',
  family: 'outflow',
  weight: 1,
  feature: 'outflowRows',
  test: 'day',
  atLeast: 2,
  lumpy: true,
};
