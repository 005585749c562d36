import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type pg from 'pg';
import { logMigrations } from '#event-store/postgres/migrations';
import { createPool } from '#platform/postgres';
import { aStory } from '#test/support/event-stories';
import { testDatabase } from '#test/support/postgres';
import type { TestDatabase } from '#test/support/postgres';
import { memoryLog, recorded } from '#test/support/recorded-events';
import type { RecordedEvent } from '#test/support/recorded-events';
import { checkpointsOf, FenceLost, prepareReadModel } from './checkpoints.js';
import { fill } from './fill.js';
import { project } from './project.js';
import { projections } from './projections.js';
import { shadowName, withShadows } from './shadows.js';
import { combined, fixFormats, hashTable } from './table-hash.js';

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

async function hashOfAll(nameOf: (table: (typeof tables)[number]) => string = ({ name }) => name): Promise<string> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await fixFormats(client);
    const hashes = [];
    for (const table of tables) hashes.push(await hashTable(client, table, nameOf(table)));
    await client.query('rollback');
    return combined(hashes).hash;
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
          const together = await hashOfAll();
          await empty();
          await projectInBatches(events, lengths, again);
          expect(await hashOfAll()).toBe(together);
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
        const live = await hashOfAll();
        const rebuilt = await withShadows(pool, projections, 'check', async (client) => {
          await fill(client, memoryLog(events), projections, {
            purpose: 'check',
            includes: () => true,
            limits: { valuesInMemory: inMemory, rowsAtOnce: inMemory, eventsBetweenFlushes: 3 },
          });
          return hashOfAll((table) => shadowName(table, 'check'));
        });
        expect(rebuilt).toBe(live);
      }),
      { numRuns: 10 },
    );
  }, 60_000);

  it('gives the same tables when two projectors work at once', async () => {
    const [story] = fc.sample(aStory, { numRuns: 1, seed: 7 });
    const events = recorded(story ?? []);
    await empty();
    await project(pool, await standings(), events);
    const alone = await hashOfAll();

    await empty();
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
    await Promise.all([projector(3), projector(4)]);
    expect(await hashOfAll()).toBe(alone);
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
    const after = await hashOfAll();
    await expect(project(pool, before, first)).rejects.toThrow(FenceLost);
    expect(await hashOfAll()).toBe(after);
  });
});
