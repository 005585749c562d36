import { describe, expect, it } from '@jest/globals';
import { inTurns } from './in-turns.js';

describe('work in steps', () => {
  it('lets others have a turn after every long step, and ends with its outcome', async () => {
    let turns = 0;
    let isOver = false;
    const count = (): void => {
      turns += 1;
      if (!isOver) setImmediate(count);
    };
    setImmediate(count);
    const seen: number[] = [];
    function* work(): Generator<undefined, string, undefined> {
      for (let step = 0; step < 4; step++) {
        const until = performance.now() + 12;
        while (performance.now() < until);
        seen.push(turns);
        yield;
      }
      return 'done';
    }
    expect(await inTurns(work())).toBe('done');
    isOver = true;
    expect(new Set(seen).size).toBe(4);
  });
});
