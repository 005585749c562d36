import { setMaxListeners } from 'node:events';
import { connectionConfig, createPool } from '#platform/postgres';
import { isOutage } from '#platform/postgres-outage';
import { AppendTooLarge, maxAppendBytes, StoreUnavailable } from '../event-store.js';
import type { EventStore, EventToAppend, StoredEvent } from '../event-store.js';
import { writeGroup } from './append-group.js';
import type { SerialisedEvent } from './append-group.js';
import { AppendQueue } from './append-queue.js';
import { HeldConnection } from './held-connection.js';
import { readAll, readClock, readHead, readStream } from './reader.js';
import type { Pages } from './reader.js';
import { isNext, isPosition, positionOf } from './rows.js';
import { subscribe } from './subscription.js';
import { WakeUps } from './wake-ups.js';
import { untilEither } from '../until-either.js';

export type PostgresEventStoreOptions = {
  readonly url: string;
  /** The clock behind `recordedAt`, for simulations and tests; default the server's. */
  readonly clock?: () => Date;
  /** Connections for reading at most; one more writes and one listens. */
  readonly readers?: number;
};

/** No statistic may talk the planner out of the index whose order is the order asked for. */
const byIndex = { enable_seqscan: 'off', enable_bitmapscan: 'off', plan_cache_mode: 'force_generic_plan' };

/** The log in PostgreSQL. The database must have been prepared with `logMigrations`. */
export function openPostgresEventStore({ url, clock, readers = 4 }: PostgresEventStoreOptions): EventStore {
  const settings = { ...byIndex, timezone: 'UTC', default_transaction_isolation: 'read committed' };
  const writer = new HeldConnection(
    connectionConfig({ url, role: 'app', name: 'bookward log writer', settings, statementTimeoutMs: 10_000 }),
  );
  const reader = createPool({
    url,
    role: 'app',
    max: readers,
    name: 'bookward log reader',
    settings: { ...settings, enable_sort: 'off' },
  });
  const wakeUps = new WakeUps(connectionConfig({ url, role: 'app', name: 'bookward log listener' }));
  const queue = new AppendQueue(
    (group) => writer.use((connection) => writeGroup(connection, group, clock?.().toISOString() ?? null)),
    (error) => isOutage(error),
  );
  const closing = new AbortController();
  // Every subscription listens to it, and leaves by itself.
  setMaxListeners(0, closing.signal);

  return {
    kind: 'postgres',
    append: async (stream, expected, events) => {
      if (events.length === 0) throw new RangeError('an append holds at least one event');
      if (events.length > 1 && new Set(events.map((event) => event.id)).size < events.length)
        throw new RangeError('an event id occurs twice');
      const serialised = events.map(serialise);
      refuseTooLarge(serialised);
      return unavailableOr(() => queue.append({ stream, expected, events: serialised }));
    },
    readStream: (stream, options = {}) => eachEvent(readStream(reader, stream, options)),
    readAll: (options = {}) => eachEvent(readAll(reader, options), options.signal),
    subscribe: (options) =>
      untilEither(options.signal, closing.signal, (signal) => subscribe(reader, wakeUps, { ...options, signal })),
    head: () => unavailableOr(async () => positionOf(await readHead(reader))),
    now: () => unavailableOr(async () => clock?.() ?? (await readClock(reader))),
    isPosition,
    isNext,
    close: async () => {
      closing.abort();
      await queue.settled();
      await Promise.all([writer.close(), reader.end(), wakeUps.close()]);
    },
  };
}

const serialise = (event: EventToAppend): SerialisedEvent => ({
  id: event.id,
  type: event.type,
  data: JSON.stringify(event.data),
  personal: event.personal.length === 0 ? null : JSON.stringify(event.personal),
  metadata: JSON.stringify(event.metadata),
});

function refuseTooLarge(events: readonly SerialisedEvent[]): void {
  const bytes = events.reduce(
    (sum, event) =>
      sum + Buffer.byteLength(event.data) + Buffer.byteLength(event.personal ?? '') + Buffer.byteLength(event.metadata),
    0,
  );
  if (bytes > maxAppendBytes) throw new AppendTooLarge(bytes);
}

async function unavailableOr<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw asUnavailable(error);
  }
}

async function* eachEvent(pages: Pages, signal?: AbortSignal): AsyncGenerator<StoredEvent> {
  try {
    signal?.throwIfAborted();
    for await (const page of pages) {
      for (const event of page) {
        signal?.throwIfAborted();
        yield event;
      }
    }
  } catch (error) {
    throw asUnavailable(error);
  }
}

const asUnavailable = (error: unknown) =>
  isOutage(error) ? new StoreUnavailable('the log cannot be reached at the moment', { cause: error }) : error;
