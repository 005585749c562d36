import { randomBytes } from 'node:crypto';
import { Pool } from 'pg';
import type { QueryResult } from 'pg';
import type { Metadata } from '#domain/event';
import { keysMigrations } from '#event-store/keys-schema';
import { openLog } from '#event-store/open-log';
import type { LogSettings, OpenLog } from '#event-store/open-log';
import { logMigrations } from '#event-store/postgres/migrations';
import { masterKeyOf } from '#platform/master-key';
import type { MasterKey } from '#platform/master-key';
import { testDatabase } from './postgres.js';

export type TestLog = OpenLog & {
  readonly url: string;
  readonly masterKey: MasterKey;
  /** The same log as another process has it open: its own connections and caches. Closed with this one. */
  anotherProcess(): Promise<OpenLog>;
  /** Does to a table of the log or the keys what no role of ours may do and no trigger then stops. */
  tamper(table: 'log.event' | 'keys.subject', sql: string, values?: readonly unknown[]): Promise<QueryResult>;
};

/** An empty log on the embedded PostgreSQL, or on the EventStoreDB at an address; recorded by a clock, if given. */
export async function testLog(where: Pick<LogSettings, 'eventStoreUrl' | 'clock'> = {}): Promise<TestLog> {
  const database = await testDatabase([...logMigrations, ...keysMigrations]);
  const masterKey = masterKeyOf(randomBytes(32));
  const superuser = new Pool({ connectionString: database.url, max: 1 });
  const opened: OpenLog[] = [];
  const open = async () => {
    const log = await openLog({ databaseUrl: database.url, masterKey, ...where });
    opened.push(log);
    return log;
  };
  return {
    ...(await open()),
    url: database.url,
    masterKey,
    anotherProcess: open,
    tamper: async (table, sql, values = []) => {
      await superuser.query(`alter table ${table} disable trigger all`);
      try {
        return await superuser.query(sql, [...values]);
      } finally {
        await superuser.query(`alter table ${table} enable trigger all`);
      }
    },
    close: async () => {
      await Promise.all(opened.map((log) => log.close()));
      await superuser.end();
      await database.close();
    },
  };
}

export const metadataBy = (actor: string, occurredAt = '2026-03-02T09:14:05.123Z'): Metadata => ({
  occurredAt,
  actor,
  channel: 'api',
  trust: 'witnessed',
  correlationId: 'c1',
});
