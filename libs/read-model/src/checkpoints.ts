import { advisoryLocks } from '#platform/advisory-locks';
import { sha256 } from '#platform/hash';
import { inTransaction } from '#platform/postgres';
import type pg from 'pg';
import type { Projection } from './projection.js';
import { qualified, rowsOf } from './sql.js';
import type { Queryable } from './sql.js';
import { createTable, indexTable } from './table-sql.js';

/** How far a projection has come. */
export type Checkpoint = {
  readonly projection: string;
  readonly version: number;
  /** Hash of the tables' definitions: other tables are another version, whatever the number says. */
  readonly shape: string;
  /** Of the last event taken in; `''` = none. */
  readonly position: string;
  /** Events seen, whether they concerned the projection or not. */
  readonly events: number;
  /** When the last event taken in was recorded. */
  readonly recordedAt: string | null;
  /** Why it stands still: the event after `position` cannot be taken in. Names ids, never clear text. */
  readonly stopped: string | null;
};

/** Sent with the position in every transaction that moves a checkpoint. */
export const checkpointChannel = 'bookward_read';

/**
 * Creates what is missing: the checkpoints, and empty tables of new projections. Tables of an older version stay as
 * they are until the projector has filled and swapped in the new ones. Safe from several processes at once.
 */
export const prepareReadModel = (pool: pg.Pool, projections: readonly Projection[]): Promise<void> =>
  inTransaction(pool, async (client) => {
    await client.query('select pg_advisory_xact_lock($1)', [advisoryLocks.preparingReadModel]);
    await client.query(checkpointTable);
    const known = new Set((await checkpointsOf(client)).map(({ projection }) => projection));
    for (const projection of projections) {
      if (known.has(projection.name)) continue;
      for (const table of projection.tables) {
        await createTable(client, table);
        await indexTable(client, table);
      }
      await client.query('insert into read.checkpoint (projection, version, shape) values ($1, $2, $3)', [
        projection.name,
        projection.version,
        shapeOf(projection),
      ]);
    }
  });

const checkpointTable = `
create table if not exists ${qualified('checkpoint')} (
  projection text collate "C" primary key,
  version integer not null,
  shape text not null,
  position text collate "C" not null default '',
  events bigint not null default 0,
  recorded_at timestamptz,
  stopped text
)`;

export const shapeOf = (projection: Projection): string => sha256(JSON.stringify(projection.tables)).slice(0, 16);

/** True when the stored tables are the ones that this version of the projection writes. */
export const isCurrent = (projection: Projection, checkpoint: Checkpoint): boolean =>
  checkpoint.version === projection.version && checkpoint.shape === shapeOf(projection);

export const checkpointsOf = (db: Queryable): Promise<readonly Checkpoint[]> =>
  rowsOf<Checkpoint>(
    db,
    `select projection, version, shape, position, events, recorded_at as "recordedAt", stopped
     from read.checkpoint order by projection`,
  );

/** Another projector has moved a checkpoint: what was about to be written is based on rows of the past. */
export class FenceLost extends Error {
  override readonly name = 'FenceLost';
}

export type Advance = {
  readonly projection: string;
  readonly version: number;
  readonly from: string;
  readonly to: string;
  readonly events: number;
  readonly recordedAt: string;
};

/**
 * Moves checkpoints, holding them until the transaction ends; wakes those who wait for a position.
 * @throws FenceLost when one of them no longer stands at `from`
 */
export async function advance(db: Queryable, advances: readonly Advance[]): Promise<void> {
  const moved = await db.query(
    `update read.checkpoint c
     set position = a."to", events = c.events + a.events, recorded_at = a."recordedAt", stopped = null
     from json_to_recordset($1::json) as a
       (projection text, version int, "from" text, "to" text, events bigint, "recordedAt" timestamptz)
     where c.projection = a.projection and c.version = a.version and c.position = a."from"`,
    [JSON.stringify(advances)],
  );
  if (moved.rowCount !== advances.length) throw new FenceLost('a checkpoint was moved by another projector');
  await db.query('select pg_notify($1, $2)', [checkpointChannel, '']);
}
