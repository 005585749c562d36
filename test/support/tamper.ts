import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '#platform/embedded-postgres';

/** Works on the database of a data folder from outside, as its superuser, with the server kept up for as long. */
export async function onDatabase<T>(data: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const server = await startEmbeddedPostgres({ directory: join(data, 'postgres') });
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
    await server.stop();
  }
}

/** Does to a table what no role of ours may do and its triggers would refuse. */
export const tamper = (data: string, table: string, sql: string): Promise<number> =>
  onDatabase(data, async (client) => {
    await client.query(`alter table ${table} disable trigger all`);
    const { rowCount } = await client.query(sql);
    await client.query(`alter table ${table} enable trigger all`);
    return rowCount ?? 0;
  });
