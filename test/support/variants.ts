import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '#platform/embedded-postgres';
import type { Environment } from './bookward.js';
import { startEventStoreDbServer } from './eventstoredb-server/server.js';
import { startRedis, whyNoRedis } from './redis.js';

/** A way to run Bookward: the settings, and how to tidy up what they point at. */
type Variant = {
  readonly name: string;
  readonly open: () => Promise<{ readonly env: Environment; readonly close: () => Promise<void> }>;
};

const masterKey = Buffer.alloc(32, 7).toString('base64');

/** The embedded default, and each server that a larger firm would run. */
export const variants: readonly Variant[] = [
  { name: 'on the embedded default', open: async () => ({ env: {}, close: async () => undefined }) },
  {
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
  },
  {
    name: 'with EVENTSTORE_URL',
    open: async () => {
      const given = process.env['EVENTSTORE_TEST_URL'];
      const server = given === undefined ? await startEventStoreDbServer() : undefined;
      return { env: { EVENTSTORE_URL: server?.url ?? given ?? '' }, close: async () => server?.kill() };
    },
  },
  ...(whyNoRedis() === undefined
    ? [
        {
          name: 'with REDIS_URL',
          open: async () => {
            const redis = await startRedis();
            return { env: { REDIS_URL: redis.url }, close: () => redis.stop() };
          },
        },
      ]
    : []),
];
