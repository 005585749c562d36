import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { SqlPool } from '#platform/postgres';
import { customerAssigned } from '#domain/customer/customer.events';
import { resignationDeclared } from '#domain/employee/employee.events';
import { logMigrations } from '#event-store/postgres/migrations';
import { createLogger } from '#platform/logger';
import { createPool } from '#platform/postgres';
import { watchCheckpoints } from '#read-model/checkpoint-watch';
import { testDatabase } from '#test/support/postgres';
import type { TestDatabase } from '#test/support/postgres';
import { memoryLog, positionOf, recorded } from '#test/support/recorded-events';
import { startProjector } from './start-projector.js';

let database: TestDatabase;
let pool: SqlPool;
beforeEach(async () => {
  database = await testDatabase(logMigrations);
  pool = createPool({ url: database.url, role: 'app' });
});
afterEach(async () => {
  await pool.end();
  await database.close();
});

describe('the projector', () => {
  it('wakes scoring once a resignation is in the read models', async () => {
    const woken: string[] = [];
    const projector = await startProjector({
      log: memoryLog(
        recorded([
          resignationDeclared.of({ employeeId: 'e-1', noticeOn: '2026-03-02', lastWorkingDay: '2026-04-30' }),
          customerAssigned.of({ customerId: 'c-1', from: 'e-1', to: 'e-2', because: 'hand_over' }),
        ]),
      ),
      pool,
      queue: { wake: (name) => void woken.push(name) },
      logger: createLogger('silent'),
    });
    const watch = watchCheckpoints(pool);
    expect(await watch.waitFor(positionOf(2), 10_000)).toBe(true);
    await watch.close();
    await projector.stop();
    expect(new Set(woken)).toEqual(new Set(['score']));
  });
});
