import { monthlyCounts } from './assess.js';
import { noteDay } from './calibrate.js';
import { raiseAlert, bandOf } from './alerts.js';
import type { EngineOutput } from './engine.js';
import { markChanged, yardstickFor, type Firm } from './firm.js';
import { mayTeach, teachDue } from './learn.js';
import type { OpenDay } from './open-day.js';
import { parameters } from './parameters.js';
import { copyModel } from './model.js';
import { quarterOf } from './shift.js';
import { sparse } from './sparse.js';
import { snapshotOf, type ClosedDay, type DayPart, type PersonState } from './person.js';
import { completeCounts, rememberSources } from './hand-over.js';
import { evidenceDays, explain, explainDated, scoreDay, type ScoredDay } from './score-day.js';
import { dateOfDay, isoOf } from './time/instant.js';
import type { Band } from '#domain/values';

/** Scores a whole day, learns from it, and lets the episode grow quiet. */
export function closeDay(firm: Firm, person: PersonState, day: OpenDay): readonly EngineOutput[] {
  person.open = null;
  markChanged(firm, person);
  person.daysChanged = true;
  completeCounts(firm, person, day);
  const before = snapshotOf(person);
  const scored = scoreDay(firm, person, day, yardstickFor(firm, person, day.day, quarterOf(day.endsAt)));
  const outputs = [assessmentOf(person, day.day, scored, 'closed', day.lastAt)];
  const crossed = scored.rank > day.band;
  if (crossed) outputs.push(...raise(firm, person, day, scored, day.lastAt));
  person.activeDays += 1;
  rememberSources(person, day);
  person.accumulated = [...scored.accumulatedBy];
  person.accumulatedOn = day.day;
  person.told = scored.told;
  if (scored.status === 'scored')
    firm.months = noteDay(person, day.day, scored.accumulated, firm.threshold, firm.months);
  keep(person, closedOf(firm, day, scored, mayTeach(person, day.day), before));
  teachDue(person, day.day, firm.calendar);
  // Whoever moves west may live on in a day that has closed.
  person.lastMonth = null;
  outputs.push(...growQuiet(firm, person, crossed || day.alerted));
  return outputs;
}

export function assessmentOf(
  person: PersonState,
  day: number,
  scored: ScoredDay,
  because: 'closed' | 'band_change' | 'late',
  at: number,
): EngineOutput {
  return {
    kind: 'assessment',
    employee: person.id,
    date: dateOfDay(day),
    because,
    band: bandOfScored(scored),
    score: scored.score,
    surprise: scored.score === null ? null : scored.surprise,
    parts: explain(person, day, scored.parts),
    missing: scored.missing,
    at: isoOf(at),
    inputHash: scored.inputHash,
  };
}

/** Limits speak from the first minute; without one, a person still being learned has no band. */
const bandOfScored = ({ rank, status }: ScoredDay): Band => (rank > 0 || status === 'scored' ? bandOf(rank) : status);

export function raise(
  firm: Firm,
  person: PersonState,
  day: OpenDay,
  scored: ScoredDay,
  at: number,
): readonly EngineOutput[] {
  return raiseAlert(firm, person, {
    day: day.day,
    at,
    rank: scored.rank,
    absolute: scored.absolute,
    score: scored.alertScore,
    ...explainDated(person, day.day, scored.parts),
    window: { from: windowStart(person, day, scored.parts), to: at },
    inputHash: scored.inputHash,
    resignationId: null,
  });
}

/** The first record of the days whose evidence the alert shows. */
function windowStart(person: PersonState, day: OpenDay, parts: readonly DayPart[]): number {
  const shown = new Set(parts.map(({ indicator }) => indicator));
  let from = day.firstAt;
  for (const closed of person.days) {
    const isShown = closed.parts.some(({ indicator, count }) => count > 0 && shown.has(indicator));
    if (isShown && closed.day > day.day - evidenceDays) from = Math.min(from, closed.firstAt);
  }
  return from;
}

export const closedOf = (
  firm: Firm,
  day: OpenDay,
  scored: ScoredDay,
  teaches: boolean,
  before: ClosedDay['before'],
): ClosedDay => ({
  day: day.day,
  counts: sparse(day.counts),
  monthly: monthlyCounts(day.counts),
  accumulated: scored.accumulated,
  surprise: scored.surprise,
  score: scored.score,
  rank: scored.rank,
  threshold: firm.threshold,
  parts: scored.parts,
  firstAt: day.firstAt,
  lastAt: day.lastAt,
  inputHash: scored.inputHash,
  teaches,
  exceeded: scored.status === 'scored' ? beyondFloor(scored.raw) : null,
  before,
  evidence: day.evidence,
});

function beyondFloor(raw: Float64Array): readonly number[] {
  const pairs: number[] = [];
  raw.forEach((surprise, at) => {
    if (surprise > parameters.floor) pairs.push(at, surprise - parameters.floor);
  });
  return pairs;
}

/** Adds to the ring; forgets what no late record, month or look-back can reach. */
function keep(person: PersonState, closed: ClosedDay): void {
  // A late record may put the person back to the oldest snapshot, whose waiting days must still be able to teach.
  const oldest = person.days.find(({ before }) => before !== null)?.before;
  const taughtThrough = (oldest ?? person).model.taughtThrough;
  const days = person.days
    .filter(({ day }) => day > closed.day - parameters.ringDays && day !== closed.day)
    .map((day) => slimmed(day, closed.day, taughtThrough));
  days.push(closed);
  person.days = days.sort((a, b) => a.day - b.day);
}

/** Least accumulated surprise that a look-back could raise an alert for. */
const leastOfLookBack = parameters.leastThreshold * parameters.hotFactor;

/** An old day without what only young ones need, so that a year of a thousand people stays small. */
function slimmed(closed: ClosedDay, today: number, taughtThrough: number): ClosedDay {
  if (closed.before !== null && closed.day < today - parameters.lateDays - 1)
    return { ...closed, before: null, evidence: null };
  const isTaught = closed.day < today - parameters.waitingDays && closed.day <= taughtThrough;
  if (!isTaught) return closed;
  const isQuiet = closed.accumulated < leastOfLookBack && closed.rank === 0;
  const parts = isQuiet && closed.day <= today - evidenceDays ? [] : closed.parts;
  const isSlim = closed.exceeded === null && parts.length === closed.parts.length;
  return isSlim ? closed : { ...closed, parts, counts: [], exceeded: null };
}

function growQuiet(firm: Firm, person: PersonState, found: boolean): readonly EngineOutput[] {
  const { episode } = person;
  if (episode === null || !episode.open) return [];
  const quietDays = found ? 0 : episode.quietDays + 1;
  const open = quietDays < parameters.quietActiveDays;
  person.episode = { ...episode, quietDays, frozenDays: episode.frozenDays + 1, open };
  markChanged(firm, person);
  return open ? [] : [{ kind: 'episode_closed', employee: person.id, episode: episode.number, because: 'quiet' }];
}

/** Puts a person back to how they were before a day, to score it again. */
export function restore(person: PersonState, before: NonNullable<ClosedDay['before']>): void {
  person.model = copyModel(before.model);
  person.accumulated = [...before.accumulated];
  person.accumulatedOn = before.accumulatedOn;
  person.told = before.told;
  person.activeDays = before.activeDays;
}
