import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { commands } from '#cli/commands';
import { runCommand } from '#cli/run-command';
import { startEmbeddedPostgres } from '#platform/embedded-postgres';
import { bookward, main, startBookward } from '../support/bookward.js';
import type { Environment } from '../support/bookward.js';
import { Person } from '../support/person.js';
import { comeUpSlowly } from '../support/come-up-slowly.js';

describe('The command line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bookward-cli-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** What is typed, in this process: another one for each would take a second each. */
  const typed = async (args: readonly string[]) => {
    const said = { out: '', err: '' };
    const code = await runCommand(args, {
      out: (line) => (said.out += `${line}\n`),
      err: (line) => (said.err += `${line}\n`),
      isTerminal: false,
      env: {},
    });
    return { code, ...said };
  };

  it('exits as a process as it does here', async () => {
    const { code, out, err } = await bookward(['statr']);
    expect({ code, out, err }).toEqual(await typed(['statr']));
    expect(await bookward(['verify', '--quick'])).toMatchObject({
      code: 2,
      err: expect.stringMatching(/quick.*--help/),
    });
    expect(await bookward(['simulate', '--seed', '-1'])).toMatchObject({
      code: 2,
      err: 'bookward simulate: --seed needs a value; write one that begins with a dash as --seed=VALUE.\n',
    });
  });

  it.each([
    ['an unknown command', ['statr'], /no command “statr”.*start/],
    ['a missing argument', ['import', 'customers'], /missing what to import and the file/],
    ['a missing option', ['accounts', 'link'], /--email is missing/],
    ['a role that is none', ['accounts', 'open', '--email', 'a@b.example', '--name', 'A', '--roles', 'boss'], /boss/],
    ['an address that is none', ['accounts', 'open', '--email', 'a', '--name', 'A', '--roles', 'admin'], /“a” is none/],
    [
      'a role of employees without one',
      ['accounts', 'open', '--email', 'a@b.example', '--name', 'A', '--roles', 'admin,manager'],
      /--employee is missing: the role manager acts as an employee/,
    ],
    ['a scope that is none', ['keys', 'create', '--name', 'x', '--scopes', 'root'], /root/],
    ['a port that is none', ['start', '--port', 'http'], /whole number from 0 to 65535/],
    [
      'a rhythm that is none',
      ['simulate', '--employees', '3', '--days', '9', '--out', 'none', '--rhythm', 'waltz'],
      /office, bursts, projects; “waltz” is none/,
    ],
    [
      'a seed below zero',
      ['simulate', '--employees', '3', '--days', '9', '--out', 'none', '--seed=-1'],
      /--seed takes a whole number from 0/,
    ],
    [
      'a day that is none',
      ['simulate', '--employees', '3', '--days', '9', '--out', 'none', '--start', '2025-02-30'],
      /--start takes a day.*“2025-02-30”/,
    ],
    ...['1969-12-31', '2999-12-30'].map(
      (start) =>
        [
          `a simulated firm that begins on ${start}`,
          ['simulate', '--employees', '1', '--days', '3', '--out', join(folder, 'never'), '--start', start],
          /the days from 1970-01-01 to 2999-12-31 can be scored; name another --start/,
        ] as const,
    ),
    ['a projection that is none', ['rebuild', 'nothing'], /no projection is called “nothing”/],
    ['a moment that is none', ['replay', '--as-of', '2026-02-30', '--out', 'none'], /--as-of takes an instant such as/],
    [
      'a moment of no time zone',
      ['replay', '--as-of', '2026-03-02T09:00:00', '--out', 'none'],
      /--as-of takes an instant such as/,
    ],
  ])('exits 2 with a hint on %s', async (_, args, hint) => {
    const { code, out, err } = await typed([...args, ...(args.length > 1 ? ['--data', join(folder, 'none')] : [])]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(hint);
  });

  it('asks for a benchmark that there is, and takes what every command takes', async () => {
    for (const name of [[], ['constructor'], ['append', '--rounds', '0']])
      expect(await bookward(['bench', ...name, '--json', '--data', folder])).toMatchObject({
        code: 2,
        out: '',
        err: expect.stringMatching(/^Name one benchmark: append, /),
      });
    expect(await bookward(['bench', 'append', '--quick'])).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^bookward bench: Unknown option '--quick'; .*--help/),
    });
  });

  it('takes no folder of no name for the one it uses by default', async () => {
    expect(await typed(['verify', '--data', ''])).toEqual({
      code: 2,
      out: '',
      err: 'bookward verify: --data takes a folder, not “”; add --help to see how it is used.\n',
    });
  });

  it('says how each command is used', async () => {
    const { code, out } = await bookward(['--help']);
    expect(code).toBe(0);
    for (const name of Object.keys(commands)) {
      expect(out).toContain(`  ${name} `);
      expect(await typed([name, '--help'])).toMatchObject({
        code: 0,
        out: expect.stringContaining(`bookward ${name} `),
      });
    }
    expect(await typed(['-h'])).toEqual({ code, out, err: '' });
    expect(await typed(['verify', '-h'])).toEqual(await typed(['verify', '--help']));
    expect(await typed(['help', 'verify'])).toEqual(await typed(['verify', '--help']));
    expect(await typed(['help', '--json'])).toEqual({ code, out, err: '' });
    expect(await typed(['help', 'verfy'])).toMatchObject({ code: 2, out: '' });
  }, 60_000);

  it('goes on when nobody reads what it says', async () => {
    const child = spawn(process.execPath, [main, '--help'], { stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.destroy();
    let err = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
    const [code] = (await once(child, 'close')) as [number | null];
    expect({ code, err }).toEqual({ code: 0, err: '' });
  });

  it.each([
    ['a file that is not there', 'nowhere.csv', /^bookward import: there is no file .*nowhere.csv\.\n$/],
    ['a folder', '.', /^bookward import: .* is a folder; name a file in it\.\n$/],
  ])('says that what is imported is %s', async (_, name, sentence) => {
    const { code, err } = await typed(['import', 'hr', join(folder, name), '--data', join(folder, 'none')]);
    expect(code).toBe(1);
    expect(err).toMatch(sentence);
  });

  it('says what to see to where it cannot write', async () => {
    const out = join(folder, 'taken');
    writeFileSync(out, '');
    const { code, err } = await bookward(['simulate', '--employees', '1', '--days', '1', '--out', out]);
    expect(code).toBe(1);
    expect(err).toMatch(
      /^bookward simulate: EEXIST: .*taken'; see that the path is right and who may write to it\.\n$/,
    );
  });

  it.each([
    ['verify', ['verify', '--data', '/proc/none']],
    ['simulate', ['simulate', '--employees', '1', '--days', '1', '--out', '/proc/none']],
  ])(
    'says of %s that no folder can be made where there is room for none',
    async (_, args) => {
      const { code, out, err } = await bookward(args);
      expect({ code, out }).toEqual({ code: 1, out: '' });
      expect(err).toMatch(/^bookward .*\/proc.*; .* who may write to it.*\.\n$/);
    },
    60_000,
  );

  it('calls nothing done of which the disk took only a part', async () => {
    const args = ['simulate', '--employees', '8', '--days', '4', '--out', join(folder, 'cut')];
    expect(await withLittleRoom(100, args)).toEqual({
      code: 1,
      err: 'bookward simulate: EFBIG: file too large, write\n',
    });
  });

  it('says why there is no room for a database, and leaves nothing half made', async () => {
    const data = join(folder, 'no-room');
    expect(await withLittleRoom(100, ['verify', '--data', data])).toEqual({
      code: 1,
      err: expect.stringMatching(
        /^bookward verify: The database folder could not be created \(could not write to file .*/,
      ),
    });
    expect(readdirSync(data)).toEqual([]);
  }, 60_000);

  it('says its version', async () => {
    const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string };
    expect(await bookward(['--version'])).toMatchObject({ code: 0, out: `${version}\n` });
  });

  it.each([
    [
      'a port in use',
      async () => ({ args: ['start', '--port', String(await takenPort())], env: {} }),
      /Port \d+ is in use/,
    ],
    [
      'an unreachable database',
      async () => ({
        args: ['verify'],
        env: { DATABASE_URL: 'postgres://x@127.0.0.1:1/x', BOOKWARD_MASTER_KEY: Buffer.alloc(32).toString('base64') },
      }),
      /^bookward verify: The database at 127.0.0.1:1 cannot be reached \(ECONNREFUSED\); see that it runs/,
    ],
    [
      'an unreachable EventStoreDB',
      async () => ({ args: ['start', '--port', '0'], env: { EVENTSTORE_URL: 'esdb://127.0.0.1:1?tls=false' } }),
      /^bookward start: EventStoreDB at 127.0.0.1:1 cannot be reached; see that it runs/,
    ],
    [
      'an unreachable Redis',
      async () => ({ args: ['start', '--port', '0'], env: { REDIS_URL: 'redis://127.0.0.1:1' } }),
      /^bookward start: Redis at 127.0.0.1:1 cannot be used \(.*ECONNREFUSED.*\); see that it runs/,
    ],
    [
      'a moment that is still to come',
      async () => ({ args: ['replay', '--as-of', '2999-01-01T00:00:00Z', '--out', folder], env: {} }),
      /^bookward replay: 2999-01-01T00:00:00.000Z is still to come/,
    ],
    [
      'a wrong setting',
      async () => ({ args: ['verify'], env: { BOOKWARD_MASTER_KEY: 'short' } }),
      /32 bytes in base64/,
    ],
  ] as const)(
    'exits 1 with one plain sentence on %s',
    async (name, prepare, sentence) => {
      const { args, env } = await prepare();
      const { code, err } = await bookward([...args, '--data', join(folder, name.replaceAll(' ', '-'))], {
        ...env,
        LOG_LEVEL: 'silent',
      });
      expect(code).toBe(1);
      expect(err.trim().split('\n')).toHaveLength(1);
      expect(err).toMatch(sentence);
    },
    60_000,
  );

  it('starts where everything is kept elsewhere and there is no data folder yet', async () => {
    const server = await startEmbeddedPostgres({ directory: join(folder, 'managed') });
    try {
      const unwritten = join(folder, 'none', 'without-a-key');
      const cut = await withLittleRoom(0, ['verify', '--data', unwritten], { DATABASE_URL: server.url });
      expect(cut).toEqual({ code: 1, err: 'bookward verify: EFBIG: file too large, write\n' });
      expect(readdirSync(unwritten)).toEqual([]);
      const data = join(folder, 'none', 'yet');
      const env = { DATABASE_URL: server.url, BOOKWARD_MASTER_KEY: Buffer.alloc(32, 7).toString('base64') };
      const running = await startBookward(['--port', '0', '--data', data], env);
      expect(await running.stop()).toBe(0);
      const leaving = await withSoManyConnections(server.url, 2);
      const left = await bookward(['verify', '--data', data], { ...env, DATABASE_URL: leaving });
      expect(left).toMatchObject({ code: 1, out: '' });
      expect(left.err).toMatch(
        /^bookward verify: The database at \S+ cannot be reached \(\w+\); see that it runs.*\n$/,
      );
      const few = await withFewConnections(server.url, 5);
      const refused = await bookward(['start', '--port', '0', '--data', data], { ...env, DATABASE_URL: few });
      expect(refused.code).toBe(1);
      expect(refused.err).toMatch(/\nbookward start: The database .* connections to spare, and try again\.\n$/);
    } finally {
      await server.stop();
    }
  }, 180_000);

  it('verifies, and so rebuilds, what no server has run on yet', async () => {
    const data = join(folder, 'new');
    expect(await bookward(['verify', '--data', data, '--json'])).toMatchObject({
      code: 0,
      json: { events: 0, ok: true, problems: [] },
      err: `bookward: there was no Bookward in ${data}; an empty one begins there.\n`,
    });
    expect(await bookward(['rebuild', 'accounts', 'accounts', '--verify', '--data', data])).toMatchObject({
      code: 0,
      out: 'accounts: 0 rows from 0 events, equal to the live ones\n',
      err: '',
    });
    const open = ['accounts', 'open', '--email', 'a@b.example', '--name', 'A', '--roles', 'manager'];
    expect(await bookward([...open, '--employee', 'e-1', '--data', data])).toMatchObject({
      code: 1,
      err: 'bookward accounts: --employee names nobody: no employee has the id, external id or address “e-1”.\n',
    });
  }, 60_000);

  it('exits 1 with one plain sentence on a key file that holds no key', async () => {
    const data = join(folder, 'keyless');
    mkdirSync(data);
    writeFileSync(join(data, 'master.key'), 'short');
    const { code, err } = await bookward(['verify', '--data', data]);
    expect(code).toBe(1);
    expect(err).toMatch(/^bookward verify: .*master.key is not a key of 32 bytes; restore it from a backup.\n$/);
  }, 60_000);

  it('ends within 10 s when it is told to stop while it still waits for a server that does not answer', async () => {
    const mute = createServer().listen(0, '127.0.0.1');
    await once(mute, 'listening');
    const { port } = mute.address() as AddressInfo;
    const asked = once(mute, 'connection');
    const env = { ...process.env, REDIS_URL: `redis://127.0.0.1:${port}` };
    const args = [main, 'start', '--port', '0', '--data', join(folder, 'mute')];
    const child = spawn(process.execPath, args, { stdio: 'ignore', env });
    await asked;
    const stoppedAt = performance.now();
    child.kill('SIGTERM');
    // As npm does, which passes on what the terminal has sent already.
    setTimeout(() => child.kill('SIGTERM'), 300);
    const [code] = (await once(child, 'exit')) as [number | null];
    expect(code).toBe(0);
    expect(performance.now() - stoppedAt).toBeLessThan(10_000);
    mute.close();
  }, 60_000);

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'leaves no database server behind when %s stops it',
    async (signal) => {
      const data = join(folder, 'told-to-stop');
      const pidFile = join(data, 'postgres/data/postmaster.pid');
      const child = spawn(process.execPath, [main, 'verify', '--data', data], { stdio: ['ignore', 'ignore', 'pipe'] });
      let err = '';
      child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
      while (!existsSync(pidFile)) await delay(5);
      child.kill(signal);
      const [code] = (await once(child, 'close')) as [number | null];
      expect({ code, err }).toEqual({ code: 1, err: 'bookward: told to stop before it was done.\n' });
      expect(existsSync(pidFile)).toBe(false);
    },
    120_000,
  );

  it('leaves no database server behind when it is told to stop while that still comes up', async () => {
    const data = join(folder, 'slow');
    const postgres = join(data, 'postgres');
    await (await startEmbeddedPostgres({ directory: postgres })).stop();
    const pidFile = join(postgres, 'data/postmaster.pid');
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
      await comeUpSlowly(postgres);
      const child = spawn(process.execPath, [main, 'start', '--port', '0', '--data', data], { stdio: 'ignore' });
      const exited = once(child, 'exit') as Promise<[number | null]>;
      while (!existsSync(pidFile)) await delay(5);
      child.kill(signal);
      expect(await exited).toEqual([0, null]);
      expect(existsSync(pidFile)).toBe(false);
    }
  }, 120_000);

  it('leaves no database server behind when it is told to stop while somebody waits for an answer of that', async () => {
    const data = join(folder, 'waiting');
    const running = await startBookward(['--port', '0', '--data', data]);
    const admin = await Person.byLink(running.url, running.signInLinks['admin'] ?? '');
    const server = await startEmbeddedPostgres({ directory: join(data, 'postgres') });
    const holder = new pg.Client({ connectionString: server.url });
    holder.on('error', () => undefined);
    await holder.connect();
    await server.stop();
    await holder.query('begin; lock table read.accounts in access exclusive mode');
    const asked = admin.get('/accounts').catch(() => 'cut off');
    await delay(500);
    const stoppedAt = performance.now();
    expect(await running.stop()).toBe(0);
    expect(performance.now() - stoppedAt).toBeLessThan(10_000);
    expect(existsSync(join(data, 'postgres/data/postmaster.pid'))).toBe(false);
    await asked;
    await holder.end().catch(() => undefined);
  }, 120_000);

  it('leaves nothing of a benchmark behind when it alone is told to stop, in whichever folder it was begun', async () => {
    const temporary = mkdtempSync(join(folder, 'bench-'));
    const args = [main, 'bench', 'alert-latency', '--rounds', '1'];
    const env = { ...process.env, TMPDIR: temporary };
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'], env, cwd: folder });
    let err = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
    const data = (): string => join(temporary, readdirSync(temporary)[0] ?? '');
    while (!existsSync(join(data(), 'url'))) await delay(20);
    const server = Number(readFileSync(join(data(), 'postgres/data/postmaster.pid'), 'utf8').split('\n')[0]);
    child.kill('SIGTERM');
    const [code] = (await once(child, 'close')) as [number | null];
    expect({ code, err, left: readdirSync(temporary) }).toEqual({ code: 143, err: '', left: [] });
    expect(() => process.kill(server, 0)).toThrow('ESRCH');
  }, 60_000);

  it('exits 1 with one plain sentence on a data folder that holds something else', async () => {
    const data = join(folder, 'foreign');
    mkdirSync(join(data, 'postgres/data'), { recursive: true });
    writeFileSync(join(data, 'postgres/data/notes.txt'), 'mine');
    const { code, err } = await bookward(['verify', '--data', data]);
    expect(code).toBe(1);
    expect(err.trim().split('\n')).toHaveLength(1);
  }, 60_000);
});

/** A command that may write files of so many blocks only, as where the disk is full. */
async function withLittleRoom(blocks: number, args: readonly string[], env: Environment = {}) {
  const shell = spawn('sh', ['-c', `ulimit -f ${blocks}; exec "$0" "$@"`, process.execPath, main, ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, ...env },
  });
  let err = '';
  shell.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  const [code] = (await once(shell, 'close')) as [number | null];
  return { code, err };
}

async function takenPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise<void>((done) => void server.once('listening', done));
  server.unref();
  return (server.address() as AddressInfo).port;
}

/** The address for a login that may do everything, but not open more than so many connections. */
async function withFewConnections(url: string, limit: number): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`create role few login createrole password 'few' connection limit ${limit}`);
  await client.query('grant bookward_owner, bookward_migrator, bookward_app to few');
  await client.end();
  return Object.assign(new URL(url), { username: 'few', password: 'few' }).href;
}

/** The address of a way to the server that is closed once so many have come by it. */
async function withSoManyConnections(url: string, count: number): Promise<string> {
  const { username, password, searchParams } = new URL(url);
  let came = 0;
  const way = createServer((client) => {
    const server = connect(join(searchParams.get('host') ?? '', '.s.PGSQL.5432'));
    for (const end of [client, server]) end.on('error', () => undefined);
    client.pipe(server).pipe(client);
    came += 1;
    if (came === count) way.close();
  }).listen(0, '127.0.0.1');
  await once(way, 'listening');
  const { port } = way.address() as AddressInfo;
  return `postgres://${username}:${password}@127.0.0.1:${port}/bookward`;
}
