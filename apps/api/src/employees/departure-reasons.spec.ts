import { describe, expect, it } from '@jest/globals';
import { indicators } from '#detection/indicators';
import { reasonCodesFor, reasonSentences } from './departure-reasons.js';

const alert = (...parts: (readonly [string, number])[]) => ({
  parts: parts.map(([indicator, contribution]) => ({ indicator, contribution })),
});

describe('the reasons that HR reads', () => {
  it('put the weightiest first and say each once', () => {
    expect(reasonCodesFor([alert(['bulk_views', 2], ['prints', 1.5]), alert(['export_volume', 1])])).toEqual([
      'outflow',
      'reading',
    ]);
  });

  it('name no customer, time or device for any indicator there is', () => {
    for (const { code } of indicators) {
      const reasons = reasonCodesFor([alert([code, 1])]).map((reason) => reasonSentences[reason]);
      expect(reasons).toHaveLength(1);
      expect(reasons[0]).not.toMatch(/\d|device|hour|night|weekend/i);
    }
  });
});
