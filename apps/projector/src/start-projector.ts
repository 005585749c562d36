import type { JobQueue } from '#jobs/open-queue';
import type { Logger } from '#platform/logger';
import type { SqlPool } from '#platform/postgres';
import { prepareReadModel } from '#read-model/checkpoints';
import type { EventSource } from '#read-model/event-source';
import { projections } from '#read-model/projections';
import { runProjections } from '#read-model/run-projections';
import type { ProjectionObserver } from '#read-model/take-in';
import { wokenBy } from './woken-by.js';

export type ProjectorNeeds = {
  readonly log: EventSource;
  readonly pool: SqlPool;
  readonly queue: Pick<JobQueue, 'wake'>;
  readonly logger: Logger;
};

/** Keeps every read model up to date, and wakes the jobs that a commit concerns. */
export async function startProjector(needs: ProjectorNeeds): Promise<{ stop(): Promise<void> }> {
  const { log, pool, logger } = needs;
  await prepareReadModel(pool, projections);
  return runProjections({
    pool,
    source: log,
    projections,
    observer: observerOf(needs),
    onFailure: (err) => logger.warn({ err }, 'projecting was interrupted and will be tried again'),
  });
}

function observerOf({ queue, logger }: ProjectorNeeds): ProjectionObserver {
  return {
    committed: (types) => wokenBy(types).forEach((job) => queue.wake(job)),
    stopped: (projection, reason) =>
      logger.error({ projection, reason }, 'a projection stopped before an event that it cannot take in'),
  };
}
