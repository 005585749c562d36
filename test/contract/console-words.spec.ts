import { describe, expect, it } from '@jest/globals';
import { indicatorCodes } from '#detection/indicators';
import { indicators } from '../../apps/console/src/messages/en/indicators.js';

describe('The console’s words', () => {
  // The other languages cannot lack what English has: they would not compile.
  it('name every indicator, with the legitimate work that trips it', () => {
    expect(Object.keys(indicators).sort()).toEqual([...indicatorCodes].sort());
  });
});
