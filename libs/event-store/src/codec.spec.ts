import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { customerRecordViewed } from '#domain/access/access.events';
import { accountOpened } from '#domain/account/account.events';
import { customerRegistered } from '#domain/customer/customer.events';
import type { Event, Metadata } from '#domain/event';
import { hired } from '#test/support/hired';
import { decode, decodeFact, encode, IntegrityError, InvalidEvent, UnknownEventType, validate } from './codec.js';
import type { StoredEvent } from './event-store.js';
import type { KeyState } from './subject-keys.js';

const metadata: Metadata = {
  occurredAt: '2026-03-02T09:14:05.123Z',
  actor: 'acc1',
  channel: 'web',
  trust: 'witnessed',
  correlationId: 'c1',
};
const id = '017f22e2-79b0-7cc3-98c4-dc0c0c07398f';
const keys = new Map<string, Buffer>();
const keyOf = (subject: string): Buffer => {
  const key = keys.get(subject) ?? randomBytes(32);
  keys.set(subject, key);
  return key;
};

const stored = (event: Event, stream = 'employee-e1'): StoredEvent => {
  const encoded = encode(validate(event), { stream, id }, metadata, keyOf);
  const written = JSON.parse(JSON.stringify(encoded)) as typeof encoded;
  return { ...written, stream, revision: 3, position: '0007', recordedAt: '2026-03-02T09:14:06.000Z' };
};

const ann = hired('e1', {}, { externalIds: { crm: '0017' } });
const viewed = (personal: Parameters<typeof customerRecordViewed.of>[1]) =>
  customerRecordViewed.of(
    {
      employeeId: 'e1',
      customerIds: ['c1'],
      kinds: ['basic'],
      rows: 1,
      sensitivity: 'internal',
      portfolio: 'own',
      device: null,
      destination: null,
    },
    personal,
  );

describe('an event on its way through the log', () => {
  it('comes back as it was, in any script, with when and where', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 400 }), async (purpose) => {
        const event = viewed({ purpose });
        const read = await decode(stored(event), keyOf);
        expect(read).toMatchObject({ ...event, ...metadata, id, revision: 3, position: '0007' });
      }),
    );
  });

  it('holds no clear text of a person', () => {
    const text = JSON.stringify(stored(ann));
    for (const clear of ['Ann', 'ann@', '0017']) expect(text).not.toContain(clear);
    expect(stored(ann).personal.map(({ subject }) => subject)).toEqual(['e1']);
  });

  it('keeps nothing sealed when no personal field was given', () => {
    expect(stored(viewed({})).personal).toEqual([]);
  });

  it('shows every field of an erased subject as erased, and keeps nothing new about it', async () => {
    const erased = (): KeyState => 'erased';
    const read = await decode(stored(ann), erased);
    expect(read.personal).toEqual({ name: '[erased]', email: '[erased]', externalIds: '[erased]' });
    const afterwards = encode(validate(ann), { stream: 's', id }, metadata, () => 'erased');
    expect(afterwards.personal).toEqual([{ subject: 'e1', cipher: '' }]);
  });

  it('is refused when its ciphertext was altered or moved from another event', async () => {
    const event = stored(ann);
    const moved = { ...event, id: '00000000-0000-7000-8000-000000000000' };
    await expect(decode(moved, keyOf)).rejects.toThrow(IntegrityError);
    await expect(decode({ ...event, stream: 'employee-e2' }, keyOf)).rejects.toThrow('employee-e2 at revision 3');
    const [sealed] = event.personal;
    const first = sealed?.cipher.startsWith('A') ? 'B' : 'A';
    const flipped = { subject: 'e1', cipher: `${first}${sealed?.cipher.slice(1)}` };
    await expect(decode({ ...event, personal: [flipped] }, keyOf)).rejects.toThrow(IntegrityError);
  });

  it('is read without any key by those who need data only', () => {
    expect(decodeFact(stored(ann))).toEqual({
      type: 'EmployeeHired',
      data: ann.data,
      ...metadata,
      id,
      stream: 'employee-e1',
      revision: 3,
      position: '0007',
      recordedAt: '2026-03-02T09:14:06.000Z',
    });
  });

  it('gets the defaults of fields that came after it was stored', () => {
    const { bytes, late, reasons, ...older } = stored(viewed({})).data;
    expect([bytes, late, reasons]).toEqual([0, false, []]);
    expect(decodeFact({ ...stored(viewed({})), data: older }).data).toMatchObject({
      bytes: 0,
      late: false,
      reasons: [],
    });
  });

  it('of a type that nobody knows stops its reader', () => {
    expect(() => decodeFact({ ...stored(ann), type: 'EmployeePromoted' })).toThrow(UnknownEventType);
  });
});

describe('an event that does not agree with its definition', () => {
  it('is not stored, and its values are not repeated', () => {
    const wrong = {
      ...ann,
      data: { ...ann.data, rank: 99 },
      personal: { ...ann.personal, name: 'S3cret'.repeat(100) },
    };
    expect(() => validate(wrong)).toThrow(/^EmployeeHired\.data\.rank: /);
    expect(() => validate({ ...ann, personal: wrong.personal })).toThrow(InvalidEvent);
    expect(() => validate({ ...ann, personal: wrong.personal })).not.toThrow(/S3cret/);
    expect(() => validate({ ...ann, type: 'EmployeePromoted' })).toThrow('not in the catalogue');
  });

  it('nor is text that the log could not keep', () => {
    for (const text of ['a\0b', 'a\ud800b']) {
      expect(() => validate({ ...viewed({}), data: { ...viewed({}).data, source: text } })).toThrow(InvalidEvent);
    }
  });
});

describe('subjects', () => {
  it('are told apart by what they are', () => {
    const kinds = (event: Event) => [...validate(event).subjects];
    expect(kinds(ann)).toEqual([['e1', 'employee']]);
    const customer = customerRegistered.of(
      { customerId: 'c1', developedBy: 'e1', assignedTo: 'e1', sensitivity: 'internal', fields: {} },
      { name: 'Acme', externalIds: {}, details: {} },
    );
    expect(kinds(customer)).toEqual([['c1', 'customer']]);
    const account = { accountId: 'a1', roles: ['admin' as const] };
    const who = { email: 'ann@firm.example', name: 'Ann' };
    expect(kinds(accountOpened.of({ ...account, subjectId: 'a1', employeeId: null }, who))).toEqual([
      ['a1', 'account'],
    ]);
    expect(kinds(accountOpened.of({ ...account, subjectId: 'e1', employeeId: 'e1' }, who))).toEqual([
      ['e1', 'employee'],
    ]);
  });
});
