import { setMaxListeners } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { EventStoreDBClient } from '@eventstore/db-client';
import type { EventStore, StoredEvent } from '../event-store.js';
import { Appender } from './append.js';
import { asUnavailable } from './outage.js';
import { isPosition } from './positions.js';
import { readAll, readHead, readStream } from './reader.js';
import { subscribe } from './subscription.js';

const disposeTimeoutMs = 1_000;

/**
 * The log in EventStoreDB or KurrentDB, 23.10 or newer, under `esdb://`, `esdb+discover://` or `kurrentdb://`.
 * Open one a process: the client gives up the appends of all its instances when one of them fails.
 * An append that expects `any` or `exists` is recognised when repeated for as long as the server remembers its ids.
 */
export function openEventStoreDbEventStore({ url }: { readonly url: string }): EventStore {
  const client = EventStoreDBClient.connectionString(url.replace(/^kurrentdb(\+discover)?:/, 'esdb$1:'));
  const closing = new AbortController();
  // In an outage every append that waits for its next attempt listens; they leave by themselves.
  setMaxListeners(0, closing.signal);
  const appender = new Appender(client, closing.signal);
  return {
    kind: 'eventstoredb',
    append: (stream, expected, events) => appender.append(stream, expected, events),
    readStream: (stream, options) => withOutages(readStream(client, stream, options)),
    readAll: (options) => withOutages(readAll(client, options)),
    subscribe: (options) =>
      subscribe(client, { ...options, signal: AbortSignal.any([options.signal, closing.signal]) }),
    head: async () => {
      try {
        return await readHead(client, 'without system');
      } catch (error) {
        throw asUnavailable(error);
      }
    },
    isPosition,
    close: async () => {
      closing.abort();
      // It does not always come back, and by now nothing depends on it.
      await Promise.race([client.dispose(), delay(disposeTimeoutMs)]);
    },
  };
}

async function* withOutages(events: AsyncIterable<StoredEvent>): AsyncGenerator<StoredEvent> {
  try {
    yield* events;
  } catch (error) {
    throw asUnavailable(error);
  }
}
