import { describe, expect, it } from '@jest/globals';
import { isOutage } from './postgres-outage.js';

const withCode = (code: string): Error => Object.assign(new Error('failed'), { code });

describe('An outage', () => {
  it.each(['EPIPE', 'ECONNRESET', 'ENOENT', '57P01', '57P03', '08006', '53300', '58P01'])('is told by %s', (code) => {
    expect(isOutage(withCode(code))).toBe(true);
  });
  it('is also told by the driver, which gives no code, and by any of several addresses', () => {
    expect(isOutage(new Error('Connection terminated unexpectedly'))).toBe(true);
    expect(isOutage(new AggregateError([withCode('ECONNREFUSED')]))).toBe(true);
  });
  it.each(['23505', '42P01', '40001', 'P0001', 'ERR_INVALID_ARG_TYPE'])('is not told by %s', (code) => {
    expect(isOutage(withCode(code))).toBe(false);
  });
});
