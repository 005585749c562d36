import type { Indicator } from '../indicator.js';

/**
 * Rows shown in lists and search results: a book read by the page instead of record by record.
 * Legitimate: choosing addressees for a campaign, looking for duplicates.
 */
export const listedRows: Indicator = {
  code: 'listed_rows',
  family: 'volume',
  weight: 0.5,
  feature: 'listedRows',
  test: 'day',
  atLeast: 50,
  lumpy: true,
};
