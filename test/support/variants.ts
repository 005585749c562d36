import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '#platform/embedded-postgres';
import type { Environment } from './bookward.js';
import { apart } from './eventstoredb-log.js';
import { startEventStoreDbServer } from './eventstoredb-server/server.js';
import { startRedis, whyNoRedis } from './redis.js';

/** A way to run Bookward: the settings, and how to tidy up what they point at. */
type Variant = {
  readonly name: string;
  readonly open: () => Promise<{ readonly env: Environment; readonly close: () => Promise<void> }>;
};

const masterKey = Buffer.alloc(32, 7).toString('base64');

const embedded: Variant = {
  name: 'on the embedded default',
  open: async () => ({ env: {}, close: async () => undefined }),
};
const database: Variant = {
  name: 'with DATABASE_URL',
  open: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'bookward-managed-'));
    const server = await startEmbeddedPostgres({ directory: join(folder, 'postgres') });
    return {
      env: { DATABASE_URL: server.url, BOOKWARD_MASTER_KEY: masterKey },
      close: async () => {
        await server.stop();
        rmSync(folder, { recursive: true, force: true });
      },
    };
  },
};
const eventStore: Variant = {
  name: 'with EVENTSTORE_URL',
  open: async () => {
    const given = process.env['EVENTSTORE_TEST_URL'];
    const server = given === undefined ? await startEventStoreDbServer() : undefined;
    return { env: { EVENTSTORE_URL: server?.url ?? apart(given ?? '') }, close: async () => server?.kill() };
  },
};
const redis: Variant = {
  name: 'with REDIS_URL',
  open: async () => {
    const server = await startRedis();
    return { env: { REDIS_URL: server.url }, close: () => server.stop() };
  },
};
const both = (one: Variant, other: Variant): Variant => ({
  name: `${one.name}, ${other.name}`,
  open: async () => {
    const [first, second] = [await one.open(), await other.open()];
    return {
      env: { ...first.env, ...second.env },
      close: async () => {
        await second.close();
        await first.close();
      },
    };
  },
});

const hasRedis = whyNoRedis() === undefined;
const isLong = process.env['TRIALS'] === 'long';
/** The embedded default, and each server that a larger firm would run; every one by itself in the long form. */
export const variants: readonly Variant[] = [
  embedded,
  eventStore,
  ...(isLong || !hasRedis ? [database] : [both(database, redis)]),
  ...(isLong && hasRedis ? [redis] : []),
];
