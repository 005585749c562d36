import { describe, expect, it } from '@jest/globals';
import { indicators } from '#detection/indicators';
import { reasonsFor } from './departure-reasons.js';

const alert = (...parts: (readonly [string, number])[]) => ({
  parts: parts.map(([indicator, contribution]) => ({ indicator, contribution })),
});

describe('the reasons that HR reads', () => {
  it('put the weightiest first and say each once', () => {
    expect(reasonsFor([alert(['bulk_views', 2], ['prints', 1.5]), alert(['export_volume', 1])])).toEqual([
      'More customer data left the system than is usual for this person.',
      'More customer records were opened or revealed than is usual for this person.',
    ]);
  });

  it('name no customer, time or device for any indicator there is', () => {
    for (const { code } of indicators) {
      const [reason] = reasonsFor([alert([code, 1])]);
      expect(reason).not.toMatch(/\d|device|hour|night|weekend/i);
    }
  });
});
