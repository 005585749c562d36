import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { accepts, freePort } from './ports.js';

export type TestRedis = {
  readonly url: string;
  /** Kills the server and starts another, empty one under its address; absent for a server that is not ours. */
  replace?(): Promise<void>;
  stop(): Promise<void>;
};

/** Undefined when a Redis server can be had: `REDIS_TEST_URL`, or `redis-server` on the path. */
export const whyNoRedis = (): string | undefined =>
  process.env['REDIS_TEST_URL'] === undefined && !isInstalled()
    ? 'since REDIS_TEST_URL is not set and redis-server is not installed'
    : undefined;

/** Undefined when one can be started that may be killed. */
export const whyNoOwnRedis = (): string | undefined =>
  isInstalled() ? undefined : 'since redis-server is not installed';

const isInstalled = (): boolean => spawnSync('redis-server', ['--version']).status === 0;

/** A Redis of the spec's own on a free port, or the one that `REDIS_TEST_URL` names. */
export async function startRedis(): Promise<TestRedis> {
  const given = process.env['REDIS_TEST_URL'];
  if (given !== undefined) return { url: given, stop: async () => undefined };
  const own = await startOwnRedis();
  return {
    ...own,
    replace: async () => {
      await own.kill();
      await own.start();
    },
  };
}

type OwnRedis = TestRedis & {
  kill(): Promise<void>;
  /** Another, empty one under the same address. */
  start(): Promise<void>;
};

export async function startOwnRedis(): Promise<OwnRedis> {
  const [port, directory] = await Promise.all([freePort(), mkdtemp(join(tmpdir(), 'bookward-test-redis-'))]);
  let running = await launch(port, directory);
  return {
    url: `redis://127.0.0.1:${port}`,
    kill: () => running.kill(),
    start: async () => {
      running = await launch(port, directory);
    },
    stop: async () => {
      await running.kill();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function launch(port: number, directory: string): Promise<{ kill(): Promise<void> }> {
  const address = ['--port', String(port), '--bind', '127.0.0.1', '--dir', directory];
  const server = spawn('redis-server', [...address, '--save', '', '--maxmemory-policy', 'noeviction'], {
    stdio: 'ignore',
  });
  const ended = new Promise<void>((resolve) => {
    server.once('exit', () => resolve());
  });
  while (!(await accepts(port))) {
    if (server.exitCode !== null) throw new Error('redis-server ended before it accepted a connection');
    await delay(10);
  }
  return {
    kill: async () => {
      server.kill('SIGKILL');
      await ended;
    },
  };
}
