import { describe, expect, it } from '@jest/globals';
import { createLogger } from './logger.js';

describe('the log of the program', () => {
  it('is one JSON line per entry, with the fields of its part', () => {
    const lines: string[] = [];
    const logger = createLogger('info', { write: (line) => void lines.push(line) });
    logger.child({ part: 'sealer' }).info({ events: 3 }, 'sealed');
    logger.debug({}, 'left out at this level');
    expect(lines.map((line): unknown => JSON.parse(line))).toEqual([
      { level: 30, time: expect.any(String), part: 'sealer', events: 3, msg: 'sealed' },
    ]);
  });

  it('keeps the cause of an error', () => {
    const lines: string[] = [];
    createLogger('error', { write: (line) => void lines.push(line) }).error({ err: new Error('torn') }, 'stopped');
    expect(lines.join('')).toContain('torn');
  });
});
