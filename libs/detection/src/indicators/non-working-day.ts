import type { Indicator } from '../indicator.js';

/**
 * Work on a free day or a holiday. Weighs little and never alerts alone.
 * Legitimate: a fair on a weekend, catching up before a deadline.
 */
export const nonWorkingDay: Indicator = {
  code: 'non_working_day',
  family: 'time',
  weight: 0.2,
  feature: 'freeDay',
  test: 'day',
  atLeast: 3,
};
