import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { testDatabase } from '#test/support/postgres';
import type { TestDatabase } from '#test/support/postgres';
import { createPool, inTransaction } from './postgres.js';
import { keepsSessions, prepareDatabase } from './postgres-migrations.js';
import { orUnavailable, PostgresUnavailable } from './postgres-outage.js';

describe('a database that Bookward works in', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase([
      { id: 'a/001', as: 'owner', sql: 'create table log.fact (n int); grant select on log.fact to bookward_app' },
      { id: 'a/002', as: 'migrator', sql: 'create table ops.note (n int)' },
    ]);
  });
  afterAll(() => database.close());

  it('applies each migration once, in order, however often and by however many processes it is asked', async () => {
    const more = { id: 'a/003', as: 'migrator', sql: 'alter table ops.note add column word text' } as const;
    await Promise.all([1, 2, 3].map(() => prepareDatabase(database.url, [more])));
    const pool = createPool({ url: database.url, role: 'app', searchPath: ['ops'] });
    const applied = await pool.query('select id from migration order by applied_at');
    await pool.end();
    expect(applied.rows).toEqual([{ id: 'a/001' }, { id: 'a/002' }, { id: 'a/003' }]);
  });

  it('lets the app work in its own schemas and never on what the owner holds', async () => {
    const pool = createPool({ url: database.url, role: 'app' });
    await pool.query('insert into ops.note values (1)');
    await pool.query('create table read.customers (id text)');
    await expect(pool.query('drop table log.fact')).rejects.toThrow('must be owner of table fact');
    await expect(pool.query('create table log.other (n int)')).rejects.toThrow('permission denied for schema log');
    await expect(pool.query("insert into ops.migration (id) values ('x')")).rejects.toThrow('permission denied');
    await pool.end();
  });

  it('keeps the app to its role whatever the address says', async () => {
    const pool = createPool({ url: `${database.url}&options=-c%20role%3Dbookward_owner`, role: 'app' });
    expect((await pool.query('select current_user as name')).rows).toEqual([{ name: 'bookward_app' }]);
    await pool.end();
  });

  it('rolls back a transaction that fails and keeps the connection usable', async () => {
    const pool = createPool({ url: database.url, role: 'app', max: 1 });
    const failing = inTransaction(pool, async (client) => {
      await client.query('insert into ops.note values (2)');
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect((await pool.query('select from ops.note where n = 2')).rowCount).toBe(0);
    await pool.end();
  });

  it('gives up at once a transaction whose server does not answer: it would not hear of a rollback either', async () => {
    const said: string[] = [];
    const client = {
      query: async (text: string) => {
        said.push(text);
        if (text === 'select 1') throw new Error('Query read timeout');
      },
      release: (broken: boolean) => void said.push(broken ? 'closed' : 'kept'),
    };
    // As much of a pool as is asked for; a real server that is frozen is found out only after many seconds.
    const pool = { connect: async () => client } as unknown as pg.Pool;
    await expect(inTransaction(pool, (each) => each.query('select 1'))).rejects.toThrow('Query read timeout');
    expect(said).toEqual(['begin', 'select 1', 'closed']);
  });

  it('outlives the loss of a connection that somebody holds and does not use at the moment', async () => {
    const pool = createPool({ url: database.url, role: 'app', max: 1 });
    const superuser = new pg.Client({ connectionString: database.url });
    await superuser.connect();
    const held = await pool.connect();
    const found = await held.query<{ pid: number }>('select pg_backend_pid() as pid');
    const lost = new Promise((resolve) => void held.once('end', resolve));
    await superuser.query('select pg_terminate_backend($1)', [found.rows[0]?.pid]);
    await lost;
    held.release(true);
    expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    await Promise.all([pool.end(), superuser.end()]);
  });

  it('calls a server that is not there an outage, and a faulty statement not', async () => {
    const absent = createPool({ url: 'postgres://x@127.0.0.1:1/x', role: 'app' });
    await expect(orUnavailable(() => absent.query('select 1'))).rejects.toThrow(PostgresUnavailable);
    const pool = createPool({ url: database.url, role: 'app' });
    await expect(orUnavailable(() => pool.query('select 1/0'))).rejects.toThrow('division by zero');
    await pool.end();
  });

  it.each([
    ['each connection has a backend of its own', [[1], [2]], true],
    ['two connections are served by one backend', [[1], [1]], false],
    ['a connection moves between backends', [[1, 3], [2]], false],
  ])('knows by %s whether sessions are kept', (_, backends, kept) => {
    expect(keepsSessions(backends.map((pids) => new Set(pids)))).toBe(kept);
  });
});
