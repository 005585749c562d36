import type { Job } from 'bullmq';
import { openOnPostgres } from './backend-postgres.js';
import { openOnRedis } from './backend-redis.js';

/** Settings of a PostgreSQL connection that acts as the app's role, as `pg` takes them; sizes are the queue's own business. */
export type PostgresConnection = {
  readonly connectionString?: string | undefined;
  readonly options?: string | undefined;
};

/** Where wake-ups are kept: the one database by default, Redis where a firm has outgrown that. */
export type QueueBackend =
  | { readonly kind: 'postgres'; readonly connection: PostgresConnection }
  | { readonly kind: 'redis'; readonly url: string };

export const chooseBackend = (redisUrl: string | undefined, connection: PostgresConnection): QueueBackend =>
  redisUrl === undefined ? { kind: 'postgres', connection } : { kind: 'redis', url: redisUrl };

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

export const openBackend = (backend: QueueBackend, settings: BackendSettings): OpenBackend =>
  backend.kind === 'postgres' ? openOnPostgres(backend.connection, settings) : openOnRedis(backend.url, settings);
