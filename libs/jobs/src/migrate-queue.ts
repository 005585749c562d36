import { runMigrations } from 'bullmq';

export const queueSchema = 'bullmq';

/** One session of the database that may create tables in schema `bullmq`: a client taken from a pool, not the pool. */
export type Session = Parameters<typeof runMigrations>[0];

/** Tables whose rows live for milliseconds. */
const busyTables = ['job', 'event', 'dedup', 'dedup_next'];

/** Creates or updates the queue's tables; safe to repeat and to run from several processes at once. */
export async function migrateQueue(session: Session): Promise<void> {
  await runMigrations(withoutSchemaCreation(session), queueSchema);
  for (const table of busyTables) {
    // Dead index entries slow the fetch of the next job four times and more: vacuum by count, not by share.
    await session.query(
      `alter table ${queueSchema}.${table} set (
         autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500,
         autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 1000, autovacuum_vacuum_cost_delay = 0)`,
    );
  }
}

/**
 * BullMQ asks for its schema to be created, which needs a right on the whole database even when the schema is there;
 * ours is made with the other schemas, before.
 */
const withoutSchemaCreation = (session: Session): Session => ({
  query: async (text, values) =>
    text.startsWith('CREATE SCHEMA IF NOT EXISTS') ? { rows: [] } : session.query(text, values),
});
