import type { EngineInput, EngineOutput } from './engine.js';
import { markChanged, type Firm } from './firm.js';
import { judgeAgain, raiseLookBack } from './look-back.js';
import type { PersonState } from './person.js';
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
      const from = recordedOn - firm.policy.lookBackDays;
      return [...judgeAgain(person, from, isWorse), ...raiseLookBack(firm, person, fact.id, from)];
    }
    case 'resignation_withdrawn':
      // What was said while the notice stood was right then.
      person.departure = null;
      return [];
    case 'resignation_entered_in_error':
      person.departure = null;
      // Nor has the person left: it takes back both.
      person.leftOn = null;
      return judgeAgain(person, recordedOn - firm.policy.lookBackDays, isMilder);
    case 'last_working_day':
      if (person.departure !== null && date !== null) person.departure = { ...person.departure, lastWorkingDay: date };
      return [];
    case 'left':
      person.leftOn = date ?? recordedOn;
      return [];
  }
}

const isWorse = (rank: number, said: number): boolean => rank > said;
const isMilder = (rank: number, said: number): boolean => rank < said;
