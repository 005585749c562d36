import type pg from 'pg';
import { checkpointChannel, isCurrent, shapeOf } from './checkpoints.js';
import type { Checkpoint } from './checkpoints.js';
import type { EventSource } from './event-source.js';
import type { Filled } from './fill.js';
import { changesOf } from './projection.js';
import type { Projection } from './projection.js';
import { shadowName } from './shadows.js';
import { qualified, quoted, rowsOf } from './sql.js';
import { writeChanges } from './table-sql.js';

/**
 * Puts the filled tables in place of the live ones, in one transaction. Events that the live tables have taken in
 * meanwhile are added first, so that readers never go back in time.
 */
export async function swapIn(client: pg.ClientBase, source: EventSource, filled: Filled): Promise<Filled> {
  await client.query('begin');
  try {
    const live = await lockedCheckpoint(client, filled.projection);
    const standing = isCurrent(filled.projection, live) ? await topUp(client, source, filled, live.position) : filled;
    for (const table of filled.projection.tables) {
      await client.query(`drop table if exists ${qualified(table.name)}`);
      await client.query(`alter table ${qualified(shadowName(table, 'next'))} rename to ${quoted(table.name)}`);
    }
    const { projection, position, events, recordedAt } = standing;
    await client.query(
      `update read.checkpoint set version = $2, shape = $3, position = $4, events = $5, recorded_at = $6, stopped = null
       where projection = $1`,
      [projection.name, projection.version, shapeOf(projection), position, events, recordedAt],
    );
    await client.query('select pg_notify($1, $2)', [checkpointChannel, '']);
    await client.query('commit');
    return standing;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}

async function lockedCheckpoint(client: pg.ClientBase, { name }: Projection): Promise<Checkpoint> {
  const [live] = await rowsOf<Checkpoint>(
    client,
    `select projection, version, shape, position, events, recorded_at as "recordedAt", stopped
     from read.checkpoint where projection = $1 for update`,
    [name],
  );
  if (live === undefined) throw new Error(`projection ${name} has no checkpoint`);
  return live;
}

async function topUp(client: pg.ClientBase, source: EventSource, filled: Filled, through: string): Promise<Filled> {
  if (filled.position >= through) return filled;
  const tables = new Map(filled.projection.tables.map((table) => [table.name, table]));
  let standing = filled;
  for await (const event of source.readAll({ from: filled.position })) {
    if (event.position > through) break;
    for (const change of changesOf(filled.projection, event)) {
      const table = tables.get(change.table);
      if (table !== undefined) await writeChanges(client, table, [change], shadowName(table, 'next'));
    }
    standing = { ...standing, position: event.position, recordedAt: event.recordedAt, events: standing.events + 1 };
  }
  return standing;
}
