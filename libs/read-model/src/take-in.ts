import type pg from 'pg';
import type { EventType } from '#domain/events';
import type { EventSource } from './event-source.js';
import { project } from './project.js';
import type { Poison, Standing } from './project.js';
import type { ProjectedEvent } from './projection.js';

/** Told what happens to the read models; must not throw. */
export type ProjectionObserver = {
  /** Events of these types are in the tables now. */
  readonly committed: (types: ReadonlySet<EventType>) => void;
  /** `reason` names ids and codes, never what the event or a row holds. */
  readonly stopped: (projection: string, reason: string) => void;
};

export type ProjectionContext = {
  readonly pool: pg.Pool;
  readonly source: EventSource;
  readonly observer: ProjectionObserver;
};

export const batchEvents = 2_000;

/** Takes the events in; answers where each projection stands now, without those that stopped. */
export async function takeIn(
  context: ProjectionContext,
  standings: readonly Standing[],
  events: readonly ProjectedEvent[],
): Promise<readonly Standing[]> {
  const going: Standing[] = [];
  for (const { poison, ...standing } of await project(context.pool, standings, events)) {
    if (poison === undefined) going.push(standing);
    else {
      await stop(context, standing, poison);
    }
  }
  context.observer.committed(new Set(events.map(({ type }) => type)));
  return going;
}

/** Reads on from where one projection stands, to the end of the log or, if given, through a position. */
export async function catchUp(
  context: ProjectionContext,
  standing: Standing,
  signal: AbortSignal,
  through?: string,
): Promise<Standing | undefined> {
  let standings: readonly Standing[] = [standing];
  let events: ProjectedEvent[] = [];
  const from = standing.position === '' ? {} : { from: standing.position };
  for await (const event of context.source.readAll({ ...from, signal })) {
    if (through !== undefined && event.position > through) break;
    events.push(event);
    if (events.length < batchEvents) continue;
    standings = await takeIn(context, standings, events);
    if (standings.length === 0) return undefined;
    events = [];
  }
  signal.throwIfAborted();
  if (events.length > 0) standings = await takeIn(context, standings, events);
  return standings[0];
}

/** Says in the checkpoint, and to whoever watches, why a projection stands still. */
export async function stop(
  { pool, observer }: ProjectionContext,
  { projection, position }: Standing,
  poison: Poison,
): Promise<void> {
  const reason = reasonOf(poison);
  await pool.query('update read.checkpoint set stopped = $1 where projection = $2 and position = $3', [
    reason,
    projection.name,
    position,
  ]);
  observer.stopped(projection.name, reason);
}

function reasonOf({ event, error, isLastOfMany }: Poison): string {
  const place = `${event.type} ${event.id} (${event.stream}, revision ${event.revision})`;
  return `${isLastOfMany ? 'at or before ' : ''}${place}: ${errorName(error)}`;
}

/** A database's messages quote values; its codes do not. */
function errorName(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error';
  return 'code' in error ? `database error ${String(error.code)}` : `${error.name}: ${error.message}`;
}
