import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { exportRequested } from '#domain/export/export.events';
import { streams } from '#domain/streams';
import { createLogger } from '#platform/logger';
import { createPool } from '#platform/postgres';
import type { SqlPool } from '#platform/postgres';
import { hired } from '#test/support/hired';
import { metadataBy, testLog } from '#test/support/log';
import type { TestLog } from '#test/support/log';
import { catchUp } from './catch-up.js';

let log: TestLog;
let pool: SqlPool;
beforeAll(async () => {
  log = await testLog();
  pool = createPool({ url: log.url, role: 'app' });
});
afterAll(async () => {
  await pool.end();
  await log.close();
});

describe('catching up', () => {
  const caughtUp = () => catchUp({ pool, log: log.log, logger: createLogger('silent') });

  it('is done once every read model holds what the log holds', async () => {
    await log.log.append(streams.employee('e-1'), 'none', [hired('e-1')], metadataBy('hr'));
    expect(await caughtUp()).toBe(true);
    expect((await pool.query('select name from read.employees')).rows).toEqual([{ name: 'Ann Lee' }]);
  });

  it('is not done while one stands still: it may show what was to be erased', async () => {
    // More rows than the column of the read model holds.
    const unstorable = exportRequested.of(
      {
        exportId: 'x-1',
        requestedBy: 'e-1',
        requestedByAccount: 'account-1',
        filter: {},
        fields: ['contact.email'],
        format: 'csv',
        rows: 3_000_000_000,
        leftOut: 0,
        highestSensitivity: null,
        approvalId: 'a-1',
        setRoot: 'root',
        policyVersion: 1,
      },
      { purpose: 'a mailing', recipient: 'the printer' },
    );
    await log.log.append(streams.export('x-1'), 'none', [unstorable], metadataBy('account-1'));
    expect(await caughtUp()).toBe(false);
  });
});
