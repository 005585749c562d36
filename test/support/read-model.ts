import type pg from 'pg';
import { logMigrations } from '#event-store/postgres/migrations';
import { createPool } from '#platform/postgres';
import { checkpointsOf, prepareReadModel } from '#read-model/checkpoints';
import type { Checkpoint } from '#read-model/checkpoints';
import type { EventSource } from '#read-model/event-source';
import type { Projection } from '#read-model/projection';
import { project } from '#read-model/project';
import { projections } from '#read-model/projections';
import { runProjections } from '#read-model/run-projections';
import { testDatabase } from './postgres.js';
import type { RecordedEvent } from './recorded-events.js';

export type TestReadModel = {
  readonly pool: pg.Pool;
  /** Starts a projector, as a process of its own would. */
  start(source: EventSource, projections: readonly Projection[]): Promise<TestProjector>;
  /** Waits until the named projection's checkpoint is as wanted, 10 s at most. */
  until(projection: string, isWanted: (checkpoint: Checkpoint) => boolean): Promise<Checkpoint>;
  close(): Promise<void>;
};
/** Read models that hold what these events say. */
export async function readModelOf(
  events: readonly RecordedEvent[],
): Promise<{ readonly pool: pg.Pool; readonly close: () => Promise<void> }> {
  const database = await testDatabase(logMigrations);
  const pool = createPool({ url: database.url, role: 'app' });
  await prepareReadModel(pool, projections);
  const outcomes = await project(
    pool,
    projections.map((projection) => ({ projection, position: '' })),
    events,
  );
  for (const { poison } of outcomes) if (poison !== undefined) throw poison.error;
  return {
    pool,
    close: async () => {
      await pool.end();
      await database.close();
    },
  };
}

type TestProjector = {
  readonly stopped: readonly { readonly projection: string; readonly reason: string }[];
  readonly failures: readonly unknown[];
  stop(): Promise<void>;
};

/** An empty database for read models. */
export async function testReadModel(): Promise<TestReadModel> {
  const database = await testDatabase(logMigrations);
  const pool = createPool({ url: database.url, role: 'app', max: 12 });
  const running = new Set<TestProjector>();
  return {
    pool,
    start: async (source, projections) => {
      await prepareReadModel(pool, projections);
      const stopped: { projection: string; reason: string }[] = [];
      const failures: unknown[] = [];
      const run = runProjections({
        pool,
        source,
        projections,
        observer: {
          committed: () => undefined,
          stopped: (projection, reason) => void stopped.push({ projection, reason }),
        },
        onFailure: (error) => void failures.push(error),
      });
      const projector = { stopped, failures, stop: () => run.stop() };
      running.add(projector);
      return projector;
    },
    until: async (name, isWanted) => {
      const giveUpMs = performance.now() + 10_000;
      for (;;) {
        const found = (await checkpointsOf(pool)).find(({ projection }) => projection === name);
        if (found !== undefined && isWanted(found)) return found;
        if (performance.now() > giveUpMs) throw new Error(`waited in vain; ${name} stands at ${JSON.stringify(found)}`);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    },
    close: async () => {
      await Promise.all([...running].map((each) => each.stop()));
      await pool.end();
      await database.close();
    },
  };
}
