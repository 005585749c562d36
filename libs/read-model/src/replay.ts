import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import type pg from 'pg';
import { erased } from '#domain/event';
import { withheld } from '#domain/secrets';
import { makeFolder } from '#platform/make-folder';
import type { EventSource } from './event-source.js';
import { fill } from './fill.js';
import type { Projection } from './projection.js';
import { refusePoison } from './rebuild.js';
import { shadowName, withShadows } from './shadows.js';
import { qualified, quoted, rowsOf } from './sql.js';
import type { TableDefinition } from './table.js';

export type Replayed = {
  readonly events: number;
  readonly asOf: string;
  /** Rows of each table. */
  readonly tables: Readonly<Record<string, number>>;
};

/**
 * Every read model as of an instant: events recorded at or before it, in log order. Writes `<table>.jsonl` into the
 * folder, rows in the order of their keys, for nobody else's eyes. Hashes of passwords, links and keys are withheld.
 */
export async function replayAsOf(
  pool: pg.Pool,
  source: EventSource,
  projections: readonly Projection[],
  options: { readonly asOf: Date; readonly folder: string; readonly signal?: AbortSignal },
): Promise<Replayed> {
  const asOf = options.asOf.toISOString();
  await makeFolder(options.folder, 0o700);
  return withShadows(pool, projections, 'past', async (client) => {
    const filled = await fill(client, source, projections, {
      purpose: 'past',
      includes: (event) => Date.parse(event.recordedAt) <= options.asOf.getTime(),
      ...(options.signal && { signal: options.signal }),
    });
    filled.forEach(refusePoison);
    const tables: Record<string, number> = {};
    for (const table of projections.flatMap((projection) => projection.tables)) {
      tables[table.name] = await writeOut(client, table, join(options.folder, `${table.name}.jsonl`));
    }
    return { events: Math.max(0, ...filled.map(({ events }) => events)), asOf, tables };
  });
}

const rowsAtOnce = 1_000;

/** A column as evidence shows it: of a secret only that it was there. */
const evidenceOf =
  ({ secrets }: TableDefinition) =>
  (column: string): string =>
    secrets.includes(column)
      ? `case when ${quoted(column)} <> '${erased}' then '${withheld}' else ${quoted(column)} end as ${quoted(column)}`
      : quoted(column);

async function writeOut(client: pg.ClientBase, table: TableDefinition, path: string): Promise<number> {
  const file = createWriteStream(path, { mode: 0o600 });
  const columns = Object.keys(table.columns).map(evidenceOf(table)).join(', ');
  const from = qualified(shadowName(table, 'past'));
  await client.query('begin');
  await client.query(
    `declare past no scroll cursor for select ${columns} from ${from} order by ${table.key.map(quoted).join(', ')}`,
  );
  let count = 0;
  for (;;) {
    const rows = await rowsOf(client, `fetch ${rowsAtOnce} from past`);
    if (rows.length === 0) break;
    count += rows.length;
    if (!file.write(rows.map((row) => `${JSON.stringify(row)}\n`).join(''))) await once(file, 'drain');
  }
  await client.query('commit');
  file.end();
  await finished(file);
  return count;
}
