import { rowsOf } from '../sql.js';
import type { Queryable } from '../sql.js';
import { pageOf } from './page.js';
import type { Page, PageRequest } from './page.js';
import { Where } from './where.js';

/** Where an event stands: the envelope itself is read from the log. */
export type EventPlace = {
  readonly id: string;
  readonly position: string;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly recordedAt: string;
};

export type EventFilter = {
  readonly id?: string | undefined;
  readonly ids?: readonly string[] | undefined;
  readonly actor?: string | undefined;
  /** An employee or customer that the event is about. */
  readonly subject?: string | undefined;
  readonly type?: string | undefined;
  /** Any of these. */
  readonly types?: readonly string[] | undefined;
  readonly stream?: string | undefined;
  /** Recorded at or after, and at or before. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly asOf?: string | undefined;
  /** Nobody learns of scores, alerts and look-ups about themself. */
  readonly exceptAbout?: string | undefined;
};

const place = 'event_id as id, position, stream, revision, type, recorded_at as "recordedAt"';
const notAbout = `not (stream like any (array['risk-%', 'alert-%', 'audit-%']) and subjects @> array[$1]::text[])`;

/** In log order, or against it. Records of reading are left out unless they are what is asked for. */
export async function listEvents(
  db: Queryable,
  filter: EventFilter,
  order: 'asc' | 'desc',
  page: PageRequest,
): Promise<Page<EventPlace>> {
  const where = new Where()
    .ifGiven('event_id = $1', filter.id)
    .ifGiven('event_id = any($1)', filter.ids)
    .ifGiven('actor = $1', filter.actor)
    .ifGiven('subjects @> array[$1]::text[]', filter.subject)
    .ifGiven('type = $1', filter.type)
    .ifGiven('type = any($1)', filter.types)
    .ifGiven('stream = $1', filter.stream)
    .ifGiven('recorded_at >= $1', filter.from)
    .ifGiven('recorded_at <= $1', filter.to)
    .ifGiven('recorded_at <= $1', filter.asOf)
    .ifGiven(notAbout, filter.exceptAbout)
    .after(['position'], page.after, order);
  if (filter.type === undefined && filter.id === undefined && filter.ids === undefined)
    where.and('type <> $1', 'RecordsInspected');
  const rows = await rowsOf<EventPlace>(
    db,
    `select ${place} from read.event_index ${where.clause} order by position ${order} limit ${where.param(page.limit + 1)}`,
    where.values,
  );
  return pageOf(rows, page, ({ position }) => [position]);
}

/** Which of the ids are those of events that the log had when it was last projected. */
export async function eventsKnown(db: Queryable, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await rowsOf<{ id: string }>(
    db,
    'select event_id as id from read.event_index where event_id = any($1)',
    [ids],
  );
  return new Set(rows.map(({ id }) => id));
}

/** How many events the log had when it was last projected. */
export async function countEvents(db: Queryable): Promise<number> {
  const [row] = await rowsOf<{ events: number }>(db, 'select count(*)::int as events from read.event_index');
  return row?.events ?? 0;
}

/** Where these events stand, but for those that say of the reader what nobody learns of themself. */
export async function placesOf(
  db: Queryable,
  ids: readonly string[],
  exceptAbout: string | undefined,
): Promise<readonly EventPlace[]> {
  if (ids.length === 0) return [];
  const where = new Where().and('event_id = any($1)', ids).ifGiven(notAbout, exceptAbout);
  return rowsOf<EventPlace>(
    db,
    `select ${place} from read.event_index ${where.clause} order by position`,
    where.values,
  );
}
