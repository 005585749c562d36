import { tzOffset } from '@date-fns/tz';

const minuteMs = 60_000;

/** The calendar day (`yyyy-mm-dd`) that it is in the time zone at that instant. */
export function localDate(at: string, timezone: string): string {
  const utcMs = Date.parse(at);
  return new Date(utcMs + offsetMinutes(utcMs, timezone) * minuteMs).toISOString().slice(0, 10);
}

/** Clocks are changed at quarter hours only, so what was found for a quarter of an hour holds for all of it. */
const quarterMs = 15 * minuteMs;
const latestOffsets = new Map<string, { readonly quarter: number; readonly minutes: number }>();

function offsetMinutes(utcMs: number, timezone: string): number {
  const quarter = Math.floor(utcMs / quarterMs);
  const known = latestOffsets.get(timezone);
  if (known?.quarter === quarter) return known.minutes;
  const minutes = tzOffset(timezone, new Date(utcMs));
  latestOffsets.set(timezone, { quarter, minutes });
  return minutes;
}

/** What a file calls a day: a date as it is, an instant (with any offset) as the day that it then is in the time zone. */
export const dayIn = (dateOrInstant: string, timezone: string): string =>
  dateOrInstant.includes('T') ? localDate(dateOrInstant, timezone) : dateOrInstant;

/** Whole months from one calendar day to another; a month that is too short for the day ends it on its last day. 0 before. */
export function monthsBetween(from: string, to: string): number {
  if (to <= from) return 0;
  const start = partsOf(from);
  const end = partsOf(to);
  const anniversary = Math.min(start.day, daysInMonth(end.year, end.month));
  return (end.year - start.year) * 12 + end.month - start.month - (end.day < anniversary ? 1 : 0);
}

const partsOf = (date: string) => ({
  year: Number(date.slice(0, 4)),
  month: Number(date.slice(5, 7)),
  day: Number(date.slice(8, 10)),
});

const daysInMonth = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();
