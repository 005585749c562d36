import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { renderFile } from './render-file.js';

const acme = {
  id: 'c-1',
  externalId: null,
  details: { contact: { email: 'a@acme.example', phone: '=1+1' }, basic: { note: 'a "quoted", note\nof two lines' } },
};

describe('the file of an export', () => {
  it('has the customer, its external id and the fields in the order they were asked for', () => {
    const file = renderFile('csv', ['contact.phone', 'basic.note', 'contact.email', 'quote.last'], [acme]);
    expect(parse(file)).toEqual([
      ['customerId', 'externalId', 'contact.phone', 'basic.note', 'contact.email', 'quote.last'],
      ['c-1', '', "'=1+1", 'a "quoted", note\nof two lines', 'a@acme.example', ''],
    ]);
  });

  it.each(['=1', '+1', '-1', '@x', '\tx', '\rx'])('defuses a cell that starts like a formula: %j', (cell) => {
    const file = renderFile('csv', ['basic.x'], [{ ...acme, details: { basic: { x: cell } } }]);
    expect(parse(file)[1]).toEqual(['c-1', '', `'${cell}`]);
  });

  it('keeps values as they are in JSON lines, with null for what a customer does not have', () => {
    const file = renderFile('jsonl', ['contact.phone', 'quote.last'], [acme]).toString();
    expect(JSON.parse(file)).toEqual({
      customerId: 'c-1',
      externalId: null,
      'contact.phone': '=1+1',
      'quote.last': null,
    });
    expect(file.endsWith('\n')).toBe(true);
  });

  it('is a header alone when nothing may leave', () => {
    expect(renderFile('csv', ['contact.email'], []).toString()).toBe('customerId,externalId,contact.email\n');
  });
});
