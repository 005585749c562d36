import { openOnPostgres } from './backend-postgres.js';
import { openOnRedis } from './backend-redis.js';
import type { BackendSettings, OpenBackend } from './bull.js';

/** Where wake-ups are kept: the one database by default, Redis where a firm has outgrown that. */
export type QueueBackend = { readonly kind: 'postgres' | 'redis'; readonly url: string };

export const chooseBackend = (databaseUrl: string, redisUrl: string | undefined): QueueBackend =>
  redisUrl === undefined ? { kind: 'postgres', url: databaseUrl } : { kind: 'redis', url: redisUrl };

export const openBackend = (backend: QueueBackend, settings: BackendSettings): OpenBackend =>
  backend.kind === 'postgres' ? openOnPostgres(backend.url, settings) : openOnRedis(backend.url, settings);
