import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { approvalChainsPolicy } from '#domain/policy/approval-chains';
import { date, instant } from '#domain/values';
import { sessionRoutes } from '../sessions/session.routes.js';
import { page } from './cursor.js';
import { HttpProblem } from './http-problem.js';
import { validateBody, validateQuery } from './validate.js';

function problemOf(validate: () => unknown): HttpProblem {
  try {
    validate();
  } catch (error) {
    if (error instanceof HttpProblem) return error;
  }
  throw new Error('nothing was refused');
}
const faultsOf = (validate: () => unknown) =>
  problemOf(validate).errors.map(({ pointer, code }) => `${pointer} ${code}`);

describe('a body that fits none of several forms', () => {
  const signIn = (body: unknown) => () => validateBody(sessionRoutes.signIn.body, body);

  it.each([
    [{ email: 'ann@firm.example', mode: 'cookie' }, ['/password field.invalid_type']],
    [{ token: '', mode: 'cookie' }, ['/token field.too_small']],
    [{ token: 'a', mode: 'none' }, ['/mode field.invalid_value']],
    [{ token: 'a', mode: 'bearer', mood: 'good' }, ['/mood field.unknown']],
    [{}, ['/token field.invalid_type', '/mode field.invalid_value']],
    ['text', [' field.invalid_type']],
  ])('is told what the nearest of them misses: %j', (body, expected) => {
    expect(faultsOf(signIn(body))).toEqual(expected);
  });

  it('is told where in the body that is', () => {
    const policy = (level: object) => ({
      chains: [
        {
          subject: 'export',
          levels: [
            {
              name: 'lead',
              mode: 'any',
              approvers: { role: 'manager' },
              expiresAfterHours: 1,
              escalateTo: { role: 'manager' },
              ...level,
            },
          ],
        },
      ],
      exportRowCap: 1,
      exportGrantHours: 1,
    });
    const publish = (level: object) => () => validateBody(approvalChainsPolicy, policy(level));
    const at = '/chains/0/levels/0';
    expect(faultsOf(publish({ approvers: { role: 'king' } }))).toEqual([`${at}/approvers/role field.invalid_value`]);
    expect(faultsOf(publish({ approvers: { accountIds: [7] } }))).toEqual([
      `${at}/approvers/accountIds/0 field.invalid_type`,
    ]);
    expect(faultsOf(publish({ mode: { k: 0 } }))).toEqual([`${at}/mode/k field.too_small`]);
  });

  it('is told all that is expected where none of them is nearer', () => {
    const query = z.strictObject({ from: instant.or(date).optional() });
    const { message, errors } = problemOf(() => validateQuery(query, '/events?from=yesterday'));
    expect(errors).toEqual([
      { pointer: '?from', code: 'field.invalid_union', detail: 'Invalid ISO datetime; or: Invalid ISO date' },
    ]);
    expect(message).toBe('?from: Invalid ISO datetime; or: Invalid ISO date');
  });
});

describe('a body as a whole', () => {
  it('has the empty pointer', () => {
    const { message, errors } = problemOf(() => validateBody(z.strictObject({ name: z.string() }), []));
    expect(errors.map(({ pointer }) => pointer)).toEqual(['']);
    expect(message).toBe('Invalid input: expected object, received array');
  });
});

describe('the length of a page', () => {
  it.each(['abc', '0', '201', '1.5', '', '1e999'])('is said plainly when it is none: %j', (limit) => {
    const { message } = problemOf(() => validateQuery(z.strictObject(page), `/accounts?limit=${limit}`));
    expect(message).toBe('?limit: expected a whole number from 1 to 200');
  });
});

describe('a time range', () => {
  const query = z.strictObject({ from: instant.or(date).optional(), to: instant.or(date).optional() });

  it('that ends before it begins is refused, on every route', () => {
    const { message, errors } = problemOf(() =>
      validateQuery(query, '/events?from=2026-03-02&to=2026-03-01T12:00:00Z'),
    );
    expect(errors).toEqual([{ pointer: '?from', code: 'range.invalid', detail: 'must not be after to' }]);
    expect(message).toBe('?from: must not be after to');
  });

  it.each(['from=2026-03-02&to=2026-03-02', 'from=2026-03-01T23:00:00Z&to=2026-03-02', 'to=2026-03-02', ''])(
    'is taken otherwise: %j',
    (asked) => {
      expect(() => validateQuery(query, `/events?${asked}`)).not.toThrow();
    },
  );
});
