import type { Job } from 'bullmq';

/** Settings of a PostgreSQL connection that acts as the app's role, as `pg` takes them; sizes are the queue's own business. */
export type PostgresConnection = {
  readonly connectionString?: string | undefined;
  readonly options?: string | undefined;
};

/** What the queue needs of BullMQ, the same on both backends. */
export type BullQueue = {
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
};
type Deduplication = { readonly id: string; readonly keepLastIfActive: true };

export type BackendSettings = {
  readonly queueName: string;
  readonly onError: (error: Error) => void;
};
