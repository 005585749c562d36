import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { testDatabase } from '#test/support/postgres';
import type { TestDatabase } from '#test/support/postgres';
import { removeTraces } from './postgres-traces.js';

let database: TestDatabase;
let client: pg.Client;
beforeAll(async () => {
  database = await testDatabase([
    { id: 'a/001', as: 'migrator', sql: 'create table ops.note (word text); create table ops.other (word text)' },
  ]);
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.close();
});

const bytesOf = async (table: string): Promise<number> => {
  const found = await client.query<{ bytes: string }>('select pg_relation_size($1::regclass) as bytes', [table]);
  return Number(found.rows[0]?.bytes);
};

describe('removing the traces of what was deleted', () => {
  it('leaves no page that held it', async () => {
    await client.query("insert into ops.note values ('a name')");
    await client.query('delete from ops.note');
    expect(await bytesOf('ops.note')).toBeGreaterThan(0);
    expect(await removeTraces({ url: database.url, isEmbedded: true }, ['ops.note'])).toEqual([]);
    expect(await bytesOf('ops.note')).toBe(0);
  });

  it('leaves no segment of the write-ahead log that held it, nor one that lies ready under a new name', async () => {
    const holding = async (): Promise<number> => {
      const { rows } = await client.query<{ segments: number }>(
        `select count(*)::int as segments from pg_ls_waldir()
         where length(name) = 24 and position($1::bytea in pg_read_binary_file('pg_wal/' || name, 0, 16777216, true)) > 0`,
        [Buffer.from('what-was-erased')],
      );
      return rows[0]?.segments ?? 0;
    };
    const fill = "select pg_logical_emit_message(false, 'spec', repeat('what-was-' || 'erased', 1000000))";
    for (let segment = 0; segment < 3; segment += 1) await client.query(fill);
    // What is no longer needed after it lies ready to be used again.
    await client.query('select pg_switch_wal()');
    await client.query('checkpoint');
    expect(await holding()).toBeGreaterThan(0);
    await removeTraces({ url: database.url, isEmbedded: true }, []);
    expect(await holding()).toBe(0);
  });

  it('waits for whoever still reads as it was before, for whom it would be carried over', async () => {
    const reader = new pg.Client({ connectionString: database.url });
    await reader.connect();
    await client.query("insert into ops.note values ('a name')");
    await reader.query('begin isolation level repeatable read');
    await reader.query('select from ops.other');
    await client.query('delete from ops.note');
    const removed = removeTraces({ url: database.url, isEmbedded: true }, ['ops.note']);
    await new Promise((done) => void setTimeout(done, 1_000));
    await reader.end();
    expect(await removed).toEqual([]);
    expect(await bytesOf('ops.note')).toBe(0);
  });

  it('names the tables that the login may not rewrite, and cleans the others', async () => {
    const login = `traces_${process.pid}`;
    await client.query(`create role ${login} login password 'of-this-spec'`);
    await client.query(`alter table ops.other owner to ${login}; grant usage, create on schema ops to ${login}`);
    try {
      await client.query("insert into ops.note values ('a name'); insert into ops.other values ('a name')");
      await client.query('delete from ops.note; delete from ops.other');
      const url = new URL(database.url);
      url.username = login;
      url.password = 'of-this-spec';
      const left = await removeTraces({ url: url.href, isEmbedded: false }, ['ops.note', 'ops.other']);
      expect(left).toEqual(['ops.note']);
      expect(await bytesOf('ops.other')).toBe(0);
    } finally {
      await client.query(`drop owned by ${login} cascade; drop role ${login}`);
    }
  });
});
