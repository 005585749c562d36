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

  it('writes a few of the warnings that are alike, whoever they concern, and every error', () => {
    const lines: string[] = [];
    const logger = createLogger('warn', { write: (line) => void lines.push(line) });
    const fail = (n: number) => ({ status: 503, durationMs: n, correlationId: `c-${n}`, err: new Error('away') });
    for (let n = 0; n < 1_000; n++) logger.child({ role: 'api' }).warn(fail(n), 'a request was refused for now');
    expect(lines).toHaveLength(3);
    logger.warn({ status: 503, err: new Error('gone') }, 'a request was refused for now');
    logger.warn({ status: 502, err: new Error('away') }, 'a request was refused for now');
    expect(lines).toHaveLength(5);
    for (let n = 0; n < 10; n++) logger.error(fail(n), 'a request failed');
    expect(lines).toHaveLength(15);
  });

  const logged = (err: unknown): string => {
    const lines: string[] = [];
    createLogger('error', { write: (line) => void lines.push(line) }).error({ err }, 'stopped');
    return lines.join('');
  };

  it('keeps the cause of an error', () => {
    const outer = new Error('stopped', { cause: new Error('torn') });
    expect(JSON.parse(logged(outer))).toMatchObject({
      err: { type: 'Error', message: 'stopped', cause: { message: 'torn', stack: expect.any(Array) } },
    });
    expect(logged(new AggregateError([new Error('one'), new Error('two')]))).toContain('two');
    expect(logged('no error at all')).toContain('no error at all');
  });

  it('quotes no row of what the database says, and tells an outage in its words', () => {
    const error = Object.assign(new Error('invalid input syntax: "Ann Lee"'), {
      severity: 'ERROR',
      code: '23505',
      detail: 'Key (email)=(ann@firm.example) already exists.',
      where: 'COPY employees, line 1: "Ann Lee"',
      table: 'employees',
      constraint: 'employees_pkey',
    });
    const line = logged(new Error('a batch failed', { cause: error }));
    expect(line).not.toMatch(/ann/i);
    expect(JSON.parse(line)).toMatchObject({
      err: {
        cause: { message: 'database error 23505, table employees, constraint employees_pkey', code: '23505' },
      },
    });
    const starting = Object.assign(new Error('the database system is starting up'), {
      severity: 'FATAL',
      code: '57P03',
    });
    expect(logged(starting)).toContain('starting up');
  });
});
