import { spawn, spawnSync } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { accepts, freePort } from './ports.js';

/** Undefined when a PgBouncer can be had: `pgbouncer` on the path. */
export const whyNoPgBouncer = (): string | undefined =>
  spawnSync('pgbouncer', ['--version']).status === 0 ? undefined : 'since pgbouncer is not installed';

export type TestPgBouncer = {
  /** Leads through the pooler to the database it was started for. */
  readonly url: string;
  stop(): Promise<void>;
};

/** A connection pooler before a server that listens on a port. */
export async function startPgBouncer(serverUrl: string, mode: 'session' | 'transaction'): Promise<TestPgBouncer> {
  const server = new URL(serverUrl);
  const [port, folder] = await Promise.all([freePort(), mkdtemp(join(tmpdir(), 'bookward-test-pgbouncer-'))]);
  const settings = join(folder, 'pgbouncer.ini');
  const { username: user, password } = server;
  await writeFile(
    settings,
    [
      '[databases]',
      `* = host=${server.hostname} port=${server.port} user=${user} password=${password}`,
      '[pgbouncer]',
      `listen_addr = 127.0.0.1\nlisten_port = ${port}\nunix_socket_dir =\nauth_type = any\npool_mode = ${mode}`,
      'ignore_startup_parameters = extra_float_digits',
    ].join('\n'),
  );
  // As root it insists on becoming somebody else, who must be able to read this.
  await chmod(folder, 0o755);
  const asNobody = process.getuid?.() === 0 ? ['-u', 'nobody'] : [];
  const pooler = spawn('pgbouncer', ['-q', ...asNobody, settings], { stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => {
    pooler.once('exit', () => resolve());
  });
  while (!(await accepts(port))) {
    if (pooler.exitCode !== null) throw new Error('pgbouncer ended before it accepted a connection');
    await delay(10);
  }
  return {
    url: `postgres://${user}:${password}@127.0.0.1:${port}${server.pathname}`,
    stop: async () => {
      pooler.kill('SIGKILL');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
