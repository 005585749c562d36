import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { comeUpSlowly } from '#test/support/come-up-slowly';
import { startEmbeddedPostgres } from './embedded-postgres.js';
import type { EmbeddedPostgres } from './embedded-postgres.js';

describe('the embedded PostgreSQL', () => {
  let parent: string;
  let directory: string;
  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), 'bookward-embedded-'));
    directory = join(parent, 'postgres');
  });
  afterEach(() => rm(parent, { recursive: true, force: true }));

  it('keeps what was written across a stop and a start, and its password out of the reach of others', async () => {
    const first = await startEmbeddedPostgres({ directory });
    await query(first, 'create table kept as select 42 as n');
    await first.stop();
    await expect(query(first, 'select 1')).rejects.toThrow();
    const second = await startEmbeddedPostgres({ directory });
    expect(await query(second, 'select n from kept')).toEqual([{ n: 42 }]);
    expect(await query(second, 'show fsync')).toEqual([{ fsync: 'on' }]);
    await second.stop();
    expect((await stat(join(directory, 'password'))).mode & 0o077).toBe(0);
    expect((await stat(directory)).mode & 0o077).toBe(0);
  });

  it('refuses a wrong password', async () => {
    const server = await startEmbeddedPostgres({ directory });
    const url = new URL(server.url);
    url.password = 'guessed';
    await expect(query({ ...server, url: url.href }, 'select 1')).rejects.toThrow('password authentication failed');
    await server.stop();
  });

  it('is shared by everyone on the folder, and stopped by the last who leaves', async () => {
    const [one, two] = await Promise.all([startEmbeddedPostgres({ directory }), startEmbeddedPostgres({ directory })]);
    expect(one.pid()).toBe(two.pid());
    await one.stop();
    expect(await query(two, 'select 1 as n')).toEqual([{ n: 1 }]);
    await two.stop();
    await expect(query(two, 'select 1')).rejects.toThrow();
  });

  it('is started again by a process that supervises it after it was killed', async () => {
    const starter = await startEmbeddedPostgres({ directory });
    const supervisor = await startEmbeddedPostgres({ directory });
    supervisor.supervise();
    const killed = starter.pid();
    process.kill(killed, 'SIGKILL');
    await until(() => supervisor.pid() !== killed);
    expect(await query(starter, 'select 1 as n')).toEqual([{ n: 1 }]);
    await starter.stop();
    await supervisor.stop();
  });

  it('leaves neither a server nor half a folder behind when it is told to stop before it is up', async () => {
    const told = () => AbortSignal.timeout(50);
    await expect(startEmbeddedPostgres({ directory, signal: told() })).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(await readdir(parent)).toEqual([]);
    await (await startEmbeddedPostgres({ directory })).stop();
    await comeUpSlowly(directory);
    await expect(startEmbeddedPostgres({ directory, signal: told() })).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(await readdir(join(directory, 'data'))).not.toContain('postmaster.pid');
  });

  it('starts although the number of a server that is gone now belongs to another program', async () => {
    await (await startEmbeddedPostgres({ directory })).stop();
    const stranger = execFile('sleep', ['60']);
    await writeFile(join(directory, 'data', 'postmaster.pid'), `${stranger.pid}\n\n\n5432\n\n\n\nready\n`);
    await writeFile(join(directory, '.s.PGSQL.5432.lock'), `${stranger.pid}\n${join(directory, 'data')}\n`);
    const server = await startEmbeddedPostgres({ directory });
    expect(await query(server, 'select 1 as n')).toEqual([{ n: 1 }]);
    await server.stop();
    stranger.kill();
  });

  it('says in one sentence that a folder is not a complete database folder, and leaves it as it was', async () => {
    await mkdir(join(directory, 'data'), { recursive: true });
    await expect(startEmbeddedPostgres({ directory })).rejects.toMatchObject({
      code: 'data.incomplete',
      message: expect.stringContaining('is not a complete database folder'),
    });
    expect(await readdir(directory)).toEqual(['data']);
  });

  it('says in one sentence that another release of PostgreSQL wrote a folder', async () => {
    await (await startEmbeddedPostgres({ directory })).stop();
    await writeFile(join(directory, 'data', 'PG_VERSION'), '17\n');
    await expect(startEmbeddedPostgres({ directory })).rejects.toMatchObject({ code: 'data.version' });
  });

  it('says in one sentence that the folder cannot be made', async () => {
    await writeFile(join(parent, 'file'), '');
    await expect(startEmbeddedPostgres({ directory: join(parent, 'file', 'postgres') })).rejects.toMatchObject({
      code: 'data.unwritable',
    });
  });

  it('removes what an interrupted creation left', async () => {
    await mkdir(`${directory}.new-999999999-abc`);
    await (await startEmbeddedPostgres({ directory })).stop();
    expect(await readdir(parent)).toEqual(['postgres']);
  });

  it('listens on a loopback port where the folder is too deep for a socket, the same one after a restart', async () => {
    const deep = join(parent, 'd'.repeat(100), 'postgres');
    const first = await startEmbeddedPostgres({ directory: deep });
    expect(new URL(first.url).hostname).toBe('127.0.0.1');
    await first.stop();
    const second = await startEmbeddedPostgres({ directory: deep });
    expect(second.url).toBe(first.url);
    expect(await query(second, 'select 1 as n')).toEqual([{ n: 1 }]);
    await second.stop();
    expect(await readFile(join(deep, 'server.log'), 'utf8')).not.toContain('PANIC');
  });
});

async function query(server: Pick<EmbeddedPostgres, 'url'>, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: server.url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows as unknown[];
  } finally {
    await client.end();
  }
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await delay(10);
}
