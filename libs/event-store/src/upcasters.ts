import type { Event } from '#domain/event';

/** Turns an event of a type that is no longer written into its successor. Pure; the stored event stays as it is. */
export type Upcaster = (event: Event) => Event;

/** By stored type, e.g. `'ExportGranted': (event) => ({ …, type: 'ExportGranted.v2' })`. Both types stay in the catalogue. */
export type Upcasters = Readonly<Record<string, Upcaster>>;

export const upcasters: Upcasters = {};
