import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type pg from 'pg';
import { customerAssigned } from '#domain/customer/customer.events';
import { signInLinkUsed } from '#domain/account/account.events';
import { testReadModel } from '#test/support/read-model';
import type { TestReadModel } from '#test/support/read-model';
import { until } from '#test/support/until';
import { memoryLog, positionOf, recorded } from '#test/support/recorded-events';
import { watchCheckpoints } from './checkpoint-watch.js';
import { checkpointsOf, prepareReadModel } from './checkpoints.js';
import { Lane } from './lane.js';
import { becomeOwner } from './ownership.js';
import { project } from './project.js';
import type { Projection } from './projection.js';
import { rebuild } from './rebuild.js';
import { rowsOf } from './sql.js';
import { defineTable } from './table.js';

let readModel: TestReadModel;
beforeEach(async () => {
  readModel = await testReadModel();
});
afterEach(() => readModel.close());

const moved = (customerId: string, to = 'e-2') =>
  customerAssigned.of({ customerId, from: 'e-1', to, because: 'assignment' });
const many = (count: number) => recorded(Array.from({ length: count }, (_, n) => moved(`c-${n % 10}`)));

const owners = defineTable('owners', { columns: { customer_id: 'text', owner: 'text' }, key: ['customer_id'] });
const ownersProjection: Projection = {
  name: 'owners',
  version: 1,
  tables: [owners],
  on: { CustomerAssigned: ({ data }) => [owners.set({ customer_id: data.customerId }, { owner: data.to })] },
};
const moves = defineTable('moves', { columns: { customer_id: 'text', moves: 'integer' }, key: ['customer_id'] });
const movesProjection: Projection = {
  name: 'moves',
  version: 1,
  tables: [moves],
  on: { CustomerAssigned: ({ data }) => [moves.add({ customer_id: data.customerId }, { moves: 1 })] },
};
const both = [ownersProjection, movesProjection];

const movesOf = async (): Promise<Readonly<Record<string, number>>> => {
  const rows = await rowsOf<{ id: string; moves: number }>(
    readModel.pool,
    'select customer_id as id, moves from read.moves order by 1',
  );
  return Object.fromEntries(rows.map((row) => [row.id, row.moves]));
};
const tableAppears = async (name: string): Promise<void> => {
  const isThere = async () =>
    (
      await rowsOf<{ there: boolean }>(readModel.pool, `select to_regclass($1) is not null as there`, [`read.${name}`])
    )[0]?.there;
  while ((await isThere()) !== true) await new Promise((resolve) => setTimeout(resolve, 5));
};
const at = (n: number) => (checkpoint: { readonly position: string }) => checkpoint.position === positionOf(n);

describe('running projections', () => {
  it('follows the log from its beginning and as it grows', async () => {
    const log = memoryLog(many(3));
    await readModel.start(log, both);
    await readModel.until('moves', at(3));
    log.append(recorded([moved('c-0')], 4));
    await readModel.until('moves', at(4));
    expect(await movesOf()).toEqual({ 'c-0': 2, 'c-1': 1, 'c-2': 1 });
  });

  it('moves the checkpoint over events that concern no table, so that whoever waits for them is not kept', async () => {
    await readModel.start(memoryLog(recorded([signInLinkUsed.of({ accountId: 'a', linkId: 'l' })])), both);
    expect(await readModel.until('owners', at(1))).toMatchObject({ events: 1 });
  });

  it('counts every event once when two projectors run, one ends, and the other takes over', async () => {
    const log = memoryLog(many(20));
    const first = await readModel.start(log, both);
    const second = await readModel.start(log, both);
    await readModel.until('moves', at(20));
    for (let n = 21; n <= 60; n += 1) {
      log.append(recorded([moved('c-0')], n));
      await readModel.until('moves', at(n));
    }
    // Only one of them has worked: the other was never told that its checkpoint had been moved.
    expect([...first.failures, ...second.failures]).toEqual([]);
    await first.stop();
    log.append(recorded([moved('c-0')], 61));
    await readModel.until('moves', at(61));
    expect((await movesOf())['c-0']).toBe(43);
  });

  it('lets a new projection catch up beside the others and then follow with them', async () => {
    const log = memoryLog(many(3_000));
    const before = await readModel.start(log, [movesProjection]);
    await readModel.until('moves', at(3_000));
    await before.stop();
    await readModel.start(log, both);
    log.append(recorded([moved('c-0', 'e-9')], 3_001));
    await readModel.until('owners', at(3_001));
    await readModel.until('moves', at(3_001));
    expect(await rowsOf(readModel.pool, `select owner from read.owners where customer_id = 'c-0'`)).toEqual([
      { owner: 'e-9' },
    ]);
  });
});

describe('the right to project', () => {
  it('is kept by who says something now and then, and passes from who is frozen with its connection open', async () => {
    const { pool } = readModel;
    const inTime = AbortSignal.timeout(10_000);
    const frozen = await becomeOwner(pool, inTime, { silentForMs: 1_000, aliveEveryMs: 50 });
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    expect(frozen.lost.aborted).toBe(false);
    // Nothing of this process runs meanwhile, as if it were stopped.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_500);
    const next = await becomeOwner(pool, inTime);
    expect(frozen.lost.aborted).toBe(true);
    frozen.release();
    next.release();
  });

  it('is said once and no more to a server that is frozen', async () => {
    const { pool } = readModel;
    const spied = new Promise<jest.SpiedFunction<pg.PoolClient['query']>>((resolve) => {
      pool.once('acquire', (client) => resolve(jest.spyOn(client, 'query')));
    });
    const owner = await becomeOwner(pool, AbortSignal.timeout(10_000), { silentForMs: 5_000, aliveEveryMs: 20 });
    const here = 'select oid from pg_database where datname = current_database()';
    const [held] = await rowsOf(pool, `select pid from pg_locks where locktype = 'advisory' and database = (${here})`);
    process.kill(Number(held?.['pid']), 'SIGSTOP');
    const { mock } = await spied;
    const before = mock.calls.length;
    await new Promise((resolve) => setTimeout(resolve, 300));
    const said = mock.calls.length - before;
    process.kill(Number(held?.['pid']), 'SIGCONT');
    owner.release();
    expect(said).toBeLessThanOrEqual(1);
  });
});

describe('a lane', () => {
  it('takes along who joins from behind only after what it has passed already', async () => {
    const log = memoryLog(many(10));
    await prepareReadModel(readModel.pool, both);
    const observer = { committed: () => undefined, stopped: () => undefined };
    const context = { pool: readModel.pool, source: log, observer };
    const events = many(10);
    await project(readModel.pool, [{ projection: ownersProjection, position: '' }], events.slice(0, 8));
    await project(readModel.pool, [{ projection: movesProjection, position: '' }], events.slice(0, 3));
    const lane = new Lane(context, [{ projection: ownersProjection, position: positionOf(8) }], positionOf(8));
    lane.join({ projection: movesProjection, position: positionOf(3) });
    const stopping = new AbortController();
    const running = lane.run(stopping.signal);
    await readModel.until('moves', at(10));
    stopping.abort();
    await running;
    expect(Object.values(await movesOf())).toEqual(Array.from({ length: 10 }, () => 1));
  });
});

describe('an event that a projection cannot take in', () => {
  const failing: Projection = {
    ...movesProjection,
    on: {
      CustomerAssigned: ({ data }) => {
        if (data.to === 'e-bad') throw new RangeError('no such owner');
        return [moves.add({ customer_id: data.customerId }, { moves: 1 })];
      },
    },
  };
  const tooLarge: Projection = {
    ...movesProjection,
    on: {
      CustomerAssigned: ({ data }) => [
        moves.add({ customer_id: data.customerId }, { moves: data.to === 'e-bad' ? 2 ** 40 : 1 }),
      ],
    },
  };
  const log = () => memoryLog(recorded([moved('c-1'), moved('c-2'), moved('c-3', 'e-bad'), moved('c-4')]));

  it.each([
    ['its handler fails', failing, 'RangeError: no such owner'],
    ['the database refuses its rows', tooLarge, 'database error 22003'],
  ])('stops it before that event, visibly, and no other projection when %s', async (_, projection, why) => {
    const source = log();
    const projector = await readModel.start(source, [ownersProjection, projection]);
    await readModel.until('owners', at(4));
    const stopped = await readModel.until('moves', (checkpoint) => checkpoint.stopped !== null);
    expect(stopped).toMatchObject({ position: positionOf(2), events: 2 });
    expect(stopped.stopped).toBe(`CustomerAssigned 00000000-0000-7000-8000-000000000003 (stream, revision 3): ${why}`);
    source.append(recorded([moved('c-5')], 5));
    await readModel.until('owners', at(5));
    // Told after it was written: by the next batch it has been.
    expect(projector.stopped).toEqual([{ projection: 'moves', reason: stopped.stopped }]);
    expect(await readModel.until('moves', at(2))).toEqual(stopped);
    expect(await movesOf()).toEqual({ 'c-1': 1, 'c-2': 1 });
  });

  it('stops it also while its new tables are filled beside, at an event near the one, and no other', async () => {
    const first = await readModel.start(log(), [ownersProjection, movesProjection]);
    await readModel.until('moves', at(4));
    await first.stop();
    const projector = await readModel.start(log(), [
      { ...ownersProjection, version: 2 },
      { ...tooLarge, version: 2 },
    ]);
    await readModel.until('owners', ({ version }) => version === 2);
    const stopped = await readModel.until('moves', (checkpoint) => checkpoint.stopped !== null);
    // The tables of before still answer.
    expect(stopped).toMatchObject({ version: 1, position: positionOf(4) });
    expect(stopped.stopped).toBe(
      'at or before CustomerAssigned 00000000-0000-7000-8000-000000000004 (stream, revision 4): database error 22003',
    );
    expect(Object.keys(await movesOf())).toHaveLength(4);
    expect(projector.failures).toEqual([]);
  });

  it('is tried again as soon as a rebuild from outside has put its tables in order', async () => {
    const source = log();
    let isMended = false;
    const mendable: Projection = {
      ...movesProjection,
      on: {
        CustomerAssigned: (event) => {
          if (event.data.to === 'e-bad' && !isMended) throw new RangeError('no such owner');
          return [moves.add({ customer_id: event.data.customerId }, { moves: 1 })];
        },
      },
    };
    await readModel.start(source, [ownersProjection, mendable]);
    await readModel.until('moves', (checkpoint) => checkpoint.stopped !== null);
    isMended = true;
    await rebuild(readModel.pool, source, [mendable], { verify: false });
    await readModel.until('moves', at(4));
    source.append(recorded([moved('c-4')], 5));
    await readModel.until('moves', at(5));
    expect(await movesOf()).toEqual({ 'c-1': 1, 'c-2': 1, 'c-3': 1, 'c-4': 2 });
  });

  it('is tried again at the next start, when a better version may take it in', async () => {
    const source = log();
    const first = await readModel.start(source, [ownersProjection, failing]);
    await readModel.until('moves', (checkpoint) => checkpoint.stopped !== null);
    await first.stop();
    await readModel.start(source, both);
    expect(await readModel.until('moves', at(4))).toMatchObject({ stopped: null });
    expect(await movesOf()).toEqual({ 'c-1': 1, 'c-2': 1, 'c-3': 1, 'c-4': 1 });
  });
});

describe('a projection of another version', () => {
  const tables = defineTable('moves', { columns: { customer_id: 'text', times: 'bigint' }, key: ['customer_id'] });
  const next: Projection = {
    name: 'moves',
    version: 2,
    tables: [tables],
    on: { CustomerAssigned: ({ data }) => [tables.add({ customer_id: data.customerId }, { times: 10 })] },
  };

  it('fills its tables beside the old ones, which answer until the new ones take their place', async () => {
    const log = memoryLog(many(25));
    const before = await readModel.start(log, both);
    await readModel.until('moves', at(25));
    await before.stop();

    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const slow = {
      ...log,
      readAll: async function* (options: Parameters<typeof log.readAll>[0]) {
        yield* log.readAll({ ...options, limit: 20 });
        await held;
        yield* log.readAll({ from: positionOf(20) });
      },
    };
    await readModel.start(slow, [ownersProjection, next]);
    await tableAppears('moves__next');
    log.append(recorded([moved('c-0')], 26));
    await readModel.until('owners', at(26));
    expect((await movesOf())['c-0']).toBe(3);
    release();
    await readModel.until('moves', ({ version, position }) => version === 2 && position === positionOf(26));
    const rows = await rowsOf(
      readModel.pool,
      `select times from read.moves where customer_id in ('c-0', 'c-1') order by customer_id`,
    );
    expect(rows).toEqual([{ times: 40 }, { times: 30 }]);
  });

  it('is known by its tables too, should somebody forget to raise the number', async () => {
    const log = memoryLog(many(25));
    const before = await readModel.start(log, both);
    await readModel.until('moves', at(25));
    await before.stop();
    const [shape] = (await checkpointsOf(readModel.pool)).map((each) => each.shape);
    await readModel.start(log, [ownersProjection, { ...next, version: 1 }]);
    await readModel.until('moves', (checkpoint) => checkpoint.shape !== shape);
    expect(await rowsOf(readModel.pool, 'select sum(times)::bigint as times from read.moves')).toEqual([
      { times: 250 },
    ]);
  });
});

describe('waiting for a position', () => {
  it('answers as soon as every read model holds it, and says so when they do not in time', async () => {
    const log = memoryLog(many(1));
    await readModel.start(log, both);
    const watch = watchCheckpoints(readModel.pool);
    expect(await watch.waitFor(positionOf(1), 5_000)).toBe(true);
    expect(await watch.waitFor(positionOf(2), 50)).toBe(false);
    const waiting = watch.waitFor(positionOf(2), 5_000, ['moves']);
    const startedAt = performance.now();
    log.append(recorded([moved('c-0')], 2));
    expect(await waiting).toBe(true);
    expect(performance.now() - startedAt).toBeLessThan(1_000);
    await watch.close();
  });

  it('keeps no connection, however many waited at once and however soon it is closed', async () => {
    await readModel.start(memoryLog(many(1)), both);
    await readModel.until('moves', at(1));
    const { pool } = readModel;
    const held = () => pool.totalCount - pool.idleCount;
    const before = held();
    for (let n = 0; n < 5; n += 1) {
      const watch = watchCheckpoints(pool);
      await Promise.all([watch.waitFor('', 5_000), watch.waitFor('', 5_000), watch.waitFor('', 5_000)]);
      await watch.close();
    }
    await until(async () => held() === before);
  });
});
