import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { resignationWithdrawn } from '#domain/employee/employee.events';
import { streams } from '#domain/streams';
import { createPool } from '#platform/postgres';
import { metadataBy, testLog } from '#test/support/log';
import { until } from '#test/support/until';
import { prepareReadModel } from './checkpoints.js';

describe('preparing the read models', () => {
  it('keeps nobody from writing to the log, however long it takes', async () => {
    const opened = await testLog();
    const pool = createPool({ url: opened.url, role: 'app' });
    await prepareReadModel(pool, []);
    const blocking = await pool.connect();
    await blocking.query('begin');
    await blocking.query('lock table read.checkpoint in access exclusive mode');
    const preparing = prepareReadModel(pool, []);
    const waiting = `select from pg_locks where relation = 'read.checkpoint'::regclass and not granted`;
    await until(async () => (await pool.query(waiting)).rows.length > 0);

    const event = resignationWithdrawn.of({ employeeId: 'e-1' }, { reason: 'stays' });
    const appending = opened.log.append(streams.employee('e-1'), 'none', [event], metadataBy('hr'));
    const answered = await Promise.race([appending, delay(2_000, 'nobody')]);
    await blocking.query('rollback');
    blocking.release();
    await Promise.all([preparing, appending]);
    await pool.end();
    await opened.close();
    expect(answered).toMatchObject({ revision: 0 });
  });
});
