import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { IdIndex } from './id-index.js';

const ids = fc.array(fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/), { maxLength: 300 });

describe('the index of ids', () => {
  it('agrees with a map of strings, whatever is added', () => {
    fc.assert(
      fc.property(ids, ids, (known, asked) => {
        const index = new IdIndex(1);
        const model = new Map<string, number>();
        for (const id of known) {
          if (!model.has(id)) model.set(id, model.size);
          expect(index.add(id)).toBe(model.get(id));
        }
        expect(index.size).toBe(model.size);
        for (const id of [...known, ...asked]) expect(index.find(id)).toBe(model.get(id));
        for (const [id, number] of model) expect(index.at(number)).toBe(id);
      }),
    );
  });

  it('holds an id in at most 80 bytes', () => {
    const index = new IdIndex();
    for (let n = 0; n < 100_000; n += 1) index.add(`0193f5a0-7c11-7000-8000-${String(n).padStart(12, '0')}`);
    expect(index.bytes / index.size).toBeLessThan(80);
  });
});
