import { describe, expect, it } from '@jest/globals';
import { RepeatedIds } from './repeated-ids.js';

describe('A repeated id', () => {
  const day = 86_400_000;
  it('is known for eight recorded days, and across a cut', () => {
    const ids = new RepeatedIds();
    expect(ids.isRepeated('a', 0)).toBe(false);
    expect(ids.isRepeated('a', day)).toBe(true);
    const resumed = new RepeatedIds(ids.encode());
    expect(resumed.isRepeated('a', 7 * day)).toBe(true);
    expect(resumed.isRepeated('a', 9 * day)).toBe(false);
  });
});
