import { localDate } from '#domain/local-date';

/** The calendar day of everybody who is hired in a test; in UTC it is still yesterday late in their evening. */
export const todayAtTheFirm = (now: Date): string => localDate(now.toISOString(), 'Europe/Berlin');
