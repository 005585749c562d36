import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type pg from 'pg';
import { serviceKeyIssued, serviceKeyRevoked } from '#domain/account/account.events';
import { subjectKeyDestroyed } from '#domain/subject/subject.events';
import { logMigrations } from '#event-store/postgres/migrations';
import { createPool } from '#platform/postgres';
import { aStory } from '#test/support/event-stories';
import { testDatabase } from '#test/support/postgres';
import type { TestDatabase } from '#test/support/postgres';
import { memoryLog, recorded } from '#test/support/recorded-events';
import type { RecordedEvent } from '#test/support/recorded-events';
import { readLater } from '#test/support/story-read';
import { checkpointsOf, FenceLost, prepareReadModel } from './checkpoints.js';
import { fill } from './fill.js';
import { isDefect, project } from './project.js';
import { projections } from './projections.js';
import { shadowName, withShadows } from './shadows.js';
import { fixFormats, hashTable } from './table-hash.js';

let database: TestDatabase;
let pool: pg.Pool;
beforeAll(async () => {
  database = await testDatabase(logMigrations);
  pool = createPool({ url: database.url, role: 'app' });
  await prepareReadModel(pool, projections);
});
afterAll(async () => {
  await pool.end();
  await database.close();
});

const tables = projections.flatMap((projection) => projection.tables);

async function empty(): Promise<void> {
  await pool.query(`truncate ${tables.map(({ name }) => `read.${name}`).join(', ')}`);
  await pool.query(`update read.checkpoint set position = '', events = 0, recorded_at = null, stopped = null`);
}

async function standings() {
  const positions = new Map((await checkpointsOf(pool)).map((each) => [each.projection, each.position]));
  return projections.map((projection) => ({ projection, position: positions.get(projection.name) ?? '' }));
}

/** By table, so that a difference names it. */
async function hashesOf(
  nameOf: (table: (typeof tables)[number]) => string = ({ name }) => name,
): Promise<Readonly<Record<string, string>>> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await fixFormats(client);
    const hashes: Record<string, string> = {};
    for (const table of tables) hashes[table.name] = (await hashTable(client, table, nameOf(table))).hash;
    await client.query('rollback');
    return hashes;
  } finally {
    client.release();
  }
}

/** As a projector would that reads from somewhere before its checkpoints, after each batch. */
async function projectInBatches(events: readonly RecordedEvent[], lengths: readonly number[], again: number) {
  let from = 0;
  for (const length of [...lengths, events.length]) {
    const batch = events.slice(Math.max(0, from - again), from + length);
    from += length;
    await project(pool, await standings(), batch);
  }
}

describe('projecting', () => {
  it('gives equal tables however the log is cut into batches and whatever prefix comes again', async () => {
    await fc.assert(
      fc.asyncProperty(
        aStory,
        fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 8 }),
        fc.integer({ min: 0, max: 20 }),
        async (story, lengths, again) => {
          const events = recorded(story);
          await empty();
          await project(pool, await standings(), events);
          const together = await hashesOf();
          await empty();
          await projectInBatches(events, lengths, again);
          expect(await hashesOf()).toEqual(together);
        },
      ),
      { numRuns: 25 },
    );
  }, 60_000);

  it('gives the same tables when they are filled anew, in memory or out of it', async () => {
    await fc.assert(
      fc.asyncProperty(aStory, fc.integer({ min: 1, max: 4 }), async (story, inMemory) => {
        const events = recorded(story);
        await empty();
        await project(pool, await standings(), events);
        const live = await hashesOf();
        const rebuilt = await withShadows(pool, projections, 'check', async (client) => {
          await fill(client, memoryLog(events), projections, {
            purpose: 'check',
            includes: () => true,
            limits: { valuesInMemory: inMemory, rowsAtOnce: inMemory, eventsBetweenFlushes: 3 },
          });
          return hashesOf((table) => shadowName(table, 'check'));
        });
        expect(rebuilt).toEqual(live);
      }),
      { numRuns: 10 },
    );
  }, 60_000);

  it('leaves of a person who is erased what a rebuild leaves, however late the projector read of them', async () => {
    await fc.assert(
      fc.asyncProperty(
        aStory,
        fc.subarray(['e-1', 'e-2', 'e-3', 'c-1', 'c-2', 'c-3', 'c-4'], { minLength: 4 }),
        fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 8 }),
        fc.integer({ min: 0, max: 20 }),
        async (story, erased, lengths, later) => {
          const erasures = erased.map((subjectId) => subjectKeyDestroyed.of({ subjectId }, { reason: 'asked for' }));
          const events = recorded([...story, ...erasures]);
          await empty();
          await project(pool, await standings(), await readLater(events, Infinity));
          const rebuilt = await hashesOf();
          await empty();
          await projectInBatches(await readLater(events, later), lengths, 0);
          expect(await hashesOf()).toEqual(rebuilt);
        },
      ),
      { numRuns: 15 },
    );
  }, 60_000);

  it('keeps an instant as it is, to the microsecond, when its row changes later', async () => {
    const key = { keyId: 'k-1', name: 'CRM', scopes: ['ingest:crm'], keyHash: 'hash' };
    const events = recorded([
      serviceKeyIssued.of({ ...key, historyUntil: '2026-03-01T00:00:00.123456Z' }),
      serviceKeyRevoked.of({ keyId: 'k-1' }),
    ]);
    await empty();
    await project(pool, await standings(), events);
    const together = await hashesOf();
    await empty();
    await projectInBatches(events, [1], 0);
    expect(await hashesOf()).toEqual(together);
  });

  it('gives the same tables when two projectors work at once', async () => {
    const [story] = fc.sample(aStory, { numRuns: 1, seed: 7 });
    const events = recorded(story ?? []);
    await empty();
    await project(pool, await standings(), events);
    const alone = await hashesOf();

    let lost = 0;
    const projector = async (length: number): Promise<void> => {
      for (let from = 0; from < events.length; from += length) {
        await project(pool, await standings(), events.slice(0, from + length)).catch((error: unknown) => {
          if (!(error instanceof FenceLost)) throw error;
          lost += 1;
          from -= length;
        });
      }
    };
    // Until they have met: it is a matter of chance.
    for (let turns = 0; lost === 0 && turns < 20; turns += 1) {
      await empty();
      await Promise.all([projector(3), projector(4)]);
      expect(await hashesOf()).toEqual(alone);
    }
    expect(lost).toBeGreaterThan(0);
  });

  it('refuses to write what is based on rows that another has changed since', async () => {
    await empty();
    const before = await standings();
    const events = recorded([]);
    await project(pool, before, events);
    const [story] = fc.sample(aStory, { numRuns: 1, seed: 11 });
    const first = recorded(story ?? []);
    await project(pool, before, first);
    const after = await hashesOf();
    await expect(project(pool, before, first)).rejects.toThrow(FenceLost);
    expect(await hashesOf()).toEqual(after);
  });

  it('refuses to write into tables of another version, which mean something else', async () => {
    await empty();
    const [story] = fc.sample(aStory, { numRuns: 1, seed: 11 });
    const older = (await standings()).map(({ projection, position }) => ({
      projection: { ...projection, version: projection.version - 1 },
      position,
    }));
    const before = await hashesOf();
    await expect(project(pool, older, recorded(story ?? []))).rejects.toThrow(FenceLost);
    expect(await hashesOf()).toEqual(before);
  });

  it('blames an event only for what it would meet again', () => {
    const failure = (code: string) => Object.assign(new Error('failed'), { code });
    expect(['40001', '40P01', '57P01'].map((code) => isDefect(failure(code)))).toEqual([false, false, false]);
    expect(isDefect(new FenceLost('moved'))).toBe(false);
    expect(['22003', '23502'].map((code) => isDefect(failure(code)))).toEqual([true, true]);
    expect(isDefect(new TypeError('no such field'))).toBe(true);
  });
});
