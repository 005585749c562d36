import { describe, expect, it } from '@jest/globals';
import { usualRange } from './usual-range.js';

describe('the usual range of a person', () => {
  it('cannot be said from fewer than ten active days', () => {
    expect(usualRange([1, 2, 3, 4, 5, 6, 7, 8, 9])).toBeNull();
  });

  it('is the middle 80 % of what was seen, in whatever order', () => {
    expect(usualRange([500, 3, 1, 2, 5, 4, 8, 7, 6, 9])).toEqual({ low: 1, high: 9 });
  });
});
