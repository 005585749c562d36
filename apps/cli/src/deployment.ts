import { join } from 'node:path';
import type { Aliases } from '#event-store/aliases';
import { keysMigrations } from '#event-store/keys-schema';
import type { Log } from '#event-store/log';
import { StoreUnavailable } from '#event-store/event-store';
import { openLog } from '#event-store/open-log';
import { logMigrations } from '#event-store/postgres/migrations';
import { hasMasterKey } from '#event-store/subject-keys';
import type { SubjectKeys } from '#event-store/subject-keys';
import { chooseBackend } from '#jobs/backend';
import { migrateQueue } from '#jobs/migrate-queue';
import { openQueue } from '#jobs/open-queue';
import type { JobQueue } from '#jobs/open-queue';
import { systemClock } from '#platform/clock';
import type { Clock } from '#platform/clock';
import type { Config } from '#platform/config';
import { startEmbeddedPostgres } from '#platform/embedded-postgres';
import type { EmbeddedPostgres } from '#platform/embedded-postgres';
import { newId } from '#platform/ids';
import type { NewId } from '#platform/ids';
import type { Logger } from '#platform/logger';
import { loadMasterKey } from '#platform/master-key';
import type { MasterKey } from '#platform/master-key';
import { createMetrics } from '#platform/metrics';
import type { Metrics } from '#platform/metrics';
import { createPool } from '#platform/postgres';
import type { SqlPool } from '#platform/postgres';
import { removeTraces } from '#platform/postgres-traces';
import { prepareDatabase } from '#platform/postgres-migrations';
import { apiMigrations } from '#api/migrations';
import { scoringMigrations } from '#worker/score/scoring-store';
import { Failed } from './command.js';

/** Everything that a process of Bookward works with, opened once. */
export type Deployment = {
  readonly config: Config;
  readonly log: Log;
  readonly keys: SubjectKeys;
  readonly aliases: Aliases;
  readonly masterKey: MasterKey;
  /** Of read models and operational tables, as the app. */
  readonly pool: SqlPool;
  readonly openQueue: () => Promise<JobQueue>;
  /** Of rows that were changed or deleted in these tables; answers the tables that still have some. */
  readonly removeTraces: (tables: readonly string[]) => Promise<readonly string[]>;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly clock: Clock;
  readonly newId: NewId;
  close(): Promise<void>;
  /** Lets go of the embedded database at once, whatever still works on it. */
  letGo(): Promise<void>;
};

type Options = {
  readonly logger: Logger;
  /** Start the embedded PostgreSQL again whenever it is gone: for processes that stay. */
  readonly supervise: boolean;
  /** Aborted before all is open: the embedded database is let go of at once, and opening fails. */
  readonly signal?: AbortSignal;
};

/**
 * Opens the database (the embedded one unless `DATABASE_URL` names another), brings it up to date, and opens the log.
 * @throws Error in one plain sentence
 */
export async function openDeployment(config: Config, { logger, supervise, signal }: Options): Promise<Deployment> {
  const embedded = config.databaseUrl === undefined ? await startEmbedded(config, logger, signal) : undefined;
  const databaseUrl = embedded?.url ?? config.databaseUrl ?? '';
  if (supervise) embedded?.supervise();
  const closing: (() => Promise<unknown>)[] = embedded === undefined ? [] : [() => embedded.stop()];
  const close = async (): Promise<void> => {
    for (const step of closing.toReversed())
      await step().catch((err: unknown) => logger.warn({ err }, 'closing was not clean'));
  };
  const letGo = async (): Promise<void> => embedded?.stop();
  const onAbort = (): void => void letGo();
  signal?.addEventListener('abort', onAbort);
  try {
    await prepareDatabase(databaseUrl, [...logMigrations, ...keysMigrations, ...apiMigrations, ...scoringMigrations]);
    const masterKey = await loadMasterKey({ ...config, isFirstStart: async () => !(await hasMasterKey(databaseUrl)) });
    const metrics = createMetrics({ processMetrics: true });
    const opened = await openLog({
      databaseUrl,
      masterKey,
      retried: (because) => metrics.commandRetries.inc({ because }),
      ...(config.eventStoreUrl !== undefined && { eventStoreUrl: config.eventStoreUrl }),
    });
    closing.push(() => opened.close());
    if (config.eventStoreUrl !== undefined) await mustReach(opened.log, config.eventStoreUrl);
    const pool = createPool({ url: databaseUrl, role: 'app', max: 12, searchPath: ['read', 'ops'] });
    closing.push(() => pool.end());
    signal?.throwIfAborted();
    return {
      config,
      log: opened.log,
      keys: opened.keys,
      aliases: opened.aliases,
      masterKey,
      pool,
      openQueue: async () => {
        if (config.redisUrl === undefined) await prepareQueue(databaseUrl);
        const queue = await openQueue({
          backend: chooseBackend(databaseUrl, config.redisUrl),
          onError: (err) => logger.warn({ err }, 'the queue is away; work is found without it'),
        });
        closing.push(() => queue.close());
        return queue;
      },
      removeTraces: (tables) => removeTraces({ url: databaseUrl, isEmbedded: embedded !== undefined }, tables),
      logger,
      metrics,
      clock: systemClock,
      newId,
      close,
      letGo,
    };
  } catch (error) {
    await close();
    throw error;
  } finally {
    signal?.removeEventListener('abort', onAbort);
  }
}

/** The database has been reached by then; the log elsewhere is first asked for here. @throws Failed */
async function mustReach({ store }: Log, url: string): Promise<void> {
  try {
    await store.head();
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error;
    throw new Failed(
      `EventStoreDB at ${hostsOf(url)} cannot be reached; see that it runs, and that EVENTSTORE_URL is its address.`,
      { cause: error },
    );
  }
}

const startEmbedded = (config: Config, logger: Logger, signal?: AbortSignal): Promise<EmbeddedPostgres> =>
  startEmbeddedPostgres({
    directory: join(config.dataFolder, 'postgres'),
    signal,
    log: (message) => logger.warn({}, message),
  });

async function prepareQueue(databaseUrl: string): Promise<void> {
  const pool = createPool({
    url: databaseUrl,
    role: 'app',
    max: 1,
    searchPath: ['bullmq'],
    name: 'bookward queue set-up',
  });
  const client = await pool.connect();
  try {
    await migrateQueue(client);
  } finally {
    client.release();
    await pool.end();
  }
}

/** Every node that an address names, without who signs in there. */
const hostsOf = (url: string): string => /\/\/(?:[^@/?]*@)?([^/?]*)/.exec(url)?.[1] ?? '';
