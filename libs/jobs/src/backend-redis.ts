import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import type { BackendSettings, OpenBackend } from './bull.js';
import { queueOptions, workerOptions } from './bull-options.js';

export function openOnRedis(url: string, { queueName, onError }: BackendSettings): OpenBackend {
  // A producer fails at once while Redis is away, so that our own retry decides; a worker waits for it.
  const queue = new Queue<unknown>(queueName, {
    connection: { url, enableOfflineQueue: false, maxRetriesPerRequest: 1 },
    ...queueOptions,
  });
  queue.on('error', onError);
  return {
    queue,
    startWorker: (run) => {
      const worker = new Worker<unknown>(queueName, run, {
        connection: { url, maxRetriesPerRequest: null },
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
  } catch (error) {
    const { host } = new URL(url);
    const because = reason ?? error;
    throw new QueueUnavailable(
      `Redis at ${host} cannot be used (${because instanceof Error ? because.message : String(because)}); see that it runs, and that REDIS_URL is its address.`,
      { cause: error },
    );
  } finally {
    redis.disconnect();
  }
}
