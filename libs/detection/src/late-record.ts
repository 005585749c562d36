import { assessmentOf, closedOf, raise, restore } from './close-day.js';
import { countRecord, type RecordContext } from './count-record.js';
import type { ActivityRecord, EngineOutput } from './engine.js';
import { feature } from './features.js';
import { markChanged, yardstickFor, type Firm } from './firm.js';
import { openDay, type OpenDay } from './open-day.js';
import { quarterOf } from './shift.js';
import { mayTeach, teachDue } from './learn.js';
import { dense } from './sparse.js';
import { snapshotOf, type ClosedDay, type PersonState } from './person.js';
import { completeCounts } from './hand-over.js';
import { scoreDay } from './score-day.js';

/**
 * A record of a day that has closed: that day and this person's later days are scored again, with what the firm knows
 * now. Nothing said before is changed; what differs is said anew. Team and firm statistics stay as they are.
 */
export function takeLateRecord(record: ActivityRecord, context: RecordContext): readonly EngineOutput[] {
  const { firm, person, day: late } = context;
  const { day } = late;
  const from = person.days.find((closed) => closed.day >= day);
  if (from !== undefined && from.before === null) return [];
  const reopened = person.days.find((closed) => closed.day === day);
  if (reopened !== undefined) reopen(late, reopened);
  countRecord(record, context);
  const later = person.days.filter((closed) => closed.day > day);
  const now = snapshotOf(person);
  if (from !== undefined && from.before !== null) restore(person, from.before);
  else restore(person, now);
  person.days = person.days.filter((closed) => closed.day < day);
  const outputs = [...again(firm, person, late, reopened, true)];
  for (const closed of later) {
    const day = openDay(closed.day, 0, 0);
    reopen(day, closed);
    outputs.push(...again(firm, person, day, closed, false));
  }
  person.daysChanged = true;
  firm.shift = null;
  person.lastMonth = null;
  markChanged(firm, person);
  return outputs;
}

function reopen(day: OpenDay, closed: ClosedDay): void {
  day.counts.set(dense(closed.counts));
  day.firstAt = closed.firstAt;
  day.lastAt = closed.lastAt;
  if (closed.evidence !== null) day.evidence = closed.evidence;
}

/** `hasGrown`: the late record is of this day. */
function again(
  firm: Firm,
  person: PersonState,
  day: OpenDay,
  was: ClosedDay | undefined,
  hasGrown: boolean,
): readonly EngineOutput[] {
  const before = snapshotOf(person);
  person.lastMonth = null;
  if (hasGrown) completeLate(firm, person, day, was);
  const scored = scoreDay(firm, person, day, yardstickFor(firm, person, day.day, quarterOf(firm.clock)));
  const changed = hasGrown || was?.score !== scored.score;
  person.activeDays += 1;
  person.accumulated = [...scored.accumulatedBy];
  person.accumulatedOn = day.day;
  person.told = scored.told;
  person.days.push(closedOf(firm, day, scored, was?.teaches ?? mayTeach(person, day.day), before));
  teachDue(person, day.day, firm.calendar);
  if (!changed) return [];
  const outputs = [assessmentOf(person, day.day, scored, 'late', day.lastAt)];
  const worse = scored.rank > 0 && (was === undefined || (was.score ?? 0) < (scored.score ?? scored.alertScore));
  if (worse && hasGrown) outputs.push(...raise(firm, person, day, scored, day.lastAt));
  return outputs;
}

const derived = [feature.sequences, feature.takenOver];
/** The late record alone is known by the minute; what was derived from the whole day is kept and only grows. */
function completeLate(firm: Firm, person: PersonState, day: OpenDay, was: ClosedDay | undefined): void {
  const known = dense(was?.counts ?? []);
  completeCounts(firm, person, day);
  for (const column of derived) day.counts[column] = Math.max(day.counts[column] ?? 0, known[column] ?? 0);
  const taken = day.counts[feature.takenOver] ?? 0;
  day.counts[feature.strangers] = Math.max(0, (day.counts[feature.newObjects] ?? 0) - taken);
  day.counts[feature.foreignStrangers] = Math.max(0, (day.counts[feature.foreign] ?? 0) - taken);
}
