import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';

/** Rewriting keeps everybody else off a table; whoever asks waits behind it, so it does not insist for long. */
const lockWait = '2s';
const pauseMs = 500;
const tries = 20;
/** The SQL state of a lock that was not had in time. */
const lockNotAvailable = '55P03';

type Database = {
  readonly url: string;
  /** The whole server is ours: its statistics and its write-ahead log are cleaned as well. */
  readonly isEmbedded: boolean;
};

/**
 * Leaves no trace in the files of a database of rows that were changed or deleted in these tables: what a statement
 * replaces stays in the pages, readable to whoever has the files, until something happens to take its place.
 * Answers the tables that could not be cleaned: this login may not rewrite them, somebody used them or read as before
 * all the time, or the disk has no room for another copy.
 */
export async function removeTraces(
  { url, isEmbedded }: Database,
  tables: readonly string[],
): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000, application_name: 'bookward' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    if (!(await nobodyReadsAsBefore(client))) return tables;
    const left: string[] = [];
    await client.query(`set lock_timeout = '${lockWait}'`);
    for (const table of tables) if (!(await rewritten(client, table))) left.push(table);
    if (isEmbedded) {
      // It holds the most frequent values of every column.
      await rewritten(client, 'pg_catalog.pg_statistic');
      await endWriteAheadLog(client);
    }
    return left;
  } finally {
    await client.end();
  }
}

/**
 * Leaves no segment of the write-ahead log that tells of the past. Segments that lie ready to be written are old ones
 * under a new name, and hold what was written in them before: each is filled to its end.
 */
async function endWriteAheadLog(client: pg.Client): Promise<void> {
  await client.query('alter system set wal_recycle = off');
  try {
    await client.query('select pg_reload_conf()');
    const ready = await client.query(
      'select from pg_ls_waldir() where name >= pg_walfile_name(pg_current_wal_insert_lsn()) and length(name) = 24',
    );
    for (let filled = 0; filled < (ready.rowCount ?? 0); filled += 1) {
      // Of a segment in which nothing is written none is begun.
      await client.query("select pg_logical_emit_message(false, 'bookward', '')");
      await client.query('select pg_switch_wal()');
    }
    await client.query('checkpoint');
  } finally {
    // For every day, segments that are used again cost least.
    await client.query('alter system reset wal_recycle');
    await client.query('select pg_reload_conf()');
  }
}

/** Rows that somebody still sees are carried over. False where such a reader does not end. */
async function nobodyReadsAsBefore(client: pg.Client): Promise<boolean> {
  const begun = await client.query<{ now: string }>('select clock_timestamp()::text as now');
  for (let tried = 0; tried < tries; tried++) {
    const readers = await client.query(
      `select from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid() and backend_xmin is not null and xact_start < $1::timestamptz`,
      [begun.rows[0]?.now],
    );
    if (readers.rowCount === 0) return true;
    await delay(pauseMs);
  }
  return false;
}

async function rewritten(client: pg.Client, table: string): Promise<boolean> {
  let isAllowed = true;
  // Whoever has no right to is only warned.
  const heed = ({ severity }: { readonly severity?: string | undefined }): void => {
    if (severity === 'WARNING') isAllowed = false;
  };
  client.on('notice', heed);
  try {
    for (let tried = 0; tried < tries; tried++) {
      try {
        await client.query(`vacuum (full, analyze) ${table}`);
        return isAllowed;
      } catch (error) {
        if (!(error instanceof pg.DatabaseError)) throw error;
        if (error.code !== lockNotAvailable) return false;
        await delay(pauseMs);
      }
    }
    return false;
  } finally {
    client.off('notice', heed);
  }
}
