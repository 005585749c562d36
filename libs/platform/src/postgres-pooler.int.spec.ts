import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { startPgBouncer, whyNoPgBouncer } from '#test/support/pgbouncer';
import { startEmbeddedPostgres } from './embedded-postgres.js';
import type { EmbeddedPostgres } from './embedded-postgres.js';
import { prepareDatabase } from './postgres-migrations.js';

const whyNot = whyNoPgBouncer();
if (whyNot === undefined) {
  describe('a database behind PgBouncer', () => {
    let folder: string;
    let server: EmbeddedPostgres;
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'bookward-test-'));
      // In so long a folder no socket fits, and the server listens on a port, as the pooler needs.
      server = await startEmbeddedPostgres({ directory: join(folder, 'a-folder-name-of-length'.repeat(5)) });
    }, 60_000);
    afterAll(async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    });

    const prepareThrough = async (mode: 'session' | 'transaction'): Promise<void> => {
      const pooler = await startPgBouncer(server.url, mode);
      try {
        await prepareDatabase(pooler.url, [{ id: 'a/001', as: 'migrator', sql: 'create table ops.note (n int)' }]);
      } finally {
        await pooler.stop();
      }
    };

    it('is refused in transaction mode, in one sentence that says what to do, with nothing written', async () => {
      await expect(prepareThrough('transaction')).rejects.toMatchObject({
        code: 'database.pooler',
        message: expect.stringMatching(
          /^DATABASE_URL leads to .*transaction mode.*; give the address of the server itself.*\.$/,
        ),
      });
      const client = new pg.Client({ connectionString: server.url });
      await client.connect();
      const found = await client.query("select to_regnamespace('ops') as schema");
      await client.end();
      expect(found.rows).toEqual([{ schema: null }]);
    });

    it('is as good as the server itself in session mode', async () => {
      await prepareThrough('session');
    });
  });
} else {
  process.stderr.write(`a database behind PgBouncer: skipped, ${whyNot}\n`);
}
