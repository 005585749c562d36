import { eventTypeFilter, streamNameFilter } from '@eventstore/db-client';
import type { AllStreamSubscription, Filter, Position } from '@eventstore/db-client';
import type { EventFilter, StoredEvent } from '../event-store.js';
import type { SharedServer } from './shared-server.js';

export function passes(filter: EventFilter | undefined, event: StoredEvent): boolean {
  const { streamPrefixes, types } = filter ?? {};
  if (types !== undefined && !types.includes(event.type)) return false;
  return streamPrefixes === undefined || streamPrefixes.some((prefix) => event.stream.startsWith(prefix));
}

/** Events that the server looks at between two checkpoints. */
const searchWindow = 1_000;

/**
 * The part of a filter that the server can apply, which is one of the two lists and by prefix: what it lets through
 * is looked at again by `passes`. Undefined when everything would pass.
 */
export function serverFilter(
  { prefix }: SharedServer,
  { streamPrefixes, types }: EventFilter,
  onCheckpoint: (subscription: AllStreamSubscription, position: Position) => void,
): Filter | undefined {
  const options = { maxSearchWindow: searchWindow, checkpointInterval: 1, checkpointReached: onCheckpoint };
  if (streamPrefixes !== undefined)
    return streamNameFilter({ ...options, prefixes: streamPrefixes.map((text) => prefix + text) });
  return types === undefined ? undefined : eventTypeFilter({ ...options, prefixes: [...types] });
}
