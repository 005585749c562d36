import type { Event } from '#domain/event';

/**
 * By the stored type, what turns an event that is no longer written into its successor, e.g.
 * `'ExportGranted': (event) => ({ …, type: 'ExportGranted.v2' })`. Pure; both types stay in the catalogue.
 */
export type Upcasters = Readonly<Record<string, (event: Event) => Event>>;

const upcasters: Upcasters = {};

/** The event in its newest version. */
export function upcast(event: Event, known: Upcasters = upcasters): Event {
  const up = known[event.type];
  return up === undefined ? event : upcast(up(event), known);
}
