import type { Firm } from './firm.js';
import { completeCounts } from './hand-over.js';
import { teach } from './model.js';
import { openDay, type OpenDay } from './open-day.js';
import type { PersonState } from './person.js';
import { kindOfDay } from './strata.js';
import { startOfDay, type Zone } from './time/local-time.js';

/**
 * The day of imported history that a record belongs to. It is read beside the day that is lived, whatever the order in
 * which they come: history teaches what is normal, and counts for nothing else.
 */
export function historyDay(firm: Firm, person: PersonState, day: number, zone: Zone): OpenDay {
  if (person.history?.day === day) return person.history;
  teachHistory(firm, person);
  person.history = openDay(day, startOfDay(zone, day), startOfDay(zone, day + 1));
  return person.history;
}

/** Ends the day of history that is being read. A day that was lived here, if only in part, teaches by itself. */
export function teachHistory(firm: Firm, person: PersonState): void {
  const { history, open, days, model } = person;
  person.history = null;
  if (history === null) return;
  if (open?.day === history.day || days.some(({ day }) => day === history.day)) return;
  completeCounts(firm, person, history);
  teach(model, history.day, kindOfDay(firm.calendar, history.day), history.counts);
  person.activeDays += 1;
  firm.historyDaysSince += 1;
  firm.changed.add('firm');
  firm.shift = null;
}
