import type { JobQueue } from '#jobs/open-queue';
import type { Clock } from '#platform/clock';
import type { Logger } from '#platform/logger';
import type { Metrics } from '#platform/metrics';
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
  readonly metrics: Metrics;
  readonly clock: Clock;
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

function observerOf({ queue, logger, metrics, clock }: ProjectorNeeds): ProjectionObserver {
  return {
    committed: (types) => wokenBy(types).forEach((job) => queue.wake(job)),
    standsAt: (names, recordedAt) => {
      const seconds = recordedAt === null ? 0 : Math.max(0, clock().getTime() - Date.parse(recordedAt)) / 1_000;
      for (const projection of names) {
        metrics.projectionLag.set({ projection }, seconds);
        metrics.projectionStopped.set({ projection }, 0);
      }
    },
    stopped: (projection, reason) => {
      metrics.projectionStopped.set({ projection }, 1);
      logger.error({ projection, reason }, 'a projection stopped before an event that it cannot take in');
    },
  };
}
