import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventStoreDbLogUnderTest } from '#test/support/eventstoredb-log';
import { startEventStoreDbServer } from '#test/support/eventstoredb-server/server';
import type { EventStoreDbServer } from '#test/support/eventstoredb-server/server';
import { describeEventStore } from '../event-store.contract.js';
import { all, anEvent, events, following, idsOf, newStream } from '../event-store.contract-support.js';
import { StoreUnavailable } from '../event-store.js';
import type { EventStore } from '../event-store.js';
import { openEventStoreDbEventStore } from './eventstoredb-event-store.js';

describeEventStore('EventStoreDB', eventStoreDbLogUnderTest);

describe('the log in EventStoreDB, beyond the contract', () => {
  let now = new Date('2026-03-02T09:00:00.000Z');
  let server: EventStoreDbServer;
  let store: EventStore;
  beforeAll(async () => {
    server = await startEventStoreDbServer({ now: () => now });
    store = openEventStoreDbEventStore({ url: server.url.replace('esdb:', 'kurrentdb:') });
  });
  afterAll(async () => {
    await store.close();
    server.kill();
  });
  const statistics = () =>
    server.log.append('$stats-127.0.0.1', 'any', [{ ...raw, id: crypto.randomUUID(), type: '$statsCollected' }]);
  const raw = {
    id: crypto.randomUUID(),
    contentType: 'application/json',
    data: Buffer.from('{}'),
    metadata: Buffer.from('{}'),
  };

  it('has no head and nothing to read while only the server itself has written', async () => {
    statistics();
    expect(await store.head()).toBe('');
    expect(await all(store.readAll())).toEqual([]);
    const subscription = following(store);
    await subscription.until(() => subscription.messages.length > 0);
    expect(subscription.messages[0]).toEqual({ kind: 'caughtUp', through: '' });
    await subscription.stop();
  });

  it.each(['before', 'after'] as const)(
    'writes each of 32 appends once when their connection breaks %s one is written',
    async (moment) => {
      const streams = Array.from({ length: 32 }, () => newStream());
      const batches = streams.map(() => events(2));
      server.failNextAppends(moment);
      const answers = await Promise.all(
        streams.map((stream, index) => store.append(stream, 'none', batches[index] ?? [])),
      );
      for (const [index, stream] of streams.entries()) {
        const found = await all(store.readStream(stream));
        expect(idsOf(found)).toEqual(idsOf(batches[index] ?? []));
        expect(answers[index]).toEqual({ revision: 1, position: found[1]?.position });
      }
    },
  );

  it('writes an append once when the server gives up waiting for itself', async () => {
    const [stream, batch] = [newStream(), events(2)];
    server.failNextAppends('timeout');
    expect(await store.append(stream, 'none', batch)).toMatchObject({ revision: 1 });
    expect(idsOf(await all(store.readStream(stream)))).toEqual(idsOf(batch));
  });

  it('leaves out what the server writes, and still says that it has caught up', async () => {
    const from = await store.head();
    statistics();
    const { position } = await store.append(newStream(), 'none', events(1));
    statistics();
    expect(await store.head()).toBe(position);
    const subscription = following(store, { from });
    await subscription.until(() => subscription.messages.length > 1);
    expect(subscription.seen).toHaveLength(1);
    expect(subscription.messages[1]).toEqual({ kind: 'caughtUp', through: position });
    await subscription.stop();
  });

  it('finds the one event that matches behind a long history that does not', async () => {
    const from = await store.head();
    for (let part = 0; part < 6; part++) await store.append(newStream('noise'), 'none', events(500));
    const wanted = anEvent();
    await store.append(newStream('wanted'), 'none', [wanted]);
    const subscription = following(store, { from, filter: { streamPrefixes: ['wanted-'] } });
    await subscription.until(() => subscription.messages.some((message) => message.kind === 'caughtUp'));
    expect(idsOf(subscription.seen)).toEqual([wanted.id]);
    await subscription.stop();
  });

  it('reads on where the server takes it for too slow, unless it gets nowhere', async () => {
    const from = await store.head();
    const batch = events(30);
    await store.append(newStream('slow'), 'none', batch);
    server.dropNextSubscriptions(10, 15);
    const filter = { streamPrefixes: ['slow-'] };
    expect(idsOf(await all(store.readAll({ from, filter })))).toEqual(idsOf(batch));
    server.dropNextSubscriptions(5, 0);
    await expect(all(store.readAll({ from, filter }))).rejects.toThrow(StoreUnavailable);
  });

  it('shows time that does not fall when the clock of the server is set back', async () => {
    const from = await store.head();
    await store.append(newStream(), 'none', events(1));
    now = new Date('2026-03-02T08:00:00.000Z');
    await store.append(newStream(), 'none', events(1));
    const instants = (await all(store.readAll({ from }))).map((event) => event.recordedAt);
    expect(instants).toEqual(['2026-03-02T09:00:00.000Z', '2026-03-02T09:00:00.000Z']);
  });

  it('appends however far the clock of the server is ahead', async () => {
    const was = now;
    now = new Date(Date.now() + 3_600_000);
    expect(await store.append(newStream(), 'none', events(1))).toMatchObject({ revision: 0 });
    now = was;
  });

  it('says that it is unavailable while the server is gone, and serves again when it is back', async () => {
    server.kill();
    await expect(store.append(newStream(), 'none', events(1))).rejects.toThrow(StoreUnavailable);
    await expect(store.head()).rejects.toThrow(StoreUnavailable);
    await expect(all(store.readAll())).rejects.toThrow(StoreUnavailable);
    await server.start();
    expect(await store.append(newStream(), 'none', events(1))).toMatchObject({ revision: 0 });
  });

  it('leaves alone what others write to the same server, and is not found by them', async () => {
    const at = (prefix: string) => openEventStoreDbEventStore({ url: `${server.url}&streamPrefix=${prefix}` });
    const [one, other] = [at('one-'), at('other%26-')];
    const stream = newStream();
    const [ours, theirs] = [events(2), events(3)];
    expect(await one.head()).toBe('');
    await one.append(stream, 'none', ours);
    const { position } = await other.append(stream, 'none', theirs);
    server.log.append('one-sided', 'any', [{ ...raw, type: 'Strange', metadata: Buffer.alloc(0) }]);
    server.log.append('strange', 'any', [{ ...raw, type: 'Strange', metadata: Buffer.alloc(0) }]);
    expect(await other.head()).toBe(position);
    for (const [log, list] of [
      [one, ours],
      [other, theirs],
    ] as const) {
      const found = await all(log.readStream(stream));
      expect(found.map(({ id, stream: name }) => [name, id])).toEqual(list.map(({ id }) => [stream, id]));
    }
    expect(idsOf(await all(other.readAll()))).toEqual(idsOf(theirs));
    expect(idsOf(await all(other.readAll({ direction: 'backwards' })))).toEqual(idsOf(theirs).reverse());
    expect((await all(one.readAll())).map(({ type }) => type)).toEqual([...ours.map(({ type }) => type), 'Strange']);
    expect(server.log.stream(`other&-${stream}`)).toHaveLength(3);
    await Promise.all([one.close(), other.close()]);
  });

  it('does not take a position of another log for its own', async () => {
    await expect(all(store.readAll({ from: '0000000000000000001' }))).rejects.toThrow('is not a position of this log');
  });
});
