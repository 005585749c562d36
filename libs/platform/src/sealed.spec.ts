import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { Sealer } from './sealed.js';

describe('What is sealed', () => {
  const sealer = new Sealer(randomBytes(32));
  it('opens as it was, in its own context', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.string(), (bytes, context) =>
        expect(new Uint8Array(sealer.open(context, sealer.seal(context, bytes)))).toEqual(bytes),
      ),
    );
  });
  it('opens in no other context and under no other key, and not when a bit was altered', () => {
    const sealed = sealer.seal('a', Buffer.from('text'));
    expect(() => sealer.open('b', sealed)).toThrow();
    expect(() => new Sealer(randomBytes(32)).open('a', sealed)).toThrow();
    for (let byte = 0; byte < sealed.length; byte++) {
      const altered = Buffer.from(sealed);
      altered[byte] = (altered[byte] ?? 0) ^ 1;
      expect(() => sealer.open('a', altered)).toThrow();
    }
  });
});
