import Cursor from 'pg-cursor';
import type { EventStore } from '#event-store/event-store';
import { logMigrations } from '#event-store/postgres/migrations';
import { openPostgresEventStore } from '#event-store/postgres/postgres-event-store';
import { createPool } from '#platform/postgres';
import type { Pool } from 'pg';
import { testServer } from '../support/postgres.js';
import { writeToStore } from './append-workloads.js';
import { inTurns, median, medianRatio, rateOf } from './harness.js';
import type { Benchmark } from './harness.js';

const events = 200_000;
const cursorRows = 2_000;

/** The whole log through the port beside a cursor of `pg-cursor` over the same table, rows as `pg` makes them. */
export const replay: Benchmark = {
  name: 'replay',
  run: async ({ rounds }) => {
    const server = await testServer(logMigrations);
    const { url } = server;
    const store = openPostgresEventStore({ url });
    const pool = createPool({ url, role: 'app' });
    try {
      await writeToStore(store, { appends: events / 500, writers: 20, batch: 500 });
      const contestants = {
        cursor: () => rateOf(() => readByCursor(pool)),
        store: () => rateOf(() => readByStore(store)),
      };
      await inTurns(1, contestants);
      const rates = await inTurns(rounds, contestants);
      return {
        figures: {
          events,
          'events/s': median(rates.store),
          'events/s by a bare cursor': median(rates.cursor),
        },
        bars: [{ name: 'against a bare cursor', value: medianRatio(rates.store, rates.cursor), bar: 0.7 }],
      };
    } finally {
      await Promise.all([store.close(), pool.end()]);
      await server.close();
    }
  },
};

async function readByStore(store: EventStore): Promise<number> {
  let read = 0;
  for await (const event of store.readAll()) if (event.revision >= 0) read += 1;
  return complete(read);
}

async function readByCursor(pool: Pool): Promise<number> {
  const client = await pool.connect();
  const cursor = client.query(new Cursor<{ revision: number }>('select * from log.event order by position'));
  let read = 0;
  for (;;) {
    const rows = await cursor.read(cursorRows);
    if (rows.length === 0) break;
    for (const row of rows) if (row.revision >= 0) read += 1;
  }
  await cursor.close();
  client.release();
  return complete(read);
}

function complete(read: number): number {
  if (read !== events) throw new Error(`read ${read} of ${events} events`);
  return read;
}
