import { START } from '@eventstore/db-client';
import type { EventFilter, StoredEvent } from '../event-store.js';
import { passes, serverFilter } from './filter.js';
import { MarkedSubscription } from './marked-subscription.js';
import { later, parsePosition, positionOf } from './positions.js';
import { isOurs } from './shared-server.js';
import type { SharedServer } from './shared-server.js';
import { Decoder } from './stored-event.js';

/**
 * Yields what passes the filter after `from`, up to where the log ended when the server had looked at all of it.
 * Returns a position through which everything that passes has been yielded.
 */
export async function* readToHead(
  server: SharedServer,
  from: string,
  filter: EventFilter,
  signal: AbortSignal | undefined,
): AsyncGenerator<StoredEvent, string> {
  let through = from;
  const decoder = new Decoder(server);
  const serverSide = serverFilter(server, filter, (_, position) => {
    subscription.mark({ kind: 'checkpoint', position: positionOf(position) });
  });
  const subscription = new MarkedSubscription(
    server.client.subscribeToAll({
      fromPosition: from === '' ? START : parsePosition(from),
      ...(serverSide !== undefined && { filter: serverSide }),
    }),
    signal,
  );
  for await (const item of subscription) {
    if (item.kind === 'caughtUp') break;
    if (item.kind === 'checkpoint') through = later(through, item.position);
    if (item.kind !== 'event' || !isOurs(server, item.event)) continue;
    const stored = decoder.decode(item.event);
    if (stored.position <= from) continue;
    through = later(through, stored.position);
    if (passes(filter, stored)) yield stored;
  }
  return through;
}
