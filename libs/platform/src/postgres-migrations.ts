import pg from 'pg';
import { advisoryLocks } from './advisory-locks.js';
import { roles } from './postgres.js';
import type { DatabaseRole } from './postgres.js';
import { isOutage } from './postgres-outage.js';

/** A step of the schema, applied once and in the order of the list. A released step is never edited or removed. */
export type Migration = {
  /** Stable and unique, e.g. `log/001-events`. */
  readonly id: string;
  /** Who owns what it creates. `owner` for the log and its functions, `migrator` for the rest. */
  readonly as: Exclude<DatabaseRole, 'app'>;
  readonly sql: string;
};

/** The server cannot be used as it is set up; `message` is one plain sentence that says what to do. */
class DatabaseSetupError extends Error {
  override readonly name = 'DatabaseSetupError';
  constructor(
    readonly code: 'database.pooler' | 'database.rights' | 'database.login' | 'database.unreachable',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/**
 * Brings a database up to date: roles, schemas, then the migrations it does not have. Safe to run from several
 * processes at once. A login that may only act as the app can start once everything is in place.
 * @throws DatabaseSetupError `database.unreachable`, `database.login`, `database.pooler` or `database.rights`
 */
export async function prepareDatabase(url: string, migrations: readonly Migration[]): Promise<void> {
  await refuseTransactionPooler(url).catch((error: unknown) => {
    throw inOneSentence(error, url);
  });
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  await client.connect().catch((error: unknown) => {
    throw inOneSentence(error, url);
  });
  try {
    if ((await missing(client, migrations)).length === 0) return;
    await client.query('select pg_advisory_lock($1)', [advisoryLocks.migrating]);
    await client.query(rolesAndSchemas);
    for (const migration of await missing(client, migrations)) await apply(client, migration);
  } catch (error) {
    if (!isLackOfRights(error)) throw error;
    throw new DatabaseSetupError(
      'database.rights',
      `The database needs changes that this login may not make (${error.message}); start once with a login that may create roles and schemas.`,
      { cause: error },
    );
  } finally {
    await client.end();
  }
}

async function missing(client: pg.Client, migrations: readonly Migration[]): Promise<readonly Migration[]> {
  const table = await client.query<{ found: boolean }>("select to_regclass('ops.migration') is not null as found");
  if (table.rows[0]?.found !== true) return migrations;
  const applied = await client.query<{ id: string }>('select id from ops.migration');
  const known = new Set(applied.rows.map((row) => row.id));
  return migrations.filter((migration) => !known.has(migration.id));
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  await client.query('begin');
  try {
    await client.query(`set local role ${roles[migration.as]}`);
    await client.query(migration.sql);
    await client.query(`set local role ${roles.migrator}`);
    await client.query('insert into ops.migration (id) values ($1)', [migration.id]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

/**
 * The owner holds the log and nobody works as the owner; the migrator changes the schema; the app, which is every
 * running process, reads and writes rows, builds read models, and may only add to the log.
 * Roles belong to the whole server, so two databases that start at once may both try to create them.
 */
const rolesAndSchemas = `
do $$
declare role_name text;
begin
  foreach role_name in array array['${roles.owner}', '${roles.migrator}', '${roles.app}'] loop
    if not exists (select from pg_roles where rolname = role_name) then
      begin
        execute format('create role %I nologin', role_name);
      exception when duplicate_object or unique_violation then null;
      end;
    end if;
    if not (select rolsuper from pg_roles where rolname = current_user) then
      execute format('grant %I to current_user', role_name);
    end if;
  end loop;
  if not pg_has_role('${roles.migrator}', '${roles.owner}', 'member') then
    grant ${roles.owner} to ${roles.migrator};
  end if;
end $$;
create schema if not exists log authorization ${roles.owner};
create schema if not exists keys authorization ${roles.migrator};
create schema if not exists read authorization ${roles.migrator};
create schema if not exists ops authorization ${roles.migrator};
create schema if not exists bullmq authorization ${roles.migrator};
grant usage on schema log, keys, ops to ${roles.app};
-- Projections build their tables beside the old ones and swap them; the queue creates its own.
grant usage, create on schema read, bullmq to ${roles.app};
alter default privileges for role ${roles.migrator} in schema keys, ops, read, bullmq
  grant select, insert, update, delete on tables to ${roles.app};
alter default privileges for role ${roles.migrator} in schema keys, ops, read, bullmq
  grant usage, select on sequences to ${roles.app};
set role ${roles.migrator};
create table if not exists ops.migration (id text primary key, applied_at timestamptz not null default clock_timestamp());
revoke insert, update, delete on ops.migration from ${roles.app};
reset role;
`;

/**
 * Locks, notifications and settings belong to a session, which a pooler in transaction mode does not keep: there,
 * two open connections are served by one backend in turn, or one connection by several.
 */
async function refuseTransactionPooler(url: string): Promise<void> {
  const clients = [0, 1].map(() => new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 }));
  const backends: Set<number>[] = [];
  try {
    for (const client of clients) {
      client.on('error', () => undefined);
      await client.connect();
    }
    for (let round = 0; round < 3; round++) {
      for (const [index, client] of clients.entries()) {
        const found = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
        (backends[index] ??= new Set()).add(found.rows[0]?.pid ?? 0);
      }
    }
  } finally {
    await Promise.allSettled(clients.map((client) => client.end()));
  }
  if (keepsSessions(backends)) return;
  throw new DatabaseSetupError(
    'database.pooler',
    'DATABASE_URL leads to a connection pooler in transaction mode (such as PgBouncer); give the address of the server itself, or a pooler in session mode.',
  );
}

/** One backend for each connection, and each its own. */
export const keepsSessions = (backendsOfConnections: readonly ReadonlySet<number>[]): boolean =>
  backendsOfConnections.every((backends) => backends.size === 1) &&
  new Set(backendsOfConnections.flatMap((backends) => [...backends])).size === backendsOfConnections.length;

function inOneSentence(error: unknown, url: string): unknown {
  if (!(error instanceof Error) || error instanceof DatabaseSetupError) return error;
  const { host } = new URL(url);
  const code = 'code' in error ? String(error.code) : error.message;
  if (isOutage(error))
    return new DatabaseSetupError(
      'database.unreachable',
      `The database at ${host} cannot be reached (${code}); see that it runs, and that DATABASE_URL is its address.`,
      { cause: error },
    );
  return refusedLogin.test(code)
    ? new DatabaseSetupError(
        'database.login',
        `The database at ${host} refuses this login (${error.message}); mend DATABASE_URL.`,
        { cause: error },
      )
    : error;
}

/** Invalid authorization, or no such database. */
const refusedLogin = /^(28...|3D000)$/;

const isLackOfRights = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && error.code === '42501';
