import type { paths } from '../../api/schema';
import { oneOf, textOf, useUrlState } from '../../ui/url-state';

type EventPage = paths['/api/v1/audit/events']['get']['responses'][200]['content']['application/json'];
export type AuditEvent = EventPage['items'][number];

/** How far back each preset reaches. */
const presetMinutes = {
  '15m': 15,
  '1h': 60,
  '6h': 6 * 60,
  '24h': 24 * 60,
  '7d': 7 * 24 * 60,
  '30d': 30 * 24 * 60,
  '90d': 90 * 24 * 60,
} as const;
export const ranges = ['15m', '1h', '6h', '24h', '7d', '30d', '90d', 'custom'] as const;

export const instantOf = (value: unknown): string | undefined => {
  const text = textOf(value);
  const at = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(at) ? undefined : new Date(at).toISOString();
};

/** Filters stand in the address: ids, types and times only. */
export const useEventFilters = () =>
  useUrlState((raw) => ({
    id: textOf(raw['id']),
    actor: textOf(raw['actor']),
    subject: textOf(raw['subject']),
    type: textOf(raw['type']),
    stream: textOf(raw['stream']),
    range: oneOf(ranges, raw['range']),
    from: instantOf(raw['from']),
    to: instantOf(raw['to']),
    asOf: instantOf(raw['asOf']),
    order: oneOf(['asc'], raw['order']),
    view: oneOf(['json'], raw['view']),
  }));
export type EventFilters = ReturnType<typeof useEventFilters>[0];

const asked = ['id', 'actor', 'subject', 'type', 'stream', 'asOf'] as const;
export type EventQuery = { -readonly [K in (typeof asked)[number] | 'from' | 'to']?: string };

/** What the api is asked; a preset reaches back from `now`. */
export function queryOf(filters: EventFilters, now: number): EventQuery {
  const query: EventQuery = {};
  for (const name of asked) {
    const value = filters[name];
    if (value !== undefined) query[name] = value;
  }
  if (filters.range === undefined || filters.range === 'custom') {
    if (filters.from !== undefined) query.from = filters.from;
    if (filters.to !== undefined) query.to = filters.to;
  } else query.from = new Date(now - presetMinutes[filters.range] * 60_000).toISOString();
  return query;
}

/** `2026-03-02T10:14:05`, as a field for local times takes it. */
export function localInput(instant: string | undefined): string {
  if (instant === undefined) return '';
  const at = new Date(instant);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
}
