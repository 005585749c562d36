import type { Indicator } from '../indicator.js';

/**
 * Work outside working hours. Weighs little and never alerts alone: most of it is diligence.
 * Legitimate: a customer in another time zone, a deadline, parents who work when the children sleep.
 */
export const afterHours: Indicator = {
  code: 'after_hours',
  family: 'time',
  weight: 0.25,
  feature: 'afterHours',
  test: 'day',
  atLeast: 3,
};
