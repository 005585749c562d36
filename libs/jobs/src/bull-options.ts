import { jobNames } from './jobs.js';

/** What is kept of finished jobs: failures only, for the health page and whoever looks into them. */
export const queueOptions = {
  defaultJobOptions: {
    removeOnComplete: true,
    removeOnFail: { count: 100 },
    attempts: 3,
    backoff: { type: 'exponential', delay: 250 },
  },
  // Nobody reads BullMQ's own event list; its default of 10,000 rows is only work for the vacuum.
  streams: { events: { maxLen: 100 } },
} as const;

export const workerOptions = {
  // Deduplication leaves one active job a name, so this many suffice for no name to wait for another.
  concurrency: jobNames.length,
  // A job of a worker that was killed is taken over after these; the sweeper does not wait for it.
  lockDuration: 10_000,
  stalledInterval: 5_000,
  // Asks again soon after the backend was away; BullMQ's own 15 s would be the delay of an alert.
  runRetryDelay: 500,
  // Every handler is safe to run twice: being interrupted often is no reason to give up.
  maxStalledCount: 1_000,
} as const;
