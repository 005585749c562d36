import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { createPool } from '#platform/postgres';
import { testDatabase, testServer } from '#test/support/postgres';
import { chooseBackend } from './backend.js';
import { migrateQueue } from './migrate-queue.js';
import { openQueue } from './open-queue.js';
import { startOwnRedis, startRedis, whyNoOwnRedis, whyNoRedis } from '#test/support/redis';
import type { TestRedis } from '#test/support/redis';
import { until } from '#test/support/until';
import { describeQueue } from './queue.contract.js';

// The roles and schemas come with the first migration, whatever it holds.
const schemas = [{ id: 'test/none', as: 'migrator', sql: 'select 1' }] as const;
const backendOf = (url: string) => chooseBackend(url, undefined);

async function migrate(url: string): Promise<void> {
  const pool = createPool({ url, role: 'migrator' });
  const client = await pool.connect();
  await migrateQueue(client);
  client.release();
  await pool.end();
}

describe('the queue on PostgreSQL', () => {
  let database: Awaited<ReturnType<typeof testDatabase>>;
  beforeAll(async () => {
    database = await testDatabase(schemas);
    await migrate(database.url);
  });
  afterAll(() => database.close());

  describeQueue(() => backendOf(database.url));

  it('is set up once, however many processes start at once', async () => {
    const fresh = await testDatabase(schemas);
    await Promise.all([migrate(fresh.url), migrate(fresh.url), migrate(fresh.url)]);
    const pool = createPool({ url: fresh.url, role: 'migrator' });
    const applied = await pool.query<{ n: number; versions: number }>(
      'select count(*)::int as n, count(distinct version)::int as versions from bullmq.migration',
    );
    const options = await pool.query<{ options: string[] }>(
      "select reloptions as options from pg_class where oid = 'bullmq.job'::regclass",
    );
    await pool.end();
    await fresh.close();
    expect(applied.rows[0]?.n).toBeGreaterThan(0);
    expect(applied.rows[0]?.n).toBe(applied.rows[0]?.versions);
    expect(options.rows[0]?.options).toContain('autovacuum_vacuum_threshold=500');
  });

  it('goes on after its tables were wiped under it', async () => {
    const queue = await openQueue({ backend: backendOf(database.url), queueName: 'wiped', onError: () => undefined });
    const pool = createPool({ url: database.url, role: 'app' });
    queue.wake('due');
    await until(async () => (await queue.counts()).waiting === 1);
    // The keys of deduplication stay behind on purpose: they must not swallow what comes next.
    await pool.query("delete from bullmq.job where queue = 'wiped'");
    let runs = 0;
    await queue.work({
      score: async () => undefined,
      due: async () => {
        runs += 1;
      },
    });
    queue.wake('due');
    await until(() => runs === 1);
    await queue.close();
    await pool.end();
  });

  it('takes up again by itself when the server was killed, and the wake-up of the meantime arrives', async () => {
    const own = await testServer(schemas);
    await migrate(own.url);
    const errors: unknown[] = [];
    const queue = await openQueue({ backend: backendOf(own.url), onError: (error) => errors.push(error) });
    let runs = 0;
    await queue.work({
      due: async () => undefined,
      score: async () => {
        runs += 1;
      },
    });
    own.server.supervise();
    process.kill(own.server.pid(), 'SIGKILL');
    await until(() => errors.length > 0);
    queue.wake('score');
    await until(() => runs > 0);
    // Who asks without a pause while the server starts is told hundreds of times.
    expect(errors.length).toBeLessThan(40);
    await queue.close();
    await own.close();
  }, 40_000);
});

const whyNot = whyNoRedis();
if (whyNot === undefined) {
  describe('the queue on Redis', () => {
    let redis: TestRedis;
    beforeAll(async () => {
      redis = await startRedis();
    });
    afterAll(() => redis.stop());

    describeQueue(() => ({ kind: 'redis', url: redis.url }));

    it('takes up again by itself when the server was killed and has forgotten everything', async () => {
      const queue = await openQueue({ backend: { kind: 'redis', url: redis.url }, onError: () => undefined });
      let runs = 0;
      await queue.work({
        due: async () => undefined,
        score: async () => {
          runs += 1;
        },
      });
      const back = redis.replace?.();
      queue.wake('score');
      await back;
      queue.wake('score');
      await until(() => runs > 0);
      await queue.close();
    });

    (whyNoOwnRedis() === undefined ? it : it.skip)(
      'asks a server that became a replica now and then, and takes up again once it may write',
      async () => {
        const own = await startOwnRedis();
        const [backend, errors] = [{ kind: 'redis', url: own.url } as const, new Array<unknown>()];
        const queue = await openQueue({ backend, onError: (error) => errors.push(error) });
        const client = new Redis(own.url);
        await client.replicaof('127.0.0.1', 1);
        let runs = 0;
        const score = async (): Promise<void> => void (runs += 1);
        await queue.work({ due: async () => undefined, score });
        queue.wake('score');
        await delay(2_000);
        expect(errors.length).toBeLessThan(40);
        await expect(openQueue({ backend, onError: () => undefined })).rejects.toThrow(/replica.*REDIS_URL/);
        await client.replicaof('NO', 'ONE');
        await until(() => runs > 0);
        await Promise.all([client.quit(), queue.close()]);
        await own.stop();
      },
      20_000,
    );

    it('says in time that it cannot tell how much waits, when the server answers nothing', async () => {
      const queue = await openQueue({ backend: { kind: 'redis', url: redis.url }, onError: () => undefined });
      const client = new Redis(redis.url);
      await client.client('PAUSE', 3_000, 'ALL');
      await expect(queue.counts()).rejects.toThrow('does not answer');
      await Promise.all([client.quit(), queue.close()]);
    });
  });
} else {
  process.stderr.write(`the queue on Redis: skipped, ${whyNot}\n`);
}
