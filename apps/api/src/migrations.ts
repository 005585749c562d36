import type { Migration } from '#platform/postgres-migrations';
import { verificationMigrations } from './audit/verifications.js';
import { exportFileMigrations } from './exports/export-files.js';
import { idempotencyMigrations } from './http/idempotency.js';

/** The api's operational tables: answers to repeat and files to hand out, none of them facts. */
export const apiMigrations: readonly Migration[] = [
  ...idempotencyMigrations,
  ...exportFileMigrations,
  ...verificationMigrations,
];
