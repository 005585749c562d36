import { expect, it } from '@jest/globals';
import { logMigrations } from '#event-store/postgres/migrations';
import { createPool } from '#platform/postgres';
import { testDatabase } from '#test/support/postgres';
import { withShadows } from './shadows.js';

it('a table is filled beside the live one for as long as that takes, whatever a request may take', async () => {
  const database = await testDatabase(logMigrations);
  const pool = createPool({ url: database.url, role: 'app', statementTimeoutMs: 300 });
  const slept = await withShadows(pool, [], 'check', (client) => client.query('select pg_sleep(6)'));
  expect(slept.rowCount).toBe(1);
  await pool.end();
  await database.close();
});
