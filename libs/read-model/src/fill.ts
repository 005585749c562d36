import type pg from 'pg';
import type { EventSource } from './event-source.js';
import { changesOf } from './projection.js';
import type { ProjectedEvent, Projection } from './projection.js';
import { isDefect } from './project.js';
import type { Poison } from './project.js';
import { shadowName } from './shadows.js';
import type { ShadowPurpose } from './shadows.js';
import { fillLimits, startFill } from './table-fill.js';
import type { FillLimits, TableFill } from './table-fill.js';

export type FillOptions = {
  readonly purpose: ShadowPurpose;
  /** False from the first event on that a projection's new tables are to leave out. */
  readonly includes: (event: ProjectedEvent, projection: Projection) => boolean;
  readonly signal?: AbortSignal;
  readonly limits?: FillLimits;
};

/** How far the new tables of a projection were filled. */
export type Filled = {
  readonly projection: Projection;
  /** Of the last event taken in; `''` = none. */
  readonly position: string;
  readonly recordedAt: string | null;
  readonly events: number;
  /** The event before which the filling stopped; the tables are then of no use. */
  readonly poison?: Poison;
};

type Filling = { -readonly [K in keyof Filled]: Filled[K] } & {
  readonly tables: ReadonlyMap<string, TableFill>;
  done: boolean;
};

/**
 * Fills new tables of the projections beside the live ones, reading the log once. Folding the next events and
 * writing the last rows go on at the same time.
 */
export async function fill(
  client: pg.ClientBase,
  source: EventSource,
  projections: readonly Projection[],
  options: FillOptions,
): Promise<readonly Filled[]> {
  const fillings: Filling[] = [];
  for (const projection of projections) fillings.push(await begin(client, projection, options));
  const { eventsBetweenFlushes } = options.limits ?? fillLimits;
  const write = oneAtATime();
  let read = 0;
  let last: ProjectedEvent | undefined;
  for await (const event of source.readAll(options.signal ? { signal: options.signal } : {})) {
    for (const filling of fillings) takeIn(filling, event, options);
    if (fillings.every(({ done }) => done)) break;
    read += 1;
    last = event;
    if (read % eventsBetweenFlushes === 0) {
      for (const filling of fillings) {
        for (const table of filling.tables.values())
          if (table.isFull()) await write(unlessPoisoned(filling, event, () => table.flush(client)));
      }
    }
  }
  options.signal?.throwIfAborted();
  for (const filling of fillings) {
    for (const table of filling.tables.values()) await write(unlessPoisoned(filling, last, () => table.finish(client)));
  }
  await write(async () => undefined);
  return fillings.map(filledOf);
}

/** Rows that the database refuses stop the filling of their projection, and no other. */
const unlessPoisoned =
  (filling: Filling, event: ProjectedEvent | undefined, work: () => Promise<void>) => async (): Promise<void> => {
    if (filling.poison !== undefined) return;
    try {
      await work();
    } catch (error) {
      if (event === undefined || !isDefect(error)) throw error;
      filling.poison = { event, error, isLastOfMany: true };
      filling.done = true;
    }
  };

async function begin(
  client: pg.ClientBase,
  projection: Projection,
  { purpose, limits = fillLimits }: FillOptions,
): Promise<Filling> {
  const tables = new Map<string, TableFill>();
  for (const table of projection.tables) {
    tables.set(table.name, await startFill(client, table, shadowName(table, purpose), limits));
  }
  return { projection, position: '', recordedAt: null, events: 0, tables, done: false };
}

function takeIn(filling: Filling, event: ProjectedEvent, { includes }: FillOptions): void {
  if (filling.done) return;
  if (!includes(event, filling.projection)) {
    filling.done = true;
    return;
  }
  try {
    for (const change of changesOf(filling.projection, event)) {
      const table = filling.tables.get(change.table);
      if (table === undefined) throw new Error(`${change.table} is not a table of this projection`);
      table.add(change);
    }
  } catch (error) {
    filling.poison = { event, error };
    filling.done = true;
    return;
  }
  filling.position = event.position;
  filling.recordedAt = event.recordedAt;
  filling.events += 1;
}

const filledOf = ({ projection, position, recordedAt, events, poison }: Filling): Filled => ({
  projection,
  position,
  recordedAt,
  events,
  ...(poison && { poison }),
});

/** Starts a piece of work when the one before is done, and returns without waiting for its own end. */
function oneAtATime(): (work: () => Promise<void>) => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  return async (work) => {
    await last;
    last = work();
    // Whoever comes next is told; until then it must not count as unhandled.
    last.catch(() => undefined);
  };
}
