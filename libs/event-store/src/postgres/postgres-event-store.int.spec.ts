import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Pool } from 'pg';
import { connectionConfig, createPool } from '#platform/postgres';
import type { DatabaseRole } from '#platform/postgres';
import { testDatabase } from '#test/support/postgres';
import type { TestDatabase } from '#test/support/postgres';
import { postgresLogUnderTest } from '#test/support/postgres-log';
import { describeEventStore } from '../event-store.contract.js';
import { all, anEvent, events, idsOf, newStream } from '../event-store.contract-support.js';
import { EventIdTaken, StoreUnavailable, WrongExpectedRevision } from '../event-store.js';
import type { EventStore } from '../event-store.js';
import { HeldConnection } from './held-connection.js';
import { logMigrations } from './migrations.js';
import { openPostgresEventStore } from './postgres-event-store.js';
import { numberOf, positionOf } from './rows.js';
import { subscribe } from './subscription.js';
import type { WakeUps } from './wake-ups.js';

describeEventStore('PostgreSQL', postgresLogUnderTest);

describe('the log in PostgreSQL, beyond the contract', () => {
  let database: TestDatabase;
  let store: EventStore;
  beforeAll(async () => {
    database = await testDatabase(logMigrations);
    store = openPostgresEventStore({ url: database.url });
  });
  afterAll(async () => {
    await store.close();
    await database.close();
  });
  const as = async <T>(role: DatabaseRole, work: (pool: Pool) => Promise<T>): Promise<T> => {
    const pool = createPool({ url: database.url, role });
    try {
      return await work(pool);
    } finally {
      await pool.end();
    }
  };

  it('has no head while it is empty, and then the first position', async () => {
    expect(await store.head()).toBe('');
    expect(await all(store.readAll())).toEqual([]);
    expect(await all(store.readAll({ direction: 'backwards' }))).toEqual([]);
    expect(await store.append(newStream(), 'none', events(1))).toEqual({
      revision: 0,
      position: '0000000000000000001',
    });
  });

  it.each([
    ['update log.event set type = type', 'app', 'permission denied'],
    ['delete from log.event', 'app', 'permission denied'],
    ['truncate log.event', 'app', 'permission denied'],
    ['alter table log.event disable trigger append_only', 'app', 'must be owner'],
    ['update log.event set type = type', 'owner', 'the log is append-only: UPDATE is refused'],
    ['delete from log.event', 'owner', 'the log is append-only: DELETE is refused'],
    ['truncate log.event', 'owner', 'the log is append-only: TRUNCATE is refused'],
  ] as const)('refuses "%s" to the %s', async (sql, role, reason) => {
    await store.append(newStream(), 'none', events(1));
    await expect(as(role, (pool) => pool.query(sql))).rejects.toThrow(reason);
  });

  it('recognises a repeat for ever when anything was expected', async () => {
    const stream = newStream();
    const batch = events(2);
    const first = await store.append(stream, 'any', batch);
    for (let turn = 0; turn < 20; turn++) await store.append(stream, 'any', events(100));
    expect(await store.append(stream, 'any', batch)).toEqual(first);
    const other = openPostgresEventStore({ url: database.url });
    expect(await other.append(stream, 'any', batch)).toEqual(first);
    await other.close();
  });

  it('answers each member of a group for itself: done, repeated, conflicting, or not storable', async () => {
    const [one, two, three] = [newStream(), newStream(), newStream()];
    const known = events(2);
    const first = await store.append(one, 'none', known);
    const answers = await Promise.allSettled([
      store.append(one, 0, events(1)),
      store.append(one, 1, events(2)),
      store.append(one, 'none', known),
      store.append(two, 'none', [anEvent({ id: 'not a uuid' })]),
      store.append(two, 'none', events(1)),
      store.append(two, 'none', events(1)),
      store.append(three, 'any', known),
      store.append(three, 'exists', events(1)),
    ]);
    expect(
      answers.map((answer) => (answer.status === 'fulfilled' ? answer.value.revision : (answer.reason as Error))),
    ).toEqual([
      expect.any(WrongExpectedRevision),
      3,
      first.revision,
      expect.objectContaining({ message: expect.stringContaining('uuid') }),
      0,
      expect.any(WrongExpectedRevision),
      expect.any(EventIdTaken),
      expect.any(WrongExpectedRevision),
    ]);
  });

  it('refuses an id that an event of another stream has, whatever is expected of the stream', async () => {
    const [known] = events(1);
    if (known === undefined) throw new Error('one event was made');
    await store.append(newStream(), 'none', [known]);
    for (const expected of ['none', 'any'] as const) {
      const stream = newStream();
      await expect(store.append(stream, expected, [known])).rejects.toThrow(EventIdTaken);
      await expect(store.append(stream, expected, [known, anEvent()])).rejects.toThrow(EventIdTaken);
      expect(await all(store.readStream(stream))).toEqual([]);
    }
  });

  it('tells what is wrong with an append that holds nothing, or the same event twice', async () => {
    const event = anEvent();
    await expect(store.append(newStream(), 'none', [])).rejects.toThrow('at least one event');
    await expect(store.append(newStream(), 'none', [event, event])).rejects.toThrow('occurs twice');
  });

  it('takes the time from the clock it was given, and never goes back', async () => {
    const times = ['2030-01-01T00:00:00.500Z', '2030-01-01T00:00:01.000Z', '2029-12-31T00:00:00.000Z'];
    const own = await testDatabase(logMigrations);
    const log = openPostgresEventStore({ url: own.url, clock: () => new Date(times.shift() ?? 0) });
    for (let turn = 0; turn < 3; turn++) await log.append('access-1', 'any', events(1));
    expect((await all(log.readAll())).map((event) => event.recordedAt)).toEqual([
      '2030-01-01T00:00:00.500Z',
      '2030-01-01T00:00:01.000Z',
      '2030-01-01T00:00:01.000Z',
    ]);
    await log.close();
    await own.close();
  });

  it('refuses a position of another log', async () => {
    await expect(all(store.readAll({ from: 'C:12/P:12' }))).rejects.toThrow('not a position of this log');
  });

  it('reads large events in small pages and finds every one', async () => {
    const stream = newStream('large');
    const from = await store.head();
    const large = Array.from({ length: 24 }, () => anEvent({ data: { text: 'x'.repeat(400_000) } }));
    for (const event of large) await store.append(stream, 'any', [event]);
    expect(idsOf(await all(store.readStream(stream)))).toEqual(idsOf(large));
    expect(idsOf(await all(store.readAll({ from })))).toEqual(idsOf(large));
  });

  it('finds what a filter wants although it matches little of a long log', async () => {
    const from = await store.head();
    const rare = newStream('rare');
    await store.append(rare, 'none', events(1));
    for (let part = 0; part < 60; part++) await store.append(newStream(), 'none', events(1_000));
    await store.append(rare, 0, events(1));
    const filter = { streamPrefixes: ['rare-'] };
    const forwards = await all(store.readAll({ from, filter }));
    expect(forwards.map((event) => event.revision)).toEqual([0, 1]);
    const backwards = await all(store.readAll({ direction: 'backwards', filter }));
    expect(backwards.map((event) => event.revision)).toEqual([1, 0]);
  });

  it('says that a reader has caught up only with where the log ended a moment ago, however long the reading took', async () => {
    const from = await store.head();
    await store.append(newStream(), 'none', events(1));
    const heard: string[] = [];
    for await (const message of store.subscribe({ from, signal: new AbortController().signal })) {
      heard.push(message.kind);
      if (message.kind === 'caughtUp') break;
      if (heard.length > 1) continue;
      await store.append(newStream(), 'none', events(1));
      await delay(1_200);
    }
    expect(heard).toEqual(['event', 'event', 'caughtUp']);
  });

  it('is read on by polling while nobody can be told that it has grown', async () => {
    await store.append(newStream(), 'none', events(1));
    const told = numberOf(await store.head());
    const deaf = { count: 0, head: told, wait: () => delay(20) } as unknown as WakeUps;
    await as('app', async (pool) => {
      const stop = new AbortController();
      const heard: string[] = [];
      for await (const message of subscribe(pool, deaf, { from: positionOf(told), signal: stop.signal })) {
        heard.push(message.kind);
        if (heard.length === 2) await store.append(newStream(), 'none', events(1));
        if (message.kind === 'event' || heard.length > 50) stop.abort();
      }
      expect(heard).toContain('event');
    });
  });

  it('says that the store is unavailable when no server is there', async () => {
    const absent = openPostgresEventStore({ url: 'postgres://nobody@127.0.0.1:1/none' });
    await expect(absent.append('access-1', 'any', events(1))).rejects.toThrow(StoreUnavailable);
    await expect(absent.head()).rejects.toThrow(StoreUnavailable);
    await expect(all(absent.readAll())).rejects.toThrow(StoreUnavailable);
    await expect(all(absent.readStream('access-1'))).rejects.toThrow(StoreUnavailable);
    await absent.close();
  });

  it('writes on over another connection when the server behind the one it holds moves no more', async () => {
    const config = { ...connectionConfig({ url: database.url, role: 'app' }), query_timeout: 500 };
    const held = new HeldConnection(config);
    const ask = () => held.use((client) => client.query<{ pid: number }>('select pg_backend_pid() as pid'));
    const frozen = (await ask()).rows[0]?.pid ?? 0;
    process.kill(frozen, 'SIGSTOP');
    await expect(ask()).rejects.toThrow('Query read timeout');
    const answered = await ask().catch(() => undefined);
    process.kill(frozen, 'SIGCONT');
    await held.close();
    expect(answered?.rows[0]?.pid).not.toBe(frozen);
    expect(answered).toBeDefined();
  });
});
