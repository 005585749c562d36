import type { Indicator } from '../indicator.js';

/**
 * Rows sent outside the firm or to removable media.
 * Legitimate: offers by mail, data for a printer or a tax adviser.
 */
export const externalShares: Indicator = {
  code: 'external_shares',
  family: 'outflow',
  weight: 1,
  feature: 'outsideRows',
  test: 'day',
  atLeast: 1,
  lumpy: true,
};
