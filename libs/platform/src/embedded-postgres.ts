import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile, rm, statfs, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { advisoryLocks } from './advisory-locks.js';
import { findBinaries } from './embedded-postgres-binaries.js';
import type { Binaries } from './embedded-postgres-binaries.js';
import { clusterPaths, ensureCluster, isRunning, superuser, systemIdentifier } from './embedded-postgres-cluster.js';
import { EmbeddedPostgresError, reasonIn } from './embedded-postgres-error.js';

/** A unix socket's whole path is at most 107 bytes; `.s.PGSQL.5432` and a slash take 14. */
const longestSocketFolder = 93;
const socketPort = 5432;
const startTimeoutMs = 15_000;
const stopTimeoutMs = 8_000;
const pollMs = 15;
/** The SQL state of it. */
const diskFull = '53100';

const settings = {
  shared_buffers: '32MB',
  max_connections: '60',
  max_wal_size: '512MB',
  io_method: 'sync',
  huge_pages: 'off',
  jit: 'off',
  fsync: 'on',
  synchronous_commit: 'on',
  // The queue's few rows change all the time, so it looks often. The log and what is projected from it only grow: at
  // the default thresholds they would be looked through again every few thousand events.
  autovacuum_naptime: '5s',
  autovacuum_analyze_threshold: '20000',
  autovacuum_vacuum_insert_threshold: '50000',
  autovacuum_max_workers: '2',
  idle_in_transaction_session_timeout: '60s',
  password_encryption: 'scram-sha-256',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // Statements that fail may carry data; only what ends a session or the server is worth a line.
  log_min_messages: 'fatal',
  log_checkpoints: 'off',
};

type Log = (message: string) => void;
export type EmbeddedPostgresOptions = {
  /** The server's own folder, e.g. `<data>/postgres`; created when absent. */
  readonly directory: string;
  /** Told when the server was found gone, came back, or could not be started again. */
  readonly log?: Log;
  /** Aborted before the server is there: the start ends what it has begun, and fails. */
  readonly signal?: AbortSignal | undefined;
};

/** A running server, started by this process or by another one on the same folder. */
export type EmbeddedPostgres = {
  /** The database `bookward`, as superuser. It stays valid across restarts. */
  readonly url: string;
  /** True when another process had started it. */
  readonly adopted: boolean;
  /** Process id of the server at present. */
  pid(): number;
  /** From now on starts the server again whenever it is gone, whoever started it. */
  supervise(): void;
  /** Lets go of the server, and stops it when no other process uses it. */
  stop(): Promise<void>;
};

type Running = { readonly pid: number; readonly url: string; readonly adopted: boolean; readonly keeper: pg.Client };

/**
 * Starts PostgreSQL in `directory`, or joins the server that already runs there.
 * @throws EmbeddedPostgresError with one plain sentence; the signal's reason once that is aborted
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { log = () => undefined, signal } = options;
  const directory = resolve(options.directory);
  const binaries = await findBinaries(`${directory}-programs`);
  const { password } = await ensureCluster(directory, binaries, signal);
  const server = { directory, binaries, password };

  const first = await ensureRunning(server, signal);
  if (signal?.aborted === true) {
    await release(first);
    signal.throwIfAborted();
  }
  let running = first;
  let supervised = false;
  let stopping: Promise<void> | undefined;
  let restart: Promise<void> = Promise.resolve();

  let gone = false;
  const watch = (current: Running) => {
    gone = false;
    current.keeper.once('end', () => {
      gone = true;
      if (supervised && stopping === undefined) restart = bringBack();
    });
  };
  const bringBack = async () => {
    log('PostgreSQL is gone; starting it again');
    while (stopping === undefined) {
      try {
        running = await ensureRunning(server);
        watch(running);
        log('PostgreSQL is back');
        return;
      } catch (error) {
        log(`PostgreSQL did not start: ${error instanceof Error ? error.message : String(error)}`);
        await delay(500);
      }
    }
  };
  watch(running);

  return {
    url: first.url,
    adopted: first.adopted,
    pid: () => running.pid,
    supervise: () => {
      supervised = true;
      if (gone && stopping === undefined) restart = bringBack();
    },
    stop: () => (stopping ??= restart.then(() => release(running))),
  };
}

type Server = { readonly directory: string; readonly binaries: Binaries; readonly password: string };

async function ensureRunning(server: Server, signal?: AbortSignal): Promise<Running> {
  const deadline = Date.now() + startTimeoutMs;
  let failure: string | undefined;
  let adopted = true;
  while (Date.now() < deadline) {
    const state = await readPidFile(server.directory);
    if (state !== undefined && isRunning(state.pid)) {
      if (state.ready) {
        const keeper = await connectKeeper(server, state.port).catch(async (error: unknown) => {
          if (!adopted) await shutDown(state.pid);
          throw error;
        });
        if (keeper) return { pid: state.pid, url: urlOf(server, state.port), adopted, keeper };
      }
      signal?.throwIfAborted();
      if (!(await isPostgres(state.pid))) await removeStalePidFile(server.directory, state.pid);
      await delay(pollMs);
      continue;
    }
    signal?.throwIfAborted();
    adopted = false;
    failure = await launch(server, deadline, signal);
    if (failure !== undefined) await delay(100);
  }
  const held = await readPidFile(server.directory);
  if (held !== undefined && isRunning(held.pid)) {
    throw new EmbeddedPostgresError(
      'data.locked',
      `The database folder ${server.directory} is in use by process ${held.pid}, which does not answer; stop that process first.`,
    );
  }
  throw notStarted(server.directory, failure ?? 'no answer');
}

const notStarted = (directory: string, reason: string, cause?: Error) =>
  new EmbeddedPostgresError('postgres.start', `PostgreSQL did not start in ${directory} (${reason}).`, { cause });

/** Starts the server and waits until it is ready or gone; answers why when it is gone. */
async function launch(server: Server, deadline: number, signal?: AbortSignal): Promise<string | undefined> {
  const paths = clusterPaths(server.directory);
  await removeStaleSocketLock(server.directory);
  const logFile = await open(paths.log, 'w', 0o600);
  try {
    const byTcp = Buffer.byteLength(server.directory) > longestSocketFolder || process.platform === 'win32';
    const listen = byTcp
      ? { listen_addresses: '127.0.0.1', unix_socket_directories: '' }
      : { listen_addresses: '', unix_socket_directories: `"${server.directory}"`, unix_socket_permissions: '0700' };
    const port = byTcp ? await rememberedPort(server.directory) : socketPort;
    const args = Object.entries({ ...settings, ...listen }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const child = server.binaries.spawn('postgres', ['-D', paths.data, '-p', String(port), ...args], {
      detached: true,
      stdio: ['ignore', 'ignore', logFile.fd],
    });
    let gone = false;
    child.once('exit', () => (gone = true));
    child.once('error', () => (gone = true));
    child.unref();
    while (!gone && Date.now() < deadline) {
      const state = await readPidFile(server.directory);
      if (state?.pid === child.pid && state?.ready) return undefined;
      if (signal?.aborted === true && child.pid !== undefined) await shutDown(child.pid);
      await delay(pollMs);
    }
    const silent = (await isFull(server.directory)) ? 'its disk is full' : 'no reason given';
    return reasonIn(await readFile(paths.log, 'utf8')) ?? silent;
  } finally {
    await logFile.close();
  }
}

/**
 * Connects for as long as this process uses the server; nothing when it is not ours or is shutting down.
 * @throws EmbeddedPostgresError where the disk has no room for the database
 */
async function connectKeeper(server: Server, port: number): Promise<pg.Client | undefined> {
  const keeper = new pg.Client({
    connectionString: urlOf(server, port, 'postgres'),
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    application_name: 'bookward keeper',
  });
  // The end of the connection is what is watched; the reason is the server's going.
  keeper.on('error', () => undefined);
  try {
    await keeper.connect();
    const found = await keeper.query<{ id: string }>('select system_identifier::text as id from pg_control_system()');
    if (found.rows[0]?.id !== (await systemIdentifier(server.directory))) throw new Error('not our server');
    await keeper.query('select pg_advisory_lock_shared($1)', [advisoryLocks.users]);
    const known = await keeper.query("select 1 from pg_database where datname = 'bookward'");
    if (known.rowCount === 0) await keeper.query('create database bookward').catch(unlessExists);
    return keeper;
  } catch (error) {
    await keeper.end().catch(() => undefined);
    if (error instanceof pg.DatabaseError && error.code === diskFull)
      throw notStarted(server.directory, error.message, error);
    return undefined;
  }
}

async function release(running: Running): Promise<void> {
  const { keeper, pid } = running;
  try {
    await keeper.query('select pg_advisory_unlock_shared($1)', [advisoryLocks.users]);
    const alone = await keeper.query<{ alone: boolean }>('select pg_try_advisory_lock($1) as alone', [
      advisoryLocks.users,
    ]);
    if (alone.rows[0]?.alone === true) await shutDown(pid);
  } catch {
    // Gone already: there is nothing to let go of.
  }
  await keeper.end().catch(() => undefined);
}

/** Ends sessions, writes a checkpoint and exits; without a checkpoint when that takes too long. Both lose nothing. */
async function shutDown(pid: number): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    if (!isRunning(pid)) return;
    process.kill(pid, signal);
    const deadline = Date.now() + stopTimeoutMs;
    while (isRunning(pid) && Date.now() < deadline) await delay(pollMs);
  }
}

async function readPidFile(directory: string): Promise<{ pid: number; port: number; ready: boolean } | undefined> {
  const lines = await readFile(clusterPaths(directory).pidFile, 'utf8').then(
    (content) => content.split('\n'),
    () => undefined,
  );
  const pid = Number(lines?.[0]);
  if (lines === undefined || !(pid > 0)) return undefined;
  return { pid, port: Number(lines[3] ?? 0), ready: lines[7]?.trim() === 'ready' };
}

/** After a restart of the machine or container another program may have the number of the server that is gone. */
async function isPostgres(pid: number): Promise<boolean> {
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(async () => {
    const { stdout } = await promisify(execFile)('ps', ['-o', 'command=', '-p', String(pid)]).catch(() => ({
      stdout: 'postgres',
    }));
    return stdout;
  });
  // A process that ended and was not yet reaped has an empty command line.
  return command.includes('postgres');
}

async function removeStalePidFile(directory: string, pid: number): Promise<void> {
  const now = await readPidFile(directory);
  if (now?.pid === pid) await rm(clusterPaths(directory).pidFile, { force: true });
}

/** The server itself removes one whose number nobody has; another program's would keep it from starting for ever. */
async function removeStaleSocketLock(directory: string): Promise<void> {
  const lock = join(directory, `.s.PGSQL.${socketPort}.lock`);
  const pid = Number((await readFile(lock, 'utf8').catch(() => '')).split('\n')[0]);
  if (pid > 0 && isRunning(pid) && !(await isPostgres(pid))) await rm(lock, { force: true });
}

function urlOf(server: Server, port: number, database = 'bookward'): string {
  const credentials = `${superuser}:${server.password}`;
  return port === socketPort
    ? `postgres://${credentials}@localhost:${port}/${database}?host=${encodeURIComponent(server.directory)}`
    : `postgres://${credentials}@127.0.0.1:${port}/${database}`;
}

/** Where a socket's path would be too long: a free loopback port, and the same one again after a restart. */
async function rememberedPort(directory: string): Promise<number> {
  const file = join(directory, 'port');
  const known = Number(await readFile(file, 'utf8').catch(() => '0'));
  if (known > 0) return known;
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  await writeFile(file, String(port), { mode: 0o600 });
  return port;
}

const unlessExists = (error: Error & { code?: string }) => {
  if (error.code !== '42P04' && error.code !== '23505') throw error;
};

/** Less than one segment of the write-ahead log: the server can neither go on nor say so in its log. */
async function isFull(directory: string): Promise<boolean> {
  const { bavail, bsize } = await statfs(directory);
  return bavail * bsize < 16 * 2 ** 20;
}
