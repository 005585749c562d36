import { describe, expect, it } from '@jest/globals';
import { upcast } from './upcasters.js';

const known = {
  Shouted: (event: { data: unknown }) => ({ type: 'Shouted.v2', data: [event.data], personal: {} }),
  'Shouted.v2': (event: { data: unknown }) => ({ type: 'Shouted.v3', data: { words: event.data }, personal: {} }),
};

describe('an event of a type that is no longer written', () => {
  it('is read as its newest successor, step by step', () => {
    const old = { type: 'Shouted', data: 'hey', personal: {} };
    expect(upcast(old, known)).toEqual({ type: 'Shouted.v3', data: { words: ['hey'] }, personal: {} });
  });

  it('is read as it is when it has no successor', () => {
    const current = { type: 'Whispered', data: 'hey', personal: {} };
    expect(upcast(current, known)).toBe(current);
    expect(upcast(current)).toBe(current);
  });
});
