import { Queue, Worker } from 'bullmq';
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
