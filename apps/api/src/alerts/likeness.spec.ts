import { describe, expect, it } from '@jest/globals';
import { likeness } from './likeness.js';

const mix = (parts: Record<string, number>) =>
  Object.entries(parts).map(([indicator, contribution]) => ({ indicator, contribution }));

describe('two alerts', () => {
  it.each([
    ['of the same mix, one louder, are alike', { views: 2, prints: 1 }, { views: 6, prints: 3 }, 1],
    ['without a common indicator are not alike', { views: 2 }, { prints: 2 }, 0],
    ['that share the lesser half are a little alike', { views: 3, prints: 4 }, { views: 1 }, 0.6],
    ['of which one has no parts are not alike', {}, { views: 1 }, 0],
  ] as const)('%s', (_, a, b, expected) => {
    expect(likeness(mix(a), mix(b))).toBe(expected);
    expect(likeness(mix(b), mix(a))).toBe(expected);
  });
});
