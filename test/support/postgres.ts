import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { sha256 } from '#platform/hash';
import { startEmbeddedPostgres } from '#platform/embedded-postgres';
import type { EmbeddedPostgres } from '#platform/embedded-postgres';
import { prepareDatabase } from '#platform/postgres-migrations';
import type { Migration } from '#platform/postgres-migrations';
import { mustEnd } from './told-to-stop.js';

export type TestDatabase = {
  /** Its superuser's; pools take the role they need. */
  readonly url: string;
  close(): Promise<void>;
};

/**
 * A fresh database with roles, schemas and the given migrations. All specs of one Jest worker share a server; its
 * folder is kept for the next run of this clone, since creating one costs half a second.
 */
export async function testDatabase(migrations: readonly Migration[] = []): Promise<TestDatabase> {
  const worker = process.env['JEST_WORKER_ID'] ?? '0';
  const clone = sha256(process.cwd()).slice(0, 8);
  const directory = join(tmpdir(), `bookward-test-postgres-${userInfo().username}-${clone}-${worker}`);
  const server = await startEmbeddedPostgres({ directory });
  mustEnd(() => server.stop());
  if (!server.adopted) await dropAbandoned(server.url);
  const name = `test_${process.pid}_${randomBytes(4).toString('hex')}`;
  await onServer(server.url, (client) => client.query(`create database ${name}`));
  const url = urlOf(server, name);
  await prepareDatabase(url, migrations);
  return {
    url,
    close: async () => {
      await onServer(server.url, (client) => client.query(`drop database ${name} with (force)`));
      await server.stop();
    },
  };
}

/** A server of the spec's own, for specs that kill or restart it. */
export async function testServer(
  migrations: readonly Migration[] = [],
): Promise<{ server: EmbeddedPostgres; url: string; directory: string; close(): Promise<void> }> {
  const parent = await mkdtemp(join(tmpdir(), 'bookward-test-'));
  mustEnd(() => rm(parent, { recursive: true, force: true }));
  const directory = join(parent, 'postgres');
  const server = await startEmbeddedPostgres({ directory });
  mustEnd(() => server.stop());
  await prepareDatabase(server.url, migrations);
  return {
    server,
    url: server.url,
    directory,
    close: async () => {
      await server.stop();
      await rm(parent, { recursive: true, force: true });
    },
  };
}

function urlOf(server: EmbeddedPostgres, database: string): string {
  const url = new URL(server.url);
  url.pathname = `/${database}`;
  return url.href;
}

async function onServer(url: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

/** Databases of specs whose process was killed before it could drop them. */
const dropAbandoned = (url: string) =>
  onServer(url, async (client) => {
    const found = await client.query<{ name: string }>(
      "select datname as name from pg_database where datname ~ '^test_'",
    );
    for (const { name } of found.rows) {
      if (!isRunning(Number(name.split('_')[1]))) await client.query(`drop database if exists ${name} with (force)`);
    }
  });

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
