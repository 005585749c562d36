import type { Indicator } from '../indicator.js';

/**
 * Acts that send data outside to places first used only weeks ago: a new stick, a new mailbox, and then again.
 * Legitimate: a new customer contact who is sent offers, a stick that replaces a lost one.
 */
export const freshPlaces: Indicator = {
  code: 'fresh_places',
  family: 'place',
  weight: 1,
  feature: 'freshPlaces',
  test: 'day',
  atLeast: 2,
};
