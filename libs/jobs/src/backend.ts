import { openOnPostgres } from './backend-postgres.js';
import { openOnRedis } from './backend-redis.js';
import type { BackendSettings, OpenBackend, PostgresConnection } from './bull.js';

/** Where wake-ups are kept: the one database by default, Redis where a firm has outgrown that. */
export type QueueBackend =
  | { readonly kind: 'postgres'; readonly connection: PostgresConnection }
  | { readonly kind: 'redis'; readonly url: string };

export const chooseBackend = (redisUrl: string | undefined, connection: PostgresConnection): QueueBackend =>
  redisUrl === undefined ? { kind: 'postgres', connection } : { kind: 'redis', url: redisUrl };

export const openBackend = (backend: QueueBackend, settings: BackendSettings): OpenBackend =>
  backend.kind === 'postgres' ? openOnPostgres(backend.connection, settings) : openOnRedis(backend.url, settings);
