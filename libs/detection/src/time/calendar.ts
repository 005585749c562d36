import type { WorkCalendar } from '#domain/policy/detection-policy';
import { dayOfDate, weekdayOf } from './instant.js';

/** Working hours and holidays, as numbers; applied by each person's own clock. */
export type Calendar = {
  readonly timezone: string;
  readonly fromMinute: number;
  readonly toMinute: number;
  readonly days: ReadonlySet<number>;
  readonly holidays: ReadonlySet<number>;
};

export const workCalendarOf = ({ timezone, workingHours, holidays }: WorkCalendar): Calendar => ({
  timezone,
  fromMinute: minuteOf(workingHours.from),
  toMinute: minuteOf(workingHours.to),
  days: new Set(workingHours.days),
  holidays: new Set(holidays.map(dayOfDate)),
});
const minuteOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));

export const isWorkingDay = (calendar: Calendar, day: number): boolean =>
  calendar.days.has(weekdayOf(day)) && !calendar.holidays.has(day);

/** Hours that end before they begin run past midnight. */
export function isWorkingMinute({ fromMinute, toMinute }: Calendar, minute: number): boolean {
  return fromMinute <= toMinute ? minute >= fromMinute && minute < toMinute : minute >= fromMinute || minute < toMinute;
}
