import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { StoreUnavailable } from '../event-store.js';
import { whileAnswering } from './outage.js';

describe('work that takes long', () => {
  const answers = (everyMs: number) => async (answered: () => void) => {
    for (let answer = 0; answer < 5; answer += 1) {
      await delay(everyMs);
      answered();
    }
    return 'done';
  };

  it('goes on for as long as the server answers', async () => {
    expect(await whileAnswering(400, answers(120))).toBe('done');
  });

  it('is given up once the server falls silent', async () => {
    await expect(whileAnswering(50, answers(400))).rejects.toThrow(StoreUnavailable);
  });
});
