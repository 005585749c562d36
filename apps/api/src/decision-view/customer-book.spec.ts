import { describe, expect, it } from '@jest/globals';
import { CustomerBook } from './customer-book.js';

const developed = { id: 'c-1', developedBy: 'e-1', assignedTo: 'e-2', sensitivity: 'internal' } as const;

describe('the customer book', () => {
  it('keeps the developer apart from whoever looks after the customer now', () => {
    const book = new CustomerBook();
    book.register(developed);
    book.assign('c-1', 'e-3');
    book.classify('c-1', 'trade_secret');
    expect(book.find('c-1')).toEqual({ ...developed, assignedTo: 'e-3', sensitivity: 'trade_secret' });
  });

  it('tells whom a person looks after now', () => {
    const book = new CustomerBook();
    for (const id of ['c-1', 'c-2', 'c-3']) book.register({ ...developed, id });
    book.assign('c-2', 'e-3');
    expect(book.assignedTo('e-2')).toEqual(['c-1', 'c-3']);
    expect(book.assignedTo('nobody')).toEqual([]);
  });

  it('knows nothing of a customer that nobody registered', () => {
    const book = new CustomerBook();
    expect(book.find('c-1')).toBeUndefined();
    expect(() => book.assign('c-1', 'e-1')).toThrow('before it was registered');
  });

  it('holds 200,000 customers of 500 people apart in at most 100 bytes each', () => {
    const book = new CustomerBook();
    const customer = (n: number) => ({
      id: `0193f5a0-7c11-7000-8000-${String(n).padStart(12, '0')}`,
      developedBy: `e-${n % 500}`,
      assignedTo: `e-${n % 499}`,
      sensitivity: n % 2 === 0 ? ('public' as const) : ('confidential' as const),
    });
    for (let n = 0; n < 200_000; n += 1) book.register(customer(n));
    for (const n of [0, 77, 4_999, 199_999]) expect(book.find(customer(n).id)).toEqual(customer(n));
    expect(book.bytes / book.size).toBeLessThan(100);
  });
});
