import { openPostgresEventStore } from '#event-store/postgres/postgres-event-store';
import { logMigrations } from '#event-store/postgres/migrations';
import { createPool } from '#platform/postgres';
import { testServer } from '../support/postgres.js';
import { bareTable, writeBare, writeToStore } from './append-workloads.js';
import type { Workload } from './append-workloads.js';
import { startEmmett } from './emmett-peer.js';
import { inTurns, median, medianRatio, rateOf } from './harness.js';
import type { Bar, Benchmark } from './harness.js';

const workloads: readonly { name: string; workload: Workload; bare: number; emmett: number }[] = [
  { name: 'single, sequential', workload: { appends: 1_000, writers: 1, batch: 1 }, bare: 0.8, emmett: 1.7 },
  { name: 'single, 32 concurrent', workload: { appends: 6_400, writers: 32, batch: 1 }, bare: 1.5, emmett: 3 },
  { name: 'batches of 100', workload: { appends: 100, writers: 1, batch: 100 }, bare: 0.8, emmett: 2 },
];

/** Appends through the port beside bare INSERTs of the same rows by `pg`, and beside Emmett, on one server. */
export const append: Benchmark = {
  name: 'append',
  run: async ({ rounds }) => {
    const server = await testServer(logMigrations);
    const { url } = server;
    const store = openPostgresEventStore({ url });
    const bare = createPool({ url, role: 'app', max: 32 });
    await bare.query(bareTable);
    const emmett = await startEmmett(url);
    const figures: Record<string, number> = {};
    const bars: Bar[] = [];
    try {
      for (const { name, workload, bare: bareBar, emmett: emmettBar } of workloads) {
        const contestants = {
          bare: () => rateOf(() => writeBare(bare, workload)),
          store: () => rateOf(() => writeToStore(store, workload)),
          emmett: () => emmett.run(workload),
        };
        await inTurns(1, contestants);
        const rates = await inTurns(rounds, contestants);
        figures[`${name}: events/s`] = median(rates.store);
        figures[`${name}: events/s by bare INSERT`] = median(rates.bare);
        figures[`${name}: events/s by Emmett`] = median(rates.emmett);
        bars.push({ name: `${name}, against bare INSERT`, value: medianRatio(rates.store, rates.bare), bar: bareBar });
        bars.push({ name: `${name}, against Emmett`, value: medianRatio(rates.store, rates.emmett), bar: emmettBar });
      }
      return { figures, bars };
    } finally {
      await emmett.stop();
      await Promise.all([store.close(), bare.end()]);
      await server.close();
    }
  },
};
