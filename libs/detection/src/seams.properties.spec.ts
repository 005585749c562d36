import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createEngine } from './create-engine.js';
import { eventfulFirm } from './testing/eventful-firm.js';

const numRuns = process.env['TRIALS'] === 'long' ? 60 : 5;

describe('A fold that is cut and continued from its state', () => {
  it('says at every step what the uncut one says, wherever it is cut', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), fc.integer({ min: 1, max: 30 }), (seed, stride) => {
        const whole = createEngine(new Map());
        let cut = createEngine(new Map());
        const state = new Map<string, string>();
        for (const [place, input] of eventfulFirm(seed).entries()) {
          if (place % (stride * 10 + 1) === 0) {
            for (const [chunk, text] of cut.takeChanged()) state.set(chunk, text);
            cut = createEngine(new Map(state));
          }
          const said = JSON.stringify(whole.step(input));
          const saidAfterCut = JSON.stringify(cut.step(input));
          // Asserted only where they differ: most steps say nothing, and there are thousands.
          if (saidAfterCut !== said) expect({ place, said: saidAfterCut }).toEqual({ place, said });
        }
      }),
      {
        numRuns,
        seed: 12,
        // Somebody moves west on a day that closes twice.
        examples: [[28, 1]],
      },
    );
  });
});
