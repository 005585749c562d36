import type pg from 'pg';
import { changesOf } from './projection.js';
import type { ProjectedEvent, Projection } from './projection.js';
import type { Queryable } from './sql.js';
import { createTable, indexTable, writeChanges } from './table-sql.js';

/**
 * Asks the queries of the screens about a moment of the past: the projections' tables as these events alone make them,
 * in the order given. Meant for the events of one thing; other tables are the live ones.
 */
export async function inThePast<T>(
  pool: pg.Pool,
  projections: readonly Projection[],
  events: readonly ProjectedEvent[],
  ask: (db: Queryable) => Promise<T>,
): Promise<T> {
  const tables = projections.flatMap((projection) => projection.tables);
  const client = await pool.connect();
  let broken = false;
  try {
    await client.query('begin');
    const past = asTemporary(
      client,
      tables.map(({ name }) => name),
    );
    const changes = projections.flatMap((projection) => events.flatMap((event) => changesOf(projection, event)));
    for (const table of tables) {
      await createTable(past, table);
      await indexTable(past, table);
      const own = changes.filter((change) => change.table === table.name);
      if (own.length > 0) await writeChanges(past, table, own);
    }
    return await ask(past);
  } finally {
    // Takes the temporary tables away.
    await client.query('rollback').catch(() => (broken = true));
    client.release(broken);
  }
}

/** The connection, but that statements about these tables are about temporary ones of the same names. */
function asTemporary(client: pg.PoolClient, names: readonly string[]): Queryable {
  const live = new RegExp(`\\bread\\.("?)(${names.join('|')})\\b`, 'g');
  const temporary = (text: string): string => text.replace(live, 'pg_temp.$1$2');
  return {
    query: (statement, values) =>
      client.query(
        typeof statement === 'string' ? temporary(statement) : { ...statement, text: temporary(statement.text) },
        values,
      ),
  };
}
