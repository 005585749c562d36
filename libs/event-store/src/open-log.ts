import type { Clock } from '#platform/clock';
import type { MasterKey } from '#platform/master-key';
import { newId } from '#platform/ids';
import { createPool } from '#platform/postgres';
import { openAliases } from './aliases.js';
import type { Aliases } from './aliases.js';
import { completeErasures } from './erase.js';
import type { EventStore } from './event-store.js';
import { createLog } from './log.js';
import type { Log } from './log.js';
import { openPostgresEventStore } from './postgres/postgres-event-store.js';
import { openSubjectKeys } from './subject-keys.js';
import type { SubjectKeys } from './subject-keys.js';

export type LogSettings = {
  /** Holds keys and aliases, and the log too unless that is elsewhere. Prepared with `keysMigrations` and `logMigrations`. */
  readonly databaseUrl: string;
  /** The log stands in EventStoreDB (KurrentDB) instead. */
  readonly eventStoreUrl?: string;
  readonly masterKey: MasterKey;
  /** The clock behind `recordedAt`, for simulations and tests; default the server's. */
  readonly clock?: Clock;
  readonly retried?: Log['retried'];
};

/** The log and what belongs to it but must be erasable. */
export type OpenLog = {
  readonly log: Log;
  readonly keys: SubjectKeys;
  readonly aliases: Aliases;
  close(): Promise<void>;
};

/**
 * Opens the log where the settings say it is, and finishes erasures that a crash left half done.
 * @throws StoreUnavailable, or an Error in one sentence when keys and log do not belong to this master key
 */
export async function openLog(settings: LogSettings): Promise<OpenLog> {
  const { databaseUrl, masterKey } = settings;
  const store = await openStore(settings);
  const pool = createPool({ url: databaseUrl, role: 'app', max: 4, name: 'bookward keys' });
  const close = async () => {
    await store.close();
    await pool.end();
  };
  try {
    const keys = await openSubjectKeys(pool, masterKey);
    const aliases = openAliases(pool, masterKey);
    const log = createLog(store, keys, newId, settings.retried);
    await completeErasures({ log, keys, aliases });
    return { log, keys, aliases, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openStore({ databaseUrl, eventStoreUrl, clock }: LogSettings): Promise<EventStore> {
  if (eventStoreUrl === undefined) return openPostgresEventStore({ url: databaseUrl, ...(clock && { clock }) });
  // Its client takes a third of a second and some 25 MB to load, which the embedded default need not spend.
  const { openEventStoreDbEventStore } = await import('./eventstoredb/eventstoredb-event-store.js');
  return openEventStoreDbEventStore({ url: eventStoreUrl });
}
