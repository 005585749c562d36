import { teach, teachSurprise } from './model.js';
import { parameters } from './parameters.js';
import type { PersonState } from './person.js';
import { dense } from './sparse.js';
import { kindOfDay } from './strata.js';
import type { Calendar } from './time/calendar.js';

/**
 * Lets closed days teach what is normal, in order. While little is known they teach at once; later they wait, so that
 * what somebody has just begun to do does not become their habit while it is being judged.
 */
export function teachDue(person: PersonState, today: number, calendar: Calendar): void {
  const { model } = person;
  for (const closed of person.days) {
    if (closed.day <= model.taughtThrough) continue;
    const isDue = model.days < parameters.learnsAtOnceDays || closed.day <= today - parameters.waitingDays;
    if (!isDue) return;
    model.taughtThrough = closed.day;
    if (!closed.teaches) continue;
    teach(model, closed.day, kindOfDay(calendar, closed.day), dense(closed.counts));
    if (closed.exceeded !== null) teachSurprise(model, closed.exceeded);
  }
}

/** Days inside an open episode or a confirmed case teach nothing, so that a thief cannot train the model. */
export function mayTeach(person: PersonState, day: number): boolean {
  const { episode, cases } = person;
  if (cases.some(({ from, to }) => day >= from && day <= to)) return false;
  return episode === null || !episode.open || episode.frozenDays >= parameters.frozenActiveDays;
}

/** Suspicious days that still wait are kept from teaching when an episode opens: they belong to it. */
export function withholdWaiting(person: PersonState): void {
  person.days = person.days.map((closed) =>
    closed.day > person.model.taughtThrough && closed.surprise > 0 ? { ...closed, teaches: false } : closed,
  );
  person.daysChanged = true;
}
