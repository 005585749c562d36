import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import type { BackendSettings, OpenBackend } from './bull.js';
import { queueOptions, workerOptions } from './bull-options.js';

/**
 * A server that was made a replica under its old address is left, and asked for anew with a pause: BullMQ 6.7 takes its
 * refusals for a passing fault, and its worker would answer each by asking at once, thousands of times a second.
 */
const leaveReplica = { reconnectOnError: (error: Error): boolean => error.message.startsWith('READONLY') };

export function openOnRedis(url: string, { queueName, onError }: BackendSettings): OpenBackend {
  // A producer fails at once while Redis is away, so that our own retry decides; a worker waits for it.
  const queue = new Queue<unknown>(queueName, {
    connection: { url, enableOfflineQueue: false, maxRetriesPerRequest: 1, ...leaveReplica },
    ...queueOptions,
  });
  queue.on('error', onError);
  return {
    queue,
    startWorker: (run) => {
      const worker = new Worker<unknown>(queueName, run, {
        connection: { url, maxRetriesPerRequest: null, ...leaveReplica },
        ...workerOptions,
      });
      worker.on('error', onError);
      return worker;
    },
    close: async () => undefined,
  };
}

const answerTimeoutMs = 5_000;

/** The queue cannot be had; `message` is one plain sentence that says what to do. */
class QueueUnavailable extends Error {
  override readonly name = 'QueueUnavailable';
}

/** Asked once at the start, where a queue would try again for ever. @throws QueueUnavailable */
export async function mustReachRedis(url: string): Promise<void> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: answerTimeoutMs,
    commandTimeout: answerTimeoutMs,
    enableReadyCheck: false,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  let reason: Error | undefined;
  redis.on('error', (error: Error) => (reason ??= error));
  try {
    await redis.connect();
    await redis.ping();
    // Not everybody may ask for it.
    const replication = await redis.info('replication').catch(() => '');
    if (replication.includes('role:slave')) throw new Error('it is a replica of another');
  } catch (error) {
    const { host } = new URL(url);
    const because = reason ?? error;
    throw new QueueUnavailable(
      `Redis at ${host} cannot be used (${because instanceof Error ? because.message : String(because)}); see that it runs, and that REDIS_URL is the address of one that may be written to.`,
      { cause: error },
    );
  } finally {
    redis.disconnect();
  }
}
