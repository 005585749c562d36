import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { keysMigrations } from '#event-store/keys-schema';
import type { Log } from '#event-store/log';
import { openLog } from '#event-store/open-log';
import { logMigrations } from '#event-store/postgres/migrations';
import { masterKeyOf } from '#platform/master-key';
import { createPool } from '#platform/postgres';
import { prepareReadModel } from '#read-model/checkpoints';
import { fill } from '#read-model/fill';
import { projections } from '#read-model/projections';
import { rebuild as rebuildTables } from '#read-model/rebuild';
import { withShadows } from '#read-model/shadows';
import { createTable, indexTable } from '#read-model/table-sql';
import type { TableDefinition } from '#read-model/table';
import { testServer } from '../support/postgres.js';
import { inTurns, median, medianRatio, rateOf } from './harness.js';
import type { Benchmark } from './harness.js';
import { appendYear } from './simulated-year.js';

const tables = projections.flatMap((projection) => projection.tables);

/** Filling every read model from a year's log beside COPY of the same rows and the same indexes, on one server. */
export const rebuild: Benchmark = {
  name: 'rebuild',
  run: async ({ rounds }) => {
    const server = await testServer([...logMigrations, ...keysMigrations]);
    const opened = await openLog({ databaseUrl: server.url, masterKey: masterKeyOf(randomBytes(32)) });
    const pool = createPool({ url: server.url, role: 'app', statementTimeoutMs: 0 });
    try {
      const { events } = await appendYear(opened.log);
      await prepareReadModel(pool, projections);
      const copies = await rowsOfAYear(pool, opened.log);
      const rows = copies.reduce((sum, copy) => sum + copy.rows, 0);
      const contestants = {
        rebuild: () => rateOf(() => fillAll(pool, opened.log, rows)),
        copy: () => rateOf(() => copyAll(pool, copies, rows)),
      };
      await inTurns(1, contestants);
      const rates = await inTurns(rounds, contestants);
      return {
        figures: {
          events,
          rows,
          'events/s': (median(rates.rebuild) * events) / rows,
          'rows/s': median(rates.rebuild),
          'rows/s by bare COPY and index': median(rates.copy),
        },
        bars: [{ name: 'against bare COPY and index', value: medianRatio(rates.rebuild, rates.copy), bar: 0.3 }],
      };
    } finally {
      await pool.end();
      await opened.close();
      await server.close();
    }
  },
};

type Copy = { readonly table: TableDefinition; readonly content: Buffer; readonly rows: number };

async function rowsOfAYear(pool: pg.Pool, log: Log): Promise<readonly Copy[]> {
  const client = await pool.connect();
  await pool.query(`update read.checkpoint set position = $1`, [await log.store.head()]);
  await rebuildTables(pool, log, projections, { verify: false });
  const copies: Copy[] = [];
  for (const table of tables) {
    const content = await buffer(client.query(copyTo(`copy read.${table.name} to stdout`)));
    const counted = await client.query<{ rows: string }>(`select count(*) as rows from read.${table.name}`);
    copies.push({ table, content, rows: Number(counted.rows[0]?.rows) });
  }
  client.release();
  return copies;
}

const fillAll = (pool: pg.Pool, log: Log, rows: number): Promise<number> =>
  withShadows(pool, projections, 'check', async (client) => {
    await fill(client, log, projections, { purpose: 'check', includes: () => true });
    return rows;
  });

async function copyAll(pool: pg.Pool, copies: readonly Copy[], rows: number): Promise<number> {
  const client = await pool.connect();
  for (const { table, content } of copies) {
    const name = `${table.name}__bare`;
    await createTable(client, table, name);
    await pipeline(Readable.from(content), client.query(copyFrom(`copy read.${name} from stdin`)));
    await indexTable(client, table, name);
  }
  for (const { table } of copies) await client.query(`drop table read.${table.name}__bare`);
  client.release();
  return rows;
}
