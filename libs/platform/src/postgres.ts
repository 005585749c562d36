import pg from 'pg';
import { isOutage } from './postgres-outage.js';

/** Who a connection acts as; `postgres-migrations.ts` says what each may do. */
export const roles = { owner: 'bookward_owner', migrator: 'bookward_migrator', app: 'bookward_app' } as const;
export type DatabaseRole = keyof typeof roles;

/** For those who pass a pool on and do not import the driver. */
export type SqlPool = pg.Pool;

export type PoolOptions = {
  readonly url: string;
  readonly role: DatabaseRole;
  /** Schemas in which unqualified names are looked up, first to last; default none but `pg_catalog`. */
  readonly searchPath?: readonly string[];
  readonly max?: number;
  /** A statement above it is ended by the server; default 30 s, 0 = never. */
  readonly statementTimeoutMs?: number;
  /** Shown in `pg_stat_activity`. */
  readonly name?: string;
  /** Settings of the session, by their PostgreSQL names. */
  readonly settings?: Readonly<Record<string, string>>;
};

const connectTimeoutMs = 5_000;

/** Settings of one connection that acts as `role`; for `pg.Pool`, `pg.Client` and the job queue alike. */
export function connectionConfig(options: PoolOptions): pg.PoolConfig {
  const {
    url,
    role,
    searchPath = [],
    max = 10,
    statementTimeoutMs = 30_000,
    name = 'bookward',
    settings = {},
  } = options;
  const session = { role: roles[role], search_path: searchPath.join(',') || 'pg_catalog', ...settings };
  return {
    connectionString: withoutOptions(url),
    options: Object.entries(session)
      .map(([key, value]) => `-c ${key}=${value.replaceAll(' ', '\\ ')}`)
      .join(' '),
    max,
    statement_timeout: statementTimeoutMs,
    // A server that no longer answers at all cannot end a statement: then the client does.
    ...(statementTimeoutMs > 0 ? { query_timeout: statementTimeoutMs + 5_000 } : {}),
    // An open transaction that nobody works on holds locks and keeps vacuum from cleaning.
    idle_in_transaction_session_timeout: 60_000,
    connectionTimeoutMillis: connectTimeoutMs,
    keepAlive: true,
    application_name: name,
  };
}

/** What an address says wins over the settings beside it, and must not undo the role. */
function withoutOptions(url: string): string {
  if (!url.includes('options=')) return url;
  const address = new URL(url);
  address.searchParams.delete('options');
  return address.href;
}

/** A pool whose idle connections may break without harm: the next query opens another. */
export function createPool(options: PoolOptions): pg.Pool {
  const pool = new pg.Pool(connectionConfig(options));
  // Without listeners the loss of a connection would end the process: an idle one tells the pool, one that somebody
  // holds tells nobody else. Who uses either sees it on the next query.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** Lends a connection beside the pool's, on which a statement may take as long as it takes. Its session ends with `work`. */
export async function onPatientConnection<T>(pool: pg.Pool, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ ...pool.options, statement_timeout: 0, query_timeout: 0 });
  // Who uses it sees the loss of the connection on the next query.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Runs `work` in one transaction; commits when it returns and rolls back when it throws. */
export async function inTransaction<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken = false;
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    // A server that does not answer would let a rollback wait as long again; closing the connection is one as well.
    broken = isOutage(error);
    if (!broken) await client.query('rollback').catch(() => (broken = true));
    throw error;
  } finally {
    client.release(broken);
  }
}
