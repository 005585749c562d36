import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Pool } from 'pg';
import { createPool } from '#platform/postgres';
import { testDatabase } from '#test/support/postgres';
import type { TestDatabase } from '#test/support/postgres';
import { exportFileMigrations, ExportFiles } from './export-files.js';

describe('files of exports', () => {
  let database: TestDatabase;
  let pool: Pool;
  let files: ExportFiles;
  beforeAll(async () => {
    database = await testDatabase(exportFileMigrations);
    pool = createPool({ url: database.url, role: 'app' });
    files = new ExportFiles(pool, randomBytes(32));
  });
  afterAll(async () => {
    await pool.end();
    await database.close();
  });

  it('come back as they were saved, and lie encrypted in between', async () => {
    await files.save('x-1', Buffer.from('first'), '2026-03-02T09:00:00Z');
    await files.save('x-1', Buffer.from('phone,5551234'), '2026-03-02T09:00:00Z');
    expect((await files.load('x-1'))?.toString()).toBe('phone,5551234');
    const stored = await pool.query<{ sealed: Buffer }>('select sealed from ops.export_file');
    expect(stored.rows[0]?.sealed.includes('5551234')).toBe(false);
  });

  it('cannot be passed off as the file of another export', async () => {
    await pool.query(
      "insert into ops.export_file select 'x-2', sealed, expires_at from ops.export_file where export_id = 'x-1'",
    );
    await expect(files.load('x-2')).rejects.toThrow();
  });

  it('are gone when their grant has ended', async () => {
    await files.save('x-3', Buffer.from('later'), '2026-03-02T10:00:00Z');
    await files.purge(new Date('2026-03-02T09:00:00Z'));
    expect(await files.load('x-1')).toBeUndefined();
    expect((await files.load('x-3'))?.toString()).toBe('later');
  });
});
