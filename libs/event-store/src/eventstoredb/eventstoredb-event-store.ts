import { setMaxListeners } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { EventStoreDBClient } from '@eventstore/db-client';
import type { EventFilter, EventStore, StoredEvent } from '../event-store.js';
import { Appender } from './append.js';
import { asUnavailable } from './outage.js';
import { isPosition } from './positions.js';
import { OwnHead } from './own-head.js';
import { readAll, readStream } from './reader.js';
import { splitAddress } from './shared-server.js';
import { subscribe } from './subscription.js';
import { untilEither } from '../until-either.js';

const disposeTimeoutMs = 1_000;

/**
 * The log in EventStoreDB or KurrentDB, 23.10 or newer, under `esdb://`, `esdb+discover://` or `kurrentdb://`.
 * `streamPrefix=…` among its options keeps the log apart from what others write to the same server.
 * Open one a process: the client gives up the appends of all its instances when one of them fails.
 * An append that expects `any` or `exists` is recognised when repeated for as long as the server remembers its ids.
 */
export function openEventStoreDbEventStore({ url }: { readonly url: string }): EventStore {
  const { connectionString, prefix } = splitAddress(url);
  const client = EventStoreDBClient.connectionString(connectionString);
  const server = { client, prefix };
  // Where others write too, the server is to send what is ours.
  const ours = <O extends { readonly filter?: EventFilter }>(options: O): O =>
    prefix === '' || options.filter !== undefined ? options : { ...options, filter: { streamPrefixes: [''] } };
  const closing = new AbortController();
  // Every subscription listens, and in an outage every append that waits for its next attempt; they leave by themselves.
  setMaxListeners(0, closing.signal);
  const appender = new Appender(server, closing.signal);
  const ownHead = new OwnHead(server);
  return {
    kind: 'eventstoredb',
    append: (stream, expected, events) => appender.append(stream, expected, events),
    readStream: (stream, options) => withOutages(readStream(server, stream, options)),
    readAll: (options = {}) => withOutages(readAll(server, ours(options))),
    subscribe: (options) =>
      untilEither(options.signal, closing.signal, (signal) => subscribe(server, { ...ours(options), signal })),
    head: async () => {
      try {
        return await ownHead.find();
      } catch (error) {
        throw asUnavailable(error);
      }
    },
    // The server does not tell its own.
    now: async () => new Date(),
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
