import type pg from 'pg';
import { isOutage } from '#platform/postgres-outage';
import { inTransaction } from '#platform/postgres';
import { advance, FenceLost } from './checkpoints.js';
import type { Advance } from './checkpoints.js';
import { changesOf } from './projection.js';
import type { ProjectedEvent, Projection } from './projection.js';
import type { RowChange } from './row-change.js';
import { writeChanges } from './table-sql.js';
import type { TableDefinition } from './table.js';

/** A projection and the position up to which its tables stand. */
export type Standing = { readonly projection: Projection; readonly position: string };

/** The event that a projection cannot take in. */
export type Poison = {
  readonly event: ProjectedEvent;
  readonly error: unknown;
  /** Rows of many events were refused together: it is this one or one before it. */
  readonly isLastOfMany?: true;
};
export type Outcome = { readonly projection: Projection; readonly position: string; readonly poison?: Poison };

/**
 * Takes the events into the tables of every projection that has not seen them yet, all in one transaction with their
 * checkpoints. An event that one projection cannot take in leaves that one standing before it; the others go on.
 * @throws FenceLost, and what the database throws when it is away
 */
export async function project(
  pool: pg.Pool,
  standings: readonly Standing[],
  events: readonly ProjectedEvent[],
): Promise<readonly Outcome[]> {
  const steps = standings.map((standing) => stepOf(standing, events));
  try {
    await commit(pool, steps);
    return steps.map(outcomeOf);
  } catch (error) {
    if (!isDefect(error)) throw error;
  }
  const outcomes: Outcome[] = [];
  for (const standing of standings) outcomes.push(await isolate(pool, standing, events));
  return outcomes;
}

type Step = Outcome & {
  readonly changes: ReadonlyMap<TableDefinition, readonly RowChange[]>;
  readonly advance?: Advance;
};

function stepOf({ projection, position }: Standing, events: readonly ProjectedEvent[]): Step {
  const byName = new Map(projection.tables.map((table) => [table.name, table]));
  const changes = new Map<TableDefinition, RowChange[]>();
  let last: ProjectedEvent | undefined;
  let count = 0;
  const step = (poison?: Poison): Step => {
    if (last === undefined) return { projection, position, changes, ...(poison && { poison }) };
    const { position: to, recordedAt } = last;
    const { name, version } = projection;
    const moved = { projection: name, version, from: position, to, events: count, recordedAt };
    return { projection, position: to, changes, advance: moved, ...(poison && { poison }) };
  };
  for (const event of events) {
    if (event.position <= position) continue;
    try {
      for (const change of changesOf(projection, event)) collect(changes, byName.get(change.table), change);
    } catch (error) {
      return step({ event, error });
    }
    last = event;
    count += 1;
  }
  return step();
}

function collect(
  changes: Map<TableDefinition, RowChange[]>,
  table: TableDefinition | undefined,
  change: RowChange,
): void {
  if (table === undefined) throw new Error(`${change.table} is not a table of this projection`);
  const known = changes.get(table);
  if (known === undefined) changes.set(table, [change]);
  else known.push(change);
}

async function commit(pool: pg.Pool, steps: readonly Step[]): Promise<void> {
  const advances = steps.flatMap((step) => step.advance ?? []);
  if (advances.length === 0) return;
  await inTransaction(pool, async (client) => {
    await advance(client, advances);
    for (const step of steps) {
      for (const [table, changes] of step.changes) await writeChanges(client, table, changes);
    }
  });
}

/** One projection alone, and where the database refuses its rows, event by event around the one that it refuses. */
async function isolate(pool: pg.Pool, standing: Standing, events: readonly ProjectedEvent[]): Promise<Outcome> {
  const step = stepOf(standing, events);
  try {
    await commit(pool, [step]);
    return outcomeOf(step);
  } catch (error) {
    const [event] = events;
    if (!isDefect(error) || event === undefined) throw error;
    if (events.length === 1) return { ...standing, poison: { event, error } };
  }
  const half = Math.ceil(events.length / 2);
  const first = await isolate(pool, standing, events.slice(0, half));
  return first.poison === undefined ? isolate(pool, first, events.slice(half)) : first;
}

const outcomeOf = ({ projection, position, poison }: Step): Outcome => ({
  projection,
  position,
  ...(poison && { poison }),
});

/** What the same rows would meet again: neither an absent database nor a race that the next try settles. */
export function isDefect(error: unknown): boolean {
  if (error instanceof FenceLost || isOutage(error)) return false;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return !code.startsWith('40');
}
