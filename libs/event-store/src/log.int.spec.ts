import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { customerRegistered } from '#domain/customer/customer.events';
import { resignationWithdrawn } from '#domain/employee/employee.events';
import { streams } from '#domain/streams';
import { newId } from '#platform/ids';
import { hired } from '#test/support/hired';
import { metadataBy, testLog } from '#test/support/log';
import type { TestLog } from '#test/support/log';
import { InvalidEvent } from './codec.js';
import { eraseSubject } from './erase.js';
import { createLog } from './log.js';

let opened: TestLog;
beforeAll(async () => {
  opened = await testLog();
});
afterAll(() => opened.close());

const by = metadataBy('acc1');
const registered = (customerId: string) =>
  customerRegistered.of(
    { customerId, developedBy: 'e1', assignedTo: 'e1', sensitivity: 'internal', fields: {} },
    { name: `Customer ${customerId}`, externalIds: {}, details: {} },
  );
const listed = async <E>(events: AsyncIterable<E>): Promise<E[]> => {
  const all: E[] = [];
  for await (const event of events) all.push(event);
  return all;
};

describe('the log', () => {
  it('gives back what was appended, to another process too', async () => {
    const id = newId();
    const event = hired(id, {}, { name: '李小龙' });
    const written = await opened.log.append(streams.employee(id), 'none', [event], by);
    const other = await opened.anotherProcess();
    const [read] = await listed(other.log.readStream(streams.employee(id)));
    expect(read).toMatchObject({ ...event, ...by, id: written.ids[0], revision: 0, position: written.position });
  });

  it('announces a subject whose key was made, once', async () => {
    const id = newId();
    const other = await opened.anotherProcess();
    await Promise.all([
      opened.log.append(`risk-${id}-a`, 'none', [hired(id)], by),
      other.log.append(`risk-${id}-b`, 'none', [hired(id)], by),
    ]);
    const announced = await listed(opened.log.readStream(streams.subject(id)));
    expect(announced).toMatchObject([{ type: 'SubjectKeyCreated', data: { subjectId: id, kind: 'employee' } }]);
  });

  it('announces a subject also after a crash in between: no key is there that the log does not tell of', async () => {
    const id = newId();
    const away = { ...opened.log.store, append: () => Promise.reject(new Error('crashed')) };
    const crashed = createLog(away, opened.keys).append(streams.employee(id), 'none', [hired(id)], by);
    await expect(crashed).rejects.toThrow('crashed');
    expect(await opened.keys.find(id)).toBe('missing');
    await opened.log.append(streams.employee(id), 'none', [hired(id)], by);
    expect(await listed(opened.log.readStream(streams.subject(id)))).toMatchObject([{ type: 'SubjectKeyCreated' }]);
  });

  it('makes the keys of an import together', async () => {
    const ids = Array.from({ length: 500 }, newId);
    await opened.log.prepareSubjects(ids, 'customer', by);
    const states = await opened.keys.findAll(ids);
    expect([...states.values()].filter((state) => typeof state === 'object')).toHaveLength(500);
    const [last = ''] = ids.slice(-1);
    await opened.log.append(streams.customer(last), 'none', [registered(last)], by);
    expect(await listed(opened.log.readStream(streams.subject(last)))).toHaveLength(1);
  });

  it('takes an event’s own id and time over those of the append', async () => {
    const [id, own] = [newId(), newId()];
    const event = { ...hired(id), id: own, occurredAt: '2026-01-01T00:00:00Z' };
    await opened.log.append(
      streams.employee(id),
      'none',
      [event, resignationWithdrawn.of({ employeeId: id }, { reason: 'r' })],
      by,
    );
    const read = await listed(opened.log.facts.readStream(streams.employee(id)));
    expect(read).toMatchObject([{ id: own, occurredAt: '2026-01-01T00:00:00Z' }, { occurredAt: by.occurredAt }]);
  });

  it('stores nothing of an append of which one event is wrong', async () => {
    const id = newId();
    const wrong = { ...hired(id), data: { ...hired(id).data, rank: 0 } };
    await expect(opened.log.append(streams.employee(id), 'none', [hired(id), wrong], by)).rejects.toThrow(InvalidEvent);
    expect(await listed(opened.log.readStream(streams.employee(id)))).toEqual([]);
  });

  it('is followed in the clear, or by its facts alone', async () => {
    const id = newId();
    const from = await opened.log.store.head();
    await opened.log.append(streams.employee(id), 'none', [hired(id, {}, { name: '李小龙' })], by);
    const following = new AbortController();
    const filter = { streamPrefixes: [streams.employee(id)] };
    for await (const message of opened.log.subscribe({ from, filter, signal: following.signal })) {
      if (message.kind !== 'event') continue;
      expect(message.event).toMatchObject({ personal: { name: '李小龙' } });
      break;
    }
    for await (const message of opened.log.facts.subscribe({ from, filter, signal: following.signal })) {
      if (message.kind !== 'event') continue;
      expect(message.event).not.toHaveProperty('personal');
      break;
    }
    following.abort();
  });

  it('stops reading a subject in the process that learns from it of the erasure', async () => {
    const id = newId();
    await opened.log.append(streams.employee(id), 'none', [hired(id)], by);
    const other = await opened.anotherProcess();
    await listed(other.log.readStream(streams.employee(id)));
    await eraseSubject(opened, id, 'asked for it', by);
    await listed(other.log.facts.readStream(streams.subject(id)));
    expect(other.keys.cached(id)).toBe('erased');
  });
});
