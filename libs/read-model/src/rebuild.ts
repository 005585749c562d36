import type pg from 'pg';
import { onPatientConnection } from '#platform/postgres';
import { checkpointsOf, prepareReadModel } from './checkpoints.js';
import type { EventSource } from './event-source.js';
import { fill } from './fill.js';
import type { Filled } from './fill.js';
import type { Projection } from './projection.js';
import { shadowName, withShadows } from './shadows.js';
import type { ShadowPurpose } from './shadows.js';
import { rowsOf } from './sql.js';
import { combined, fixFormats, hashTable } from './table-hash.js';
import type { TableHash } from './table-hash.js';
import { swapIn } from './swap-in.js';

export type Rebuilt = {
  readonly name: string;
  readonly events: number;
  readonly rows: number;
  /** Of the rebuilt tables. */
  readonly hash: string;
  /** The live tables held the same rows at the same position. */
  readonly equal: boolean;
};

/**
 * Fills the projections' tables again from the log, to where the live ones stand, and compares; unless only to
 * verify, puts them in place of the live ones. Works beside a running projector.
 * @throws Error when an event cannot be taken in
 */
export async function rebuild(
  pool: pg.Pool,
  source: EventSource,
  projections: readonly Projection[],
  options: { readonly verify: boolean; readonly signal?: AbortSignal },
): Promise<readonly Rebuilt[]> {
  const purpose: ShadowPurpose = options.verify ? 'check' : 'next';
  // A command may come before the first projector.
  await prepareReadModel(pool, projections);
  return withShadows(pool, projections, purpose, async (client) => {
    const live = await liveTables(pool, projections);
    const filled = await fill(client, source, projections, {
      purpose,
      includes: (event, { name }) => event.position <= (live.get(name)?.position ?? ''),
      ...(options.signal && { signal: options.signal }),
    });
    const results: Rebuilt[] = [];
    for (const each of filled) {
      refusePoison(each);
      const { name } = each.projection;
      const { rows, hash } = await inFixedFormats(client, () => hashOf(client, each.projection, purpose));
      if (!options.verify) await swapIn(client, source, each);
      results.push({ name, events: each.events, rows, hash, equal: live.get(name)?.hash === hash });
    }
    return results;
  });
}

/** What an event holds is not what its projection can take. */
class PoisonEvent extends Error {
  override readonly name = 'PoisonEvent';
}

/** @throws PoisonEvent */
export function refusePoison({ projection, poison }: Filled): void {
  if (poison === undefined) return;
  const { type, id } = poison.event;
  const which = poison.isLastOfMany === true ? `an event up to ${type} ${id}` : `${type} ${id}`;
  throw new PoisonEvent(
    `projection ${projection.name} cannot take in ${which}; bookward verify tells whether it was altered`,
    {
      cause: poison.error,
    },
  );
}

type Live = { readonly position: string; readonly hash: string | null };

/** Where the live tables stand and what they hold, of one moment, while the projector goes on. */
const liveTables = (pool: pg.Pool, projections: readonly Projection[]): Promise<ReadonlyMap<string, Live>> =>
  onPatientConnection(pool, async (client) => {
    await client.query('begin transaction isolation level repeatable read, read only');
    await fixFormats(client);
    const positions = new Map((await checkpointsOf(client)).map((each) => [each.projection, each.position]));
    const live = new Map<string, Live>();
    for (const projection of projections) {
      const hash = (await isAsDefined(client, projection)) ? (await hashOf(client, projection)).hash : null;
      live.set(projection.name, { position: positions.get(projection.name) ?? '', hash });
    }
    return live;
  });

/** False for tables of an older version, or that somebody has dropped or altered. */
async function isAsDefined(client: pg.ClientBase, { tables }: Projection): Promise<boolean> {
  for (const { name, columns } of tables) {
    const found = await rowsOf<{ column: string }>(
      client,
      `select attname as "column" from pg_attribute
       where attrelid = to_regclass($1) and attnum > 0 and not attisdropped`,
      [`read.${name}`],
    );
    const names = new Set(found.map(({ column }) => column));
    if (!Object.keys(columns).every((column) => names.has(column))) return false;
  }
  return true;
}

async function hashOf(client: pg.ClientBase, { tables }: Projection, purpose?: ShadowPurpose): Promise<TableHash> {
  const hashes: TableHash[] = [];
  for (const table of tables) {
    hashes.push(await hashTable(client, table, purpose === undefined ? table.name : shadowName(table, purpose)));
  }
  return combined(hashes);
}

async function inFixedFormats<T>(client: pg.ClientBase, work: () => Promise<T>): Promise<T> {
  await client.query('begin');
  try {
    await fixFormats(client);
    return await work();
  } finally {
    // Nothing was written.
    await client.query('rollback');
  }
}
