export const minuteMs = 60_000;
export const hourMs = 3_600_000;
export const dayMs = 86_400_000;
export const bucketMs = 5 * minuteMs;
export const quarterHourMs = 15 * minuteMs;

/** NaN for what is no digit: then no range holds it. */
const digit = (text: string, at: number): number => {
  const value = text.charCodeAt(at) - 48;
  return value >= 0 && value <= 9 ? value : Number.NaN;
};
const two = (text: string, at: number): number => digit(text, at) * 10 + digit(text, at + 1);

const firstYear = 1970;
const yearAfterLast = 3_000;
/** What comes after it is no instant: years of five digits are written otherwise. */
export const endOfTime = Date.UTC(yearAfterLast, 0) - 1;

/**
 * Milliseconds since 1970 of an ISO 8601 instant in UTC, up to the year 2999; NaN for anything else.
 * Hundreds of thousands of these are read each second, hence no `Date.parse` on the usual form.
 */
export function parseInstant(text: string): number {
  // The same text is asked for by every layer that a record passes.
  if (text === lastText) return lastInstant;
  lastInstant = parse(text);
  lastText = text;
  return lastInstant;
}
let lastText = '';
let lastInstant = Number.NaN;

function parse(text: string): number {
  const usual = text.length === 20 ? inUsualForm(text, 0) : text.length === 24 ? withMilliseconds(text) : Number.NaN;
  if (!Number.isNaN(usual) || !unusualForm.test(text)) return usual;
  // The platform takes the 30th of February for the 2nd of March.
  if (two(text, 8) > lengthOfMonth(Number(text.slice(0, 4)), two(text, 5))) return Number.NaN;
  const instant = Date.parse(text);
  return instant >= 0 && instant <= endOfTime ? instant : Number.NaN;
}
const unusualForm = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,20})?)?Z$/;

const withMilliseconds = (text: string): number =>
  text.charCodeAt(19) === 46
    ? inUsualForm(text, digit(text, 20) * 100 + digit(text, 21) * 10 + digit(text, 22))
    : Number.NaN;

/** `2026-03-02T09:14:05Z`, with or without milliseconds; NaN for anything else. */
function inUsualForm(text: string, milliseconds: number): number {
  const isPunctuated =
    text.charCodeAt(4) === 45 &&
    text.charCodeAt(7) === 45 &&
    text.charCodeAt(10) === 84 &&
    text.charCodeAt(13) === 58 &&
    text.charCodeAt(16) === 58 &&
    text.charCodeAt(text.length - 1) === 90;
  const year = two(text, 0) * 100 + two(text, 2);
  const month = two(text, 5);
  const day = two(text, 8);
  const hour = two(text, 11);
  const minute = two(text, 14);
  const second = two(text, 17);
  const isInTime = year >= firstYear && year < yearAfterLast;
  const isInRange = isInTime && month >= 1 && month <= 12 && day >= 1 && hour < 24 && minute < 60 && second < 60;
  if (!isPunctuated || !isInRange || day > lengthOfMonth(year, month)) return Number.NaN;
  return ((dayNumber(year, month, day) * 24 + hour) * 60 + minute) * minuteMs + second * 1_000 + milliseconds;
}

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
const lengthOfMonth = (year: number, month: number): number =>
  month === 2 ? (isLeap(year) ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;

/** Days since 1970-01-01 of a date of the Gregorian calendar. */
function dayNumber(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return (
    era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
  );
}

/** `2026-03-02` as days since 1970-01-01; NaN when it is no date. */
export const dayOfDate = (date: string): number => Math.floor(Date.parse(`${date}T00:00:00Z`) / dayMs);
const names = new Map<number, string>();
/** Days since 1970-01-01 as `2026-03-02`. */
export function dateOfDay(day: number): string {
  let name = names.get(day);
  if (name === undefined) {
    name = new Date(day * dayMs).toISOString().slice(0, 10);
    names.set(day, name);
  }
  return name;
}
export const isoOf = (instant: number): string => new Date(instant).toISOString();
/** 1 = Monday … 7 = Sunday. */
export const weekdayOf = (day: number): number => ((day + 3) % 7) + 1;
