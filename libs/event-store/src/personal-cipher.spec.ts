import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { BrokenSeal, keyBytes, open, seal } from './personal-cipher.js';

const key = randomBytes(keyBytes);

describe('sealed text', () => {
  it('opens to what was sealed, in any script', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, place) => {
        const wellFormed = Buffer.from(text).toString();
        expect(open(key, place, seal(key, place, wellFormed)).toString()).toBe(wellFormed);
      }),
    );
  });

  it('does not open after any one bit was changed', () => {
    const sealed = seal(key, 'employee-e1\n1', 'Ann Lee');
    fc.assert(
      fc.property(fc.nat(sealed.length * 8 - 1), (bit) => {
        const altered = Buffer.from(sealed);
        altered.writeUInt8(altered.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
        expect(() => open(key, 'employee-e1\n1', altered)).toThrow(BrokenSeal);
      }),
    );
  });

  it('does not open elsewhere, under another key, or cut short', () => {
    const sealed = seal(key, 'here', 'Ann Lee');
    expect(() => open(key, 'there', sealed)).toThrow(BrokenSeal);
    expect(() => open(randomBytes(keyBytes), 'here', sealed)).toThrow(BrokenSeal);
    expect(() => open(key, 'here', sealed.subarray(0, -1))).toThrow(BrokenSeal);
    expect(() => open(key, 'here', sealed.subarray(0, 5))).toThrow(BrokenSeal);
  });

  it('never looks the same twice', () => {
    expect(seal(key, 'here', 'Ann Lee')).not.toEqual(seal(key, 'here', 'Ann Lee'));
  });
});
