import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { storableJson } from './sql.js';

describe('JSON for the database', () => {
  it('replaces NUL and halves of surrogate pairs, which it cannot hold', () => {
    expect(JSON.parse(storableJson({ name: 'a\0b', half: '\ud800x' }))).toEqual({ name: 'a\ufffdb', half: '\ufffdx' });
  });

  it('leaves every other text as it is, backslashes that look like escapes among them', () => {
    expect(JSON.parse(storableJson('C:\\u0000\\ud800'))).toBe('C:\\u0000\\ud800');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const kept = text.replaceAll('\0', '\ufffd');
        expect(JSON.parse(storableJson([text]))).toEqual([kept]);
      }),
    );
  });
});
