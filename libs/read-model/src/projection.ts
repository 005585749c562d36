import type { Recorded } from '#domain/event';
import type { DomainEvent, EventNamed, EventType } from '#domain/events';
import type { RowChange } from './row-change.js';
import type { TableDefinition } from './table.js';

/** Pure: an event in, row changes out. Never the clock, another projection or the network. */
export type Projection = {
  readonly name: string;
  /** Raise it when `tables` or `on` change: new tables are filled beside the old, then swapped. */
  readonly version: number;
  readonly tables: readonly TableDefinition[];
  readonly on: { readonly [T in EventType]?: (event: Recorded<EventNamed<T>>) => readonly RowChange[] };
};

export type ProjectedEvent = Recorded<DomainEvent>;

/** What a projection makes of an event; nothing when the event does not concern it. */
export function changesOf(projection: Projection, event: ProjectedEvent): readonly RowChange[] {
  // The compiler cannot see that the handler found under an event's type takes that event.
  const handler = projection.on[event.type] as ((event: ProjectedEvent) => readonly RowChange[]) | undefined;
  return handler === undefined ? [] : handler(event);
}
