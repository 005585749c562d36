import { createPostgresBackend, withBackend } from 'bullmq';
import type { BackendSettings, OpenBackend, PostgresConnection } from './bull.js';
import { queueOptions, workerOptions } from './bull-options.js';
import { queueSchema } from './migrate-queue.js';

const { Queue, Worker } = withBackend(createPostgresBackend);

/**
 * BullMQ builds its pools itself from these settings: its LISTEN connections then stand beside the pool. On a pool of
 * ours each worker would keep a client for ever, and a small pool would hang without a word.
 */
const withConnections = ({ connectionString, options, ...others }: PostgresConnection, max: number) => ({
  ...others,
  ...(connectionString !== undefined && { connectionString }),
  ...(options !== undefined && { options }),
  schema: queueSchema,
  max,
});
/** Adding is one statement; counting another. */
const producerConnections = 2;
/** A connection for each running job's lock and result, one to fetch, one to look for stalled jobs. */
const workerConnections = workerOptions.concurrency + 2;

export function openOnPostgres(connection: PostgresConnection, { queueName, onError }: BackendSettings): OpenBackend {
  const queue = new Queue<unknown>(queueName, {
    connection: withConnections(connection, producerConnections),
    ...queueOptions,
  });
  queue.on('error', onError);
  return {
    queue,
    startWorker: (run) => {
      const worker = new Worker<unknown>(queueName, run, {
        connection: withConnections(connection, workerConnections),
        ...workerOptions,
      });
      worker.on('error', onError);
      return worker;
    },
  };
}
