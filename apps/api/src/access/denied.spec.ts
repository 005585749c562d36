import { describe, expect, it } from '@jest/globals';
import { denied, toldReasons } from './denied.js';

describe('a denial', () => {
  it('of an export says whom to ask where no approval chain is published', () => {
    expect(denied({ reasons: ['approval.required'] })).toMatchObject({
      code: 'access.denied',
      errors: [{ code: 'approval.required', detail: expect.stringContaining('ask an administrator') }],
    });
  });

  it('tells of a customer outside the scope as little as of none', () => {
    expect(denied({ reasons: ['scope', 'sensitivity'] })).toMatchObject({ code: 'not_found' });
    expect(toldReasons(['object.unknown', 'sensitivity'])).toEqual(['scope']);
  });
});
