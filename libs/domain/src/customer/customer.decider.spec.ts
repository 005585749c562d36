import { describe, expect, it } from '@jest/globals';
import { refused, specify } from '../testing/specification.js';
import { customerDecider, fieldsOf } from './customer.decider.js';
import * as events from './customer.events.js';

const words = {
  name: 'Acme',
  externalIds: { crm: '17' },
  details: { contact: { phone: '+49 170', email: 'a@acme.example' } },
};
const registration = {
  customerId: 'c1',
  developedBy: 'sam',
  assignedTo: 'sam',
  sensitivity: 'internal',
  ...words,
} as const;
const fields = { contact: ['email', 'phone'] };
const registered = events.customerRegistered.of(
  { customerId: 'c1', developedBy: 'sam', assignedTo: 'sam', sensitivity: 'internal', fields },
  words,
);
const assigned = events.customerAssigned.of({ customerId: 'c1', from: 'sam', to: 'rita', because: 'hand_over' });
const row = {
  type: 'ImportCustomer',
  mayChange: () => true,
  mayLowerLevel: false,
  mayAssign: true,
  assigneeHasLeft: false,
  ...registration,
} as const;
const { given } = specify(customerDecider);

describe('A customer', () => {
  it('is registered once, with the names of its fields in the clear and their values apart', () => {
    expect(given().when({ type: 'RegisterCustomer', ...registration })).toEqual([registered]);
    expect(given(registered).when({ type: 'RegisterCustomer', ...registration })).toEqual([]);
  });
  it('moves from one person to another, and stays where it is when told so again', () => {
    const handOver = { type: 'AssignCustomer', to: 'rita', because: 'hand_over' } as const;
    expect(given(registered).when(handOver)).toEqual([assigned]);
    expect(given(registered, assigned).when(handOver)).toEqual([]);
  });
  it('hands over what the leaver still looks after, and not what was given to somebody else meanwhile', () => {
    const from = registered.data.assignedTo;
    const handOver = { type: 'AssignCustomer', from, to: 'otto', because: 'hand_over' } as const;
    expect(given(registered).when(handOver)).toMatchObject([{ data: { from, to: 'otto' } }]);
    expect(given(registered, assigned).when(handOver)).toEqual([]);
  });
  it('keeps who developed it when it is handed over', () => {
    expect(given(registered, assigned).state()).toMatchObject({ developedBy: 'sam', assignedTo: 'rita' });
  });
  it('is classified up and down, each time with what it was', () => {
    const classify = { type: 'ClassifyCustomer', level: 'trade_secret', reason: 'price book' } as const;
    const classified = events.informationClassified.of(
      { customerId: 'c1', level: 'trade_secret', previous: 'internal' },
      { reason: 'price book' },
    );
    expect(given(registered).when(classify)).toEqual([classified]);
    expect(given(registered, classified).when(classify)).toEqual([]);
    expect(given(registered, classified).state()).toMatchObject({ sensitivity: 'trade_secret' });
  });
  it('is not found before it is registered', () => {
    expect(given().when({ type: 'AssignCustomer', to: 'rita', because: 'assignment' })).toEqual(refused('not_found'));
    expect(given(assigned).state).toThrow('CustomerAssigned before CustomerRegistered');
  });
});

describe('A row of an import', () => {
  it('registers an unknown customer', () => {
    expect(given().when({ ...row, wordsChanged: true })).toEqual([registered]);
  });
  it('changes nothing when it says what is known', () => {
    expect(given(registered).when({ ...row, wordsChanged: false })).toEqual([]);
  });
  it('raises a level for anyone, and lowers it only for who may classify', () => {
    const lower = { ...row, sensitivity: 'public', wordsChanged: true } as const;
    expect(given(registered).when(lower)).toEqual(refused('access.denied'));
    expect(given(registered).when({ ...lower, wordsChanged: false, mayLowerLevel: true })).toMatchObject([
      { type: 'InformationClassified', data: { level: 'public', previous: 'internal' } },
    ]);
  });
  it('changes a customer only for who may, whatever the change', () => {
    const mayChange = ({ assignedTo }: { readonly assignedTo: string }) => assignedTo !== 'sam';
    const same = { ...row, mayChange, wordsChanged: false } as const;
    expect(given(registered).when(same)).toEqual([]);
    for (const change of [{ wordsChanged: true }, { assignedTo: 'rita' }, { sensitivity: 'public' }] as const)
      expect(given(registered).when({ ...same, ...change })).toEqual(refused('access.denied'));
    expect(given(registered, assigned).when(same)).toMatchObject([{ type: 'CustomerAssigned', data: { to: 'sam' } }]);
    expect(given().when({ ...same, assignedTo: 'rita' })).toMatchObject([{ type: 'CustomerRegistered' }]);
  });
  it('gives a customer to somebody only for who may', () => {
    const moved = { ...row, assignedTo: 'rita', wordsChanged: true, mayAssign: false } as const;
    expect(given(registered).when(moved)).toEqual(refused('access.denied'));
    expect(given(registered, assigned).when({ ...moved, wordsChanged: false })).toEqual([]);
    expect(given().when(moved)).toMatchObject([{ type: 'CustomerRegistered', data: { assignedTo: 'rita' } }]);
  });
  it('moves no customer to somebody who has left, and registers those that they had', () => {
    const back = { ...row, wordsChanged: true, assigneeHasLeft: true } as const;
    expect(given(registered, assigned).when(back)).toEqual(refused('reference.unknown'));
    expect(given(registered).when(back)).toMatchObject([{ type: 'CustomerDetailsChanged' }]);
    expect(given().when(back)).toMatchObject([{ type: 'CustomerRegistered' }]);
  });
  it('changes details, assignee and level, each as its own event, and never the developer', () => {
    const changed = {
      ...row,
      developedBy: 'rita',
      assignedTo: 'rita',
      sensitivity: 'confidential',
      details: { quote: { last: '5' } },
      wordsChanged: true,
    } as const;
    expect(given(registered).when(changed)).toEqual([
      events.customerDetailsChanged.of(
        { customerId: 'c1', fields: { quote: ['last'] } },
        { ...words, details: { quote: { last: '5' } } },
      ),
      events.customerAssigned.of({ customerId: 'c1', from: 'sam', to: 'rita', because: 'import' }),
      events.informationClassified.of(
        { customerId: 'c1', level: 'confidential', previous: 'internal' },
        { reason: 'import' },
      ),
    ]);
  });
});

it('Fields are named in one order, whatever the order of the input', () => {
  expect(fieldsOf({ quote: { b: '1', a: '2' }, basic: { c: '3' } })).toEqual({ basic: ['c'], quote: ['a', 'b'] });
  expect(Object.keys(fieldsOf({ quote: { b: '1' }, basic: { c: '3' } }))).toEqual(['basic', 'quote']);
});
