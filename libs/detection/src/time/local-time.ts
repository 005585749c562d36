import { dayMs, quarterHourMs } from './instant.js';

/** A time zone of the IANA list, asked often: its offsets are looked up once a day, once a quarter-hour on days of change. */
export type Zone = {
  readonly name: string;
  readonly format: Intl.DateTimeFormat;
  readonly offsets: Map<number, number>;
};

const zones = new Map<string, Zone>();
/** Unknown names are taken as UTC, so that one bad row of a people file does not stop a firm's scoring. */
export function zoneOf(name: string): Zone {
  let zone = zones.get(name);
  if (zone === undefined) {
    zone = { name, format: formatOf(name), offsets: new Map() };
    zones.set(name, zone);
  }
  return zone;
}

function formatOf(name: string): Intl.DateTimeFormat {
  const options = {
    calendar: 'iso8601',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  } as const;
  try {
    return new Intl.DateTimeFormat('en-GB', { ...options, timeZone: name });
  } catch {
    return new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' });
  }
}

function lookUp(zone: Zone, instant: number): number {
  const part: Record<string, string> = {};
  for (const { type, value } of zone.format.formatToParts(instant)) part[type] = value;
  const local = Date.UTC(
    Number(part['year']),
    Number(part['month']) - 1,
    Number(part['day']),
    Number(part['hour']),
    Number(part['minute']),
    Number(part['second']),
  );
  return local - Math.floor(instant / 1_000) * 1_000;
}

/** Milliseconds to add to UTC to get the local clock. Changes of offset fall on quarter-hours. */
function offsetAt(zone: Zone, instant: number): number {
  const day = Math.floor(instant / dayMs);
  const known = zone.offsets.get(day);
  if (known !== undefined) return known;
  const first = lookUp(zone, day * dayMs);
  if (first === lookUp(zone, (day + 1) * dayMs - 1_000)) {
    zone.offsets.set(day, first);
    return first;
  }
  // Quarter-hours and days share the map: a quarter-hour's number is kept negative.
  const quarter = -Math.floor(instant / quarterHourMs);
  const change = zone.offsets.get(quarter) ?? lookUp(zone, -quarter * quarterHourMs);
  zone.offsets.set(quarter, change);
  return change;
}

/** The local day, in days since 1970-01-01. */
export const localDay = (zone: Zone, instant: number): number =>
  Math.floor((instant + offsetAt(zone, instant)) / dayMs);
/** Minutes since local midnight by the wall clock. */
export const localMinute = (zone: Zone, instant: number): number =>
  Math.floor(((((instant + offsetAt(zone, instant)) % dayMs) + dayMs) % dayMs) / 60_000);

/** The instant at which a local day begins. Where midnight is skipped by a change of clocks, the first instant after. */
export function startOfDay(zone: Zone, day: number): number {
  const nominal = day * dayMs;
  const before = nominal - offsetAt(zone, nominal - 14 * 3_600_000);
  const after = nominal - offsetAt(zone, nominal + 14 * 3_600_000);
  const earlier = Math.min(before, after);
  if (localDay(zone, earlier) === day && localDay(zone, earlier - 1) < day) return earlier;
  const later = Math.max(before, after);
  if (localDay(zone, later) === day && localDay(zone, later - 1) < day) return later;
  let at = earlier - 2 * 3_600_000;
  while (localDay(zone, at) < day) at += quarterHourMs;
  return at;
}
