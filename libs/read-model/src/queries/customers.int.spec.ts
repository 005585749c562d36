import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { customerAssigned, customerRegistered, informationClassified } from '#domain/customer/customer.events';
import { readModelOf } from '#test/support/read-model';
import { recorded } from '#test/support/recorded-events';
import {
  assignedCustomerIds,
  countPortfolio,
  findCustomer,
  listCustomers,
  searchCustomers,
  selectForExport,
} from './customers.js';

const customer = (customerId: string, developedBy: string, name: string, phone: string) =>
  customerRegistered.of(
    { customerId, developedBy, assignedTo: developedBy, sensitivity: 'internal', fields: { contact: ['phone'] } },
    { name, externalIds: {}, details: { contact: { phone }, preference: { colour: 'blau' } } },
  );

let pool: pg.Pool;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ pool, close } = await readModelOf(
    recorded([
      customer('c-1', 'e-1', 'Grün & Söhne', '+49 170 111'),
      customer('c-2', 'e-1', 'ACME', '+49 170 222'),
      customer('c-3', 'e-2', 'Umbrella', '+49 170 333'),
      customer('c-4', 'e-3', 'Initech', '+49 170 444'),
      customerAssigned.of({ customerId: 'c-2', from: 'e-1', to: 'e-2', because: 'hand_over' }),
      informationClassified.of({ customerId: 'c-3', level: 'trade_secret', previous: 'internal' }, { reason: 'r' }),
    ]),
  ));
});
afterAll(() => close());

describe('the book of customers', () => {
  const listed = async (holders: readonly string[] | 'all') =>
    (await listCustomers(pool, holders, { limit: 50 })).items.map(({ id }) => id);

  it('shows whoever developed a customer or looks after it', async () => {
    expect(await listed(['e-1'])).toEqual(['c-1', 'c-2']);
    expect(await listed(['e-2'])).toEqual(['c-2', 'c-3']);
    expect(await listed(['e-2', 'e-3'])).toEqual(['c-2', 'c-3', 'c-4']);
    expect(await listed('all')).toHaveLength(4);
  });

  it('pages by id', async () => {
    const first = await listCustomers(pool, 'all', { limit: 3 });
    expect(first.items.map(({ id }) => id)).toEqual(['c-1', 'c-2', 'c-3']);
    const second = await listCustomers(pool, 'all', { limit: 3, after: first.next });
    expect(second).toMatchObject({ items: [{ id: 'c-4' }], next: null });
  });

  it('keeps developer, assignee, level and details', async () => {
    expect(await findCustomer(pool, 'c-2')).toMatchObject({
      developedBy: 'e-1',
      assignedTo: 'e-2',
      sensitivity: 'internal',
      details: { contact: { phone: '+49 170 222' } },
    });
    expect(await findCustomer(pool, 'c-9')).toBeUndefined();
  });
});

describe('searching customers', () => {
  const found = async (q: string, more: Partial<Parameters<typeof searchCustomers>[1]> = {}) => {
    const search = { holders: 'all', q, clearKinds: ['contact'], ceiling: 'confidential', ...more } as const;
    return (await searchCustomers(pool, search, { limit: 50 })).items.map(({ id }) => id);
  };

  it('matches part of a name, whatever its case, and no pattern', async () => {
    expect(await found('SÖHNE')).toEqual(['c-1']);
    expect(await found('_')).toEqual([]);
  });

  it('matches fields of kinds that the reader sees in clear, and no others', async () => {
    expect(await found('170 222')).toEqual(['c-2']);
    expect(await found('blau')).toEqual([]);
    expect(await found('170 222', { clearKinds: [] })).toEqual([]);
  });

  it('does not find what is above the ceiling or held by others', async () => {
    expect(await found('umbrella')).toEqual([]);
    expect(await found('umbrella', { ceiling: 'trade_secret' })).toEqual(['c-3']);
    expect(await found('acme', { holders: ['e-3'] })).toEqual([]);
  });
});

describe('the portfolio of a person', () => {
  it('counts what was developed and what is assigned, each customer once', async () => {
    expect(await countPortfolio(pool, 'e-1')).toEqual({ customers: 2, developed: 2, assigned: 1 });
    expect(await assignedCustomerIds(pool, 'e-2')).toEqual(['c-2', 'c-3']);
  });

  it('is what an export may select from', async () => {
    const ids = async (filter: Parameters<typeof selectForExport>[1]) =>
      (await selectForExport(pool, filter, 100)).map(({ id }) => id);
    expect(await ids({ holders: ['e-1'], ids: ['c-1', 'c-3'] })).toEqual(['c-1']);
    expect(await ids({ holders: 'all', assignedTo: ['e-2'] })).toEqual(['c-2', 'c-3']);
    expect(await ids({ holders: 'all', assignedTo: ['e-2'], sensitivity: 'internal' })).toEqual(['c-2']);
  });
});
