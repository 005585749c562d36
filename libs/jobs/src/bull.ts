import type { Job } from 'bullmq';

/** What the queue needs of BullMQ, the same on both backends. */
type BullQueue = {
  add(name: string, data: unknown, options: { readonly deduplication: Deduplication }): Promise<unknown>;
  getJobCounts(...states: ('waiting' | 'delayed' | 'failed')[]): Promise<{ readonly [state: string]: number }>;
  waitUntilReady(): Promise<unknown>;
  close(): Promise<void>;
};
export type BullWorker = {
  waitUntilReady(): Promise<unknown>;
  close(force?: boolean): Promise<void>;
};
export type OpenBackend = {
  readonly queue: BullQueue;
  startWorker(run: (job: Job<unknown>) => Promise<void>): BullWorker;
  /** Once queue and worker are closed. */
  close(): Promise<void>;
};
type Deduplication = { readonly id: string; readonly keepLastIfActive: true };

export type BackendSettings = {
  readonly queueName: string;
  readonly onError: (error: Error) => void;
};
