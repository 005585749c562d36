import { setTimeout as delay } from 'node:timers/promises';
import { openBackend } from './backend.js';
import type { QueueBackend } from './backend.js';
import { mustReachRedis } from './backend-redis.js';
import type { BullWorker } from './bull.js';
import { jobNames, runJob } from './jobs.js';
import type { Handlers, JobName } from './jobs.js';
import { Waker } from './waker.js';

type QueueCounts = {
  readonly backend: QueueBackend['kind'];
  /** Wake-ups that no worker has taken up, those that wait for another attempt included. */
  readonly waiting: number;
  /** Of the last 100 that were given up. */
  readonly failed: number;
};

/** The queue of wake-ups. Losing all of it loses nothing: what is to be done stands in tables. */
export type JobQueue = {
  readonly backend: QueueBackend['kind'];
  /** A hint that there is work. Never waits and never fails; goes out as soon as the backend takes it. */
  wake(name: JobName): void;
  /** Starts the worker of this process; resolves once it listens. */
  work(handlers: Handlers): Promise<void>;
  /** @throws Error while the backend is away */
  counts(): Promise<QueueCounts>;
  /** Lets running handlers finish, for a bounded time. */
  close(): Promise<void>;
};

export type OpenQueueOptions = {
  readonly backend: QueueBackend;
  readonly onError: (error: unknown) => void;
  /** One wake-up of each name in this time, at most. */
  readonly wakeIntervalMs?: number;
  readonly random?: () => number;
  /** Queues of different names do not see each other. */
  readonly queueName?: string;
};

const closeTimeoutMs = 6_000;
const answerTimeoutMs = 2_000;

/** Opens the queue; on PostgreSQL its tables must be there (`migrateQueue`). @throws QueueUnavailable */
export async function openQueue(options: OpenQueueOptions): Promise<JobQueue> {
  const { backend, onError, wakeIntervalMs = 100, random = Math.random, queueName = 'bookward' } = options;
  if (backend.kind === 'redis') await mustReachRedis(backend.url);
  const opened = openBackend(backend, { queueName, onError });
  await opened.queue.waitUntilReady();

  const waker = (name: JobName) =>
    new Waker({
      // At most one wake-up of a name waits. One that comes while its job runs is kept, and runs after it: what the
      // running job has read by then may not hold what this one announces.
      add: async () => {
        await opened.queue.add(name, {}, { deduplication: { id: name, keepLastIfActive: true } });
      },
      intervalMs: wakeIntervalMs,
      onError,
      random,
    });
  const wakers = new Map(jobNames.map((name) => [name, waker(name)]));
  let worker: BullWorker | undefined;
  let closing: Promise<void> | undefined;
  const close = async () => {
    await Promise.all([...wakers.values()].map((each) => each.stop()));
    if (worker !== undefined) await closeWorker(worker);
    await opened.queue.close();
    await opened.close();
  };

  return {
    backend: backend.kind,
    wake: (name) => wakers.get(name)?.wake(),
    work: async (handlers) => {
      if (worker !== undefined) throw new Error('this process has a worker already');
      worker = opened.startWorker((job) => runJob(handlers, job.name, job.data));
      await worker.waitUntilReady();
    },
    counts: async () => {
      const counts = await Promise.race([opened.queue.getJobCounts('waiting', 'delayed', 'failed'), noAnswer()]);
      return {
        backend: backend.kind,
        waiting: (counts['waiting'] ?? 0) + (counts['delayed'] ?? 0),
        failed: counts['failed'] ?? 0,
      };
    },
    close: () => (closing ??= close()),
  };
}

/** A server that has stopped moving keeps its connections, and who asked it waiting. */
async function noAnswer(): Promise<never> {
  await delay(answerTimeoutMs, undefined, { ref: false });
  throw new Error('the queue does not answer');
}

async function closeWorker(worker: BullWorker): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(resolve, closeTimeoutMs, 'late');
  });
  const outcome = await Promise.race([worker.close(), late]);
  clearTimeout(timer);
  if (outcome === 'late') await worker.close(true);
}
