import { describe, expect, it } from '@jest/globals';
import { mask, shownDetails } from './mask.js';

describe('what a person is shown of a customer', () => {
  it('masks a value but for its end', () => {
    expect(mask('+49 151 5551234')).toEqual({ masked: '•••1234' });
  });

  it('never shows more than a third of a short value', () => {
    expect(['', 'ab', 'abc', 'abcdefgh', '客户客户客户'].map((value) => mask(value).masked)).toEqual([
      '•••',
      '•••',
      '•••c',
      '•••gh',
      '•••客户',
    ]);
  });

  it('leaves out kinds without a grant, and masks what is only masked or to be revealed', () => {
    const details = {
      basic: { city: 'Bonn' },
      contact: { phone: '5551234567' },
      quote: { last: '123456' },
      contract: { no: '1' },
    };
    expect(shownDetails(details, { basic: 'clear', contact: 'reveal', quote: 'masked', contract: 'none' })).toEqual({
      basic: { city: 'Bonn' },
      contact: { phone: { masked: '•••567' } },
      quote: { last: { masked: '•••56' } },
    });
  });
});
