import type { CreateEngine } from '#detection/engine';
import type { Log } from '#event-store/log';
import type { JobQueue } from '#jobs/open-queue';
import type { Clock } from '#platform/clock';
import { newId } from '#platform/ids';
import type { NewId } from '#platform/ids';
import type { Logger } from '#platform/logger';
import type { Metrics } from '#platform/metrics';
import type { SqlPool } from '#platform/postgres';
import { handlersOf } from './jobs.js';
import { openDue } from './jobs/due.js';
import { Scorer } from './score/scorer.js';
import { ScoringStore } from './score/scoring-store.js';
import { startSweeper } from './sweeper.js';

export type WorkerNeeds = {
  readonly log: Log;
  /** The one database, as the app; prepared with `scoringMigrations`, and read models on it. */
  readonly pool: SqlPool;
  readonly queue: Pick<JobQueue, 'work'>;
  readonly createEngine: CreateEngine;
  readonly logger: Logger;
  readonly metrics?: Pick<Metrics, 'scoreDuration'>;
  readonly clock: Clock;
  readonly newId?: NewId;
  /** Default 3 s. */
  readonly sweepEveryMs?: number;
};

/**
 * Scores the log and does what falls due: when woken, and every few seconds by itself. Any number of workers may run;
 * they do no harm to each other and each takes over from one that dies. Stop it before the queue is closed.
 */
export async function startWorker(needs: WorkerNeeds): Promise<{ stop(): Promise<void> }> {
  const { log, pool, createEngine, clock, sweepEveryMs = 3_000 } = needs;
  const logger = needs.logger.child({ part: 'worker' });
  const onError = (err: unknown) => logger.warn({ err }, 'the worker was interrupted and will try again');
  const scored = (seconds: number) => needs.metrics?.scoreDuration.observe(seconds);
  const scorer = new Scorer({ log, store: new ScoringStore(pool), createEngine, onError, scored });
  const runDue = openDue({ log, pool, clock, newId: needs.newId ?? newId, logger });
  const sweeper = startSweeper([() => scorer.sweep(), runDue], sweepEveryMs, onError);
  const stop = async (): Promise<void> => {
    await Promise.all([scorer.stop(), sweeper.stop()]);
  };
  await needs.queue.work(handlersOf(scorer, runDue)).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return { stop };
}
