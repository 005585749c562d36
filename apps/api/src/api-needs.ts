import type { Aliases } from '#event-store/aliases';
import type { Log } from '#event-store/log';
import type { SubjectKeys } from '#event-store/subject-keys';
import type { JobQueue } from '#jobs/open-queue';
import type { Clock } from '#platform/clock';
import type { Config } from '#platform/config';
import type { NewId } from '#platform/ids';
import type { Logger } from '#platform/logger';
import type { MasterKey } from '#platform/master-key';
import type { Metrics } from '#platform/metrics';
import type { SqlPool } from '#platform/postgres';

/** What the api is started with. */
export type ApiNeeds = {
  readonly config: Pick<Config, 'host' | 'port' | 'publicUrl' | 'rateLimitFactor' | 'metrics'>;
  readonly log: Log;
  readonly keys: SubjectKeys;
  readonly aliases: Aliases;
  readonly masterKey: MasterKey;
  /** Of read models and operational tables. */
  readonly pool: SqlPool;
  readonly queue: Pick<JobQueue, 'backend' | 'counts'>;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly clock: Clock;
  readonly newId: NewId;
  /** The built console; absent: the api serves no pages. */
  readonly consoleFolder?: string;
};
