import { createPostgresBackend, withBackend } from 'bullmq';
import { createPool } from '#platform/postgres';
import type { SqlPool } from '#platform/postgres';
import { isOutage } from '#platform/postgres-outage';
import type { BackendSettings, OpenBackend } from './bull.js';
import { queueOptions, workerOptions } from './bull-options.js';
import { queueSchema } from './migrate-queue.js';

const { Queue, Worker } = withBackend(createPostgresBackend);

/**
 * A worker keeps one client for ever, to listen; with fewer than this beside it, it would hang without a word.
 * Connections are opened when they are needed: a process that only wakes others has one or two.
 */
const connections = 1 + workerOptions.concurrency + 10;

export function openOnPostgres(url: string, { queueName, onError }: BackendSettings): OpenBackend {
  const pool = createPool({ url, role: 'app', searchPath: [queueSchema], max: connections, name: 'bookward queue' });
  const connection = patient(pool);
  const queue = new Queue<unknown>(queueName, { connection, ...queueOptions });
  queue.on('error', onError);
  return {
    queue,
    startWorker: (run) => {
      const worker = new Worker<unknown>(queueName, run, { connection, ...workerOptions });
      worker.on('error', onError);
      return worker;
    },
    close: () => pool.end(),
  };
}

/**
 * BullMQ 6.7 waits before it tries again only after a refused connection. Every other sign of an absent server, such
 * as one that is starting, its worker would answer by asking anew at once, hundreds of times a second.
 */
const patient = (pool: SqlPool) => ({
  // BullMQ says what it expects of each row; `never` agrees with all of it.
  query: (text: string, values?: readonly unknown[]) =>
    asRefused(pool.query<never>(text, values === undefined ? undefined : [...values])),
  connect: () => asRefused(pool.connect()),
  end: () => pool.end(),
  on: (event: 'error', listener: (error: Error) => void) => pool.on(event, listener),
  removeAllListeners: (event?: string) => pool.removeAllListeners(event),
  options: { keepAlive: true },
});

async function asRefused<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!isOutage(error)) throw error;
    throw Object.assign(new Error('the database of the queue is away', { cause: error }), { code: 'ECONNREFUSED' });
  }
}
