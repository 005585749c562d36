import { closeDay } from './close-day.js';
import { countRecord } from './count-record.js';
import type { ActivityRecord, CreateEngine, EngineInput, EngineOutput } from './engine.js';
import { thresholdFor } from './calibrate.js';
import { alertRate, markChanged, personOf, setPolicy, type Firm } from './firm.js';
import { judged } from './feedback.js';
import { historyDay, teachHistory } from './history.js';
import { hearHr } from './departure.js';
import { takeLateRecord } from './late-record.js';
import { isCurrent, watchDay, watchOf, type Watch } from './live.js';
import { openDay, type OpenDay } from './open-day.js';
import { modelVersion, parameters } from './parameters.js';
import { learnPriors } from './peers.js';
import { employmentOn, type Episode, type PersonState } from './person.js';
import { decodeFirm, encodeChanged } from './state.js';
import { isWorkingDay, isWorkingMinute } from './time/calendar.js';
import { dayMs, dayOfDate, minuteMs, parseInstant } from './time/instant.js';
import { localDay, localMinute, startOfDay, zoneOf, type Zone } from './time/local-time.js';

export const createEngine: CreateEngine = (state) => {
  const firm = decodeFirm(state);
  const open = new Set<PersonState>();
  for (const person of firm.byNumber) if (person.open !== null) open.add(person);
  const watches = new Map<PersonState, Watch>();
  let nextClose = earliest(open);

  function advance(recordedAt: number): readonly EngineOutput[] {
    if (recordedAt <= firm.clock) return nothing;
    firm.clock = recordedAt;
    if (!firm.changed.has('firm')) firm.changed.add('firm');
    const outputs: EngineOutput[] = [];
    if (recordedAt >= nextClose) {
      for (const { person, day } of due(open, recordedAt)) {
        open.delete(person);
        watches.delete(person);
        outputs.push(...closeDay(firm, person, day));
      }
      nextClose = earliest(open);
      firm.shift = null;
    }
    const today = Math.floor(recordedAt / dayMs);
    if (today > firm.priorsDay) {
      firm.priorsDay = today;
      learnPeers();
      firm.threshold = thresholdFor(firm.months, firm.byNumber.length, alertRate(firm));
    } else if (firm.historyDaysSince > firm.daysInPriors * newsOfHistory) learnPeers();
    return outputs;
  }

  function learnPeers(): void {
    firm.priors = learnPriors(firm.byNumber, firm.priorsDay, firm.policy.peers);
    firm.daysInPriors = firm.byNumber.reduce((sum, { model }) => sum + model.days, 0);
    firm.historyDaysSince = 0;
    firm.changed.add('priors');
    firm.shift = null;
  }

  function takeRecord(record: ActivityRecord, recordedAt: number): readonly EngineOutput[] {
    const at = Math.min(record.at === record.recordedAt ? recordedAt : parseInstant(record.at), recordedAt);
    const isHistory = record.history === true;
    const isTooLate = record.late === true || recordedAt - at > parameters.lateDays * dayMs;
    if (Number.isNaN(at) || (isTooLate && !isHistory)) return nothing;
    const person = personOf(firm, record.employee);
    markChanged(firm, person);
    if (isHistory) {
      const { zone, day } = localMoment(firm, person, at);
      const past = historyDay(firm, person, day, zone);
      countRecord(record, { firm, person, day: past, at, recordedAt, offHours: offHours(firm, past, at, zone) });
      return nothing;
    }
    let current = person.open;
    if (current === null || at < current.startsAt || at >= current.endsAt) {
      const { zone, day } = localMoment(firm, person, at);
      const [startsAt, endsAt] = [startOfDay(zone, day), startOfDay(zone, day + 1)];
      if (current === null ? endsAt <= firm.clock : day < current.day) {
        const late = openDay(day, startsAt, endsAt);
        const context = { firm, person, day: late, at, recordedAt, offHours: offHours(firm, late, at, zone) };
        return takeLateRecord(record, context);
      }
      const outputs = current === null ? nothing : shut(person, current);
      current = openFor(person, openDay(day, startsAt, endsAt));
      return [...outputs, ...takeInto(current, person, record, at, recordedAt)];
    }
    return takeInto(current, person, record, at, recordedAt);
  }

  function takeInto(
    day: OpenDay,
    person: PersonState,
    record: ActivityRecord,
    at: number,
    recordedAt: number,
  ): readonly EngineOutput[] {
    countRecord(record, { firm, person, day, at, recordedAt, offHours: offHours(firm, day, at, null) });
    let watch = watches.get(person);
    if (watch === undefined || !isCurrent(watch, firm, person, day)) {
      watch = watchOf(firm, person, day);
      watches.set(person, watch);
    }
    return watchDay(firm, person, watch, at);
  }

  function openFor(person: PersonState, day: OpenDay): OpenDay {
    person.open = day;
    open.add(person);
    teachHistory(firm, person);
    nextClose = Math.min(nextClose, day.endsAt);
    return day;
  }

  function shut(person: PersonState, day: OpenDay): readonly EngineOutput[] {
    open.delete(person);
    watches.delete(person);
    return closeDay(firm, person, day);
  }

  return {
    version: modelVersion,
    step(input) {
      const recordedAt =
        input.kind === 'activity' ? parseInstant(input.record.recordedAt) : parseInstant(input.recordedAt);
      if (Number.isNaN(recordedAt)) throw new RangeError(`not an instant: ${JSON.stringify(input)}`);
      const outputs = advance(recordedAt);
      if (input.kind !== 'activity') {
        // What follows from the state is worked out anew, whatever of it a fact changes.
        watches.clear();
        firm.shift = null;
        return [...outputs, ...hear(firm, input)];
      }
      return outputs.length === 0
        ? takeRecord(input.record, recordedAt)
        : [...outputs, ...takeRecord(input.record, recordedAt)];
    },
    takeChanged: () => encodeChanged(firm),
  };
};

const nothing: readonly EngineOutput[] = [];

/**
 * What is normal among peers is learned once a day, and anew when imported history has added a quarter to what is known
 * of it: a firm that brings its past and goes on the same day is measured against it at once.
 */
const newsOfHistory = 0.25;

const earliest = (open: ReadonlySet<PersonState>): number => {
  let least = Number.POSITIVE_INFINITY;
  for (const person of open) if (person.open !== null && person.open.endsAt < least) least = person.open.endsAt;
  return least;
};

/** Days whose midnight has passed, in order of (instant, employee). */
function due(open: ReadonlySet<PersonState>, clock: number): readonly { person: PersonState; day: OpenDay }[] {
  const days: { person: PersonState; day: OpenDay }[] = [];
  for (const person of open) {
    if (person.open !== null && person.open.endsAt <= clock) days.push({ person, day: person.open });
  }
  return days.sort((a, b) => a.day.endsAt - b.day.endsAt || (a.person.id < b.person.id ? -1 : 1));
}

/** The person's local day, by the employment that holds on it. */
function localMoment(firm: Firm, person: PersonState, at: number): { zone: Zone; day: number } {
  const guess = employmentOn(person, Math.floor(at / dayMs));
  const zone = zoneOf(guess?.timezone ?? firm.calendar.timezone);
  return { zone, day: localDay(zone, at) };
}

function offHours(firm: Firm, day: OpenDay, at: number, known: Zone | null): 'working' | 'after_hours' | 'free_day' {
  if (!isWorkingDay(firm.calendar, day.day)) return 'free_day';
  const isPlainDay = known === null && day.endsAt - day.startsAt === dayMs;
  const minute = isPlainDay
    ? Math.floor((at - day.startsAt) / minuteMs)
    : localMinute(known ?? zoneOf(firm.calendar.timezone), at);
  return isWorkingMinute(firm.calendar, minute) ? 'working' : 'after_hours';
}

function hear(firm: Firm, input: Exclude<EngineInput, { kind: 'activity' }>): readonly EngineOutput[] {
  switch (input.kind) {
    case 'policy':
      setPolicy(firm, input.policy, input.version);
      return [];
    case 'canaries':
      firm.canaries = new Set(input.objects);
      firm.changed.add('firm');
      return [];
    case 'person':
      hearEmployment(firm, input);
      return [];
    case 'assignment':
      hearAssignment(firm, input);
      return [];
    case 'hr':
      return hearHr(firm, personOf(firm, input.employee), input);
    case 'disposition':
      return hearDisposition(firm, personOf(firm, input.employee), input);
  }
}

function hearEmployment(firm: Firm, input: Extract<EngineInput, { kind: 'person' }>): void {
  const person = personOf(firm, input.employee);
  const { team, role, region, timezone } = input;
  const from = dayOfDate(input.from);
  const until = input.until === null ? null : dayOfDate(input.until);
  const others = person.employments.filter((employment) => employment.from !== from);
  person.employments = [...others, { team, role, region, timezone, from, until }].sort((a, b) => a.from - b.from);
  if (person.leftOn !== null && from > person.leftOn) {
    // Hired again: neither leaving nor gone.
    person.leftOn = null;
    person.departure = null;
  }
  markChanged(firm, person);
  person.prior = null;
  firm.changed.add('firm');
}

/** What is formally taken over is nobody's find: the new assignee has, as it were, touched it already. */
function hearAssignment(firm: Firm, input: Extract<EngineInput, { kind: 'assignment' }>): void {
  const recordedAt = parseInstant(input.recordedAt);
  const { number } = firm.book.entryOf(input.object, recordedAt);
  const person = personOf(firm, input.to);
  const day = Math.floor(recordedAt / dayMs);
  if (!person.objects.has(number)) person.objects.set(number, (day - 30) * 65_536 + day - 1);
  person.objectsChanged = true;
  markChanged(firm, person);
  firm.changed.add('firm');
}

/** The episode that is judged: by its number, or, where that is not known, by its days. */
function episodeOf(person: PersonState, input: Extract<EngineInput, { kind: 'disposition' }>): Episode | null {
  const { episode } = person;
  if (episode === null) return null;
  if (input.episode !== null) return input.episode === episode.number ? episode : null;
  const isMet = dayOfDate(input.from) <= episode.lastFindingOn && dayOfDate(input.to) >= episode.openedOn;
  return isMet ? episode : null;
}

function hearDisposition(
  firm: Firm,
  person: PersonState,
  input: Extract<EngineInput, { kind: 'disposition' }>,
): readonly EngineOutput[] {
  markChanged(firm, person);
  if (input.verdict === 'confirmed') {
    person.cases = [...person.cases, { from: dayOfDate(input.from), to: dayOfDate(input.to) }];
  }
  const episode = episodeOf(person, input);
  // What was judged is not held against the person again.
  if (episode !== null || dayOfDate(input.to) >= person.accumulatedOn) person.accumulated = [];
  if (episode === null) return [];
  firm.feedback = judged(firm.feedback, episode.indicators, input.verdict);
  setPolicy(firm, firm.policy, firm.policyVersion);
  if (!episode.open) return [];
  person.episode = { ...episode, open: false };
  return [{ kind: 'episode_closed', employee: person.id, episode: episode.number, because: 'disposed' }];
}
