import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import type { Progress, Verification } from '#event-store/verify';
import { newId } from '#platform/ids';
import { createLogger } from '#platform/logger';
import { createPool } from '#platform/postgres';
import { eventually } from '#test/support/person';
import { testDatabase } from '#test/support/postgres';
import type { TestDatabase } from '#test/support/postgres';
import { verificationMigrations, Verifications } from './verifications.js';

let database: TestDatabase;
let pool: pg.Pool;
beforeAll(async () => {
  database = await testDatabase(verificationMigrations);
  pool = createPool({ url: database.url, role: 'app', searchPath: ['ops'] });
});
afterAll(async () => {
  await pool.end();
  await database.close();
});

const intact: Verification = {
  events: 12,
  streams: 3,
  ok: true,
  problems: [],
  head: 'h',
  sealedThrough: '9',
  unsealed: 3,
};
const verifying = (verify: (onProgress: (read: Progress) => void) => Promise<Verification>): Verifications =>
  new Verifications({ pool, verify, countEvents: () => Promise.resolve(20), newId, logger: createLogger('silent') });

describe('a verification in the background', () => {
  it('is running until its result is there, which every process can tell', async () => {
    let finish = (_: Verification): void => undefined;
    const here = verifying(() => new Promise((resolve) => (finish = resolve)));
    const id = await here.start('auditor-1');
    expect(await here.find(id)).toEqual({
      status: 'running',
      events: 0,
      streams: 0,
      expected: null,
      ok: null,
      problems: [],
      head: null,
    });
    finish(intact);
    const elsewhere = verifying(() => Promise.reject(new Error('not asked')));
    const done = await eventually(
      () => elsewhere.find(id),
      (state) => state?.status === 'done',
    );
    expect(done).toEqual({
      status: 'done',
      events: 12,
      streams: 3,
      expected: null,
      ok: true,
      problems: [],
      head: 'h',
    });
  });

  it('tells every process how far it has read', async () => {
    let finish = (_: Verification): void => undefined;
    const here = verifying((onProgress) => {
      onProgress({ events: 7, streams: 2 });
      return new Promise((resolve) => (finish = resolve));
    });
    const id = await here.start('auditor-1');
    const elsewhere = verifying(() => Promise.reject(new Error('not asked')));
    const running = await eventually(
      () => elsewhere.find(id),
      (state) => state?.events === 7,
    );
    expect(running).toMatchObject({ status: 'running', events: 7, streams: 2, expected: 20, ok: null });
    finish(intact);
  });

  it('waits for the one before it', async () => {
    const order: string[] = [];
    let round = 0;
    const here = verifying(async () => {
      const mine = (round += 1);
      order.push(`begin ${mine}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
      order.push(`end ${mine}`);
      return intact;
    });
    const ids = [await here.start('a'), await here.start('a')];
    await eventually(
      () => here.find(ids[1] ?? ''),
      (state) => state?.status === 'done',
    );
    expect(order).toEqual(['begin 1', 'end 1', 'begin 2', 'end 2']);
  });

  it('is running while it waits, however long the one before it takes', async () => {
    let finish = (_: Verification): void => undefined;
    const here = verifying(() => new Promise((resolve) => (finish = resolve)));
    const first = await here.start('a');
    const second = await here.start('a');
    await pool.query("update ops.verification set alive_at = now() - interval '31 seconds' where id = $1", [second]);
    const waiting = await eventually(
      () => here.find(second),
      (state) => state?.status === 'running',
    );
    expect(waiting).toMatchObject({ ok: null, problems: [] });
    for (const id of [first, second]) {
      finish(intact);
      await eventually(
        () => here.find(id),
        (state) => state?.status === 'done',
      );
    }
  });

  it('that cannot be carried out is not a good one', async () => {
    const here = verifying(() => Promise.reject(new Error('the log is away')));
    const id = await here.start('a');
    const done = await eventually(
      () => here.find(id),
      (state) => state?.status === 'done',
    );
    expect(done).toMatchObject({ ok: false, problems: [{ kind: 'verification.interrupted', where: id }] });
  });

  it('whose process died is over, and not a good one', async () => {
    const here = verifying(() => new Promise(() => undefined));
    const id = await here.start('a');
    await pool.query("update ops.verification set alive_at = now() - interval '31 seconds' where id = $1", [id]);
    expect(await here.find(id)).toMatchObject({ status: 'done', ok: false });
  });

  it('nobody started is not there', async () => {
    expect(await verifying(() => Promise.resolve(intact)).find('nothing')).toBeUndefined();
  });
});
