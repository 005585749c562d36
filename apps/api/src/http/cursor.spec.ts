import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { Cursors } from './cursor.js';
import { HttpProblem } from './http-problem.js';

const cursors = new Cursors(new Uint8Array(32));
const after = z.array(z.string());

describe('a cursor', () => {
  it('comes back as what it stands for', () => {
    expect(cursors.open('alerts', cursors.seal('alerts', ['0007']), after)).toEqual(['0007']);
  });

  it.each(['a', 'ab', 'abc'])('that was altered in any of its characters is none: of %s', (key) => {
    const cursor = cursors.seal('alerts', [key]);
    for (let at = 0; at < cursor.length; at += 1)
      for (const other of 'AQgw')
        if (cursor[at] !== other) {
          const altered = cursor.slice(0, at) + other + cursor.slice(at + 1);
          expect(() => cursors.open('alerts', altered, after)).toThrow(HttpProblem);
        }
  });

  it.each(['=', '!!', ' ', '\n'])('that something was put behind or into is none: %j', (more) => {
    const cursor = cursors.seal('alerts', ['0007']);
    for (const altered of [cursor + more, cursor.slice(0, 9) + more + cursor.slice(9)])
      expect(() => cursors.open('alerts', altered, after)).toThrow(HttpProblem);
  });
});
