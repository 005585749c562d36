import { isHot, raiseAlert, rankOf, thresholdsOn } from './alerts.js';
import type { EngineInput, EngineOutput } from './engine.js';
import { markChanged, type Firm } from './firm.js';
import type { PersonState } from './person.js';
import { explain } from './score-day.js';
import { dayMs, dayOfDate, parseInstant } from './time/instant.js';

type HrFact = Extract<EngineInput, { kind: 'hr' }>;

/** What HR records counts from the moment at which it is recorded; nothing said before is changed. */
export function hearHr(firm: Firm, person: PersonState, fact: HrFact): readonly EngineOutput[] {
  markChanged(firm, person);
  firm.changed.add('firm');
  const recordedOn = Math.floor(parseInstant(fact.recordedAt) / dayMs);
  const date = fact.date === null ? null : dayOfDate(fact.date);
  switch (fact.fact) {
    case 'resignation_declared': {
      const last = fact.lastWorkingDay ?? null;
      person.departure = {
        factId: fact.id,
        noticeOn: Math.min(date ?? recordedOn, recordedOn),
        lastWorkingDay: last === null ? null : dayOfDate(last),
      };
      return lookBack(firm, person, fact.id, recordedOn);
    }
    case 'resignation_withdrawn':
    case 'resignation_entered_in_error':
      person.departure = null;
      return [];
    case 'last_working_day':
      if (person.departure !== null && date !== null) person.departure = { ...person.departure, lastWorkingDay: date };
      return [];
    case 'left':
      person.leftOn = date ?? recordedOn;
      return [];
  }
}

/** The days before a notice, judged as a departure's: one alert for the worst, if it has not been raised. */
function lookBack(firm: Firm, person: PersonState, resignationId: string, recordedOn: number): readonly EngineOutput[] {
  const from = recordedOn - firm.policy.lookBackDays;
  const found = person.days.filter(
    ({ day, accumulated, score, surprise }) =>
      day >= from &&
      score !== null &&
      surprise > 0 &&
      isHot(person, day) &&
      rankOf(accumulated, thresholdsOn(firm, person, day)) > 0,
  );
  const [first] = found;
  if (first === undefined || (person.episode !== null && person.episode.lastFindingOn >= from)) return [];
  const worst = found.reduce((most, closed) => (closed.accumulated > most.accumulated ? closed : most), first);
  return raiseAlert(firm, person, {
    day: worst.day,
    at: first.lastAt,
    rank: rankOf(worst.accumulated, thresholdsOn(firm, person, worst.day)),
    absolute: false,
    score: worst.score ?? 0,
    parts: explain(person, worst.day, worst.parts),
    window: { from: first.firstAt, to: Math.max(worst.lastAt, first.lastAt) },
    inputHash: worst.inputHash,
    resignationId,
  });
}
