import { describe, expect, it } from '@jest/globals';
import { largestPartOf } from './largest-part.js';

describe('what is too large about a body', () => {
  it.each([
    [
      'one long text',
      { name: 'Zed', details: { basic: { city: 'Bonn', note: 'x'.repeat(900) } } },
      '/details/basic/note',
    ],
    ['a record of many', { name: 'Zed', 'a/b': Object.fromEntries(Object.entries('x'.repeat(90))) }, '/a~1b'],
    ['one entry of a list', { list: [1, 'x'.repeat(90)] }, '/list/1'],
    ['nothing more than the rest', { a: 'x'.repeat(90), b: 'x'.repeat(90) }, ''],
    ['no part of a text', 'x'.repeat(90), ''],
    ['nothing at all', undefined, ''],
    ['no part of a file', new Uint8Array(9), ''],
  ])('is %s', (_, body, pointer) => {
    expect(largestPartOf(body)).toBe(pointer);
  });
});
