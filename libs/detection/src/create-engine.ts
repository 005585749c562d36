import { closeDay } from './close-day.js';
import { countRecord } from './count-record.js';
import type { ActivityRecord, CreateEngine, EngineInput, EngineOutput } from './engine.js';
import { thresholdFor } from './calibrate.js';
import { alertRate, personOf, setPolicy, teamNumber, type Firm } from './firm.js';
import { hearHr } from './departure.js';
import { hasGone, isTakenFrom } from './hand-over.js';
import { takeLateRecord } from './late-record.js';
import { watchDay, watchOf, type Watch } from './live.js';
import { openDay, type OpenDay } from './open-day.js';
import { modelVersion, parameters } from './parameters.js';
import { learnPriors } from './peers.js';
import { employmentOn, type PersonState } from './person.js';
import { decodeFirm, encodeChanged } from './state.js';
import { isWorkingDay, isWorkingMinute } from './time/calendar.js';
import { dayMs, dayOfDate, parseInstant } from './time/instant.js';
import { localDay, localMinute, startOfDay, zoneOf, type Zone } from './time/local-time.js';

export const createEngine: CreateEngine = (state) => {
  const firm = decodeFirm(state);
  const open = new Set<PersonState>();
  for (const person of firm.byNumber) if (person.open !== null) open.add(person);
  const watches = new Map<PersonState, Watch>();
  let nextClose = earliest(open);

  function advance(recordedAt: number): EngineOutput[] {
    const outputs: EngineOutput[] = [];
    if (recordedAt <= firm.clock) return outputs;
    firm.clock = recordedAt;
    firm.changed.add('firm');
    if (recordedAt >= nextClose) {
      for (const { person, day } of due(open, recordedAt)) {
        open.delete(person);
        watches.delete(person);
        outputs.push(...closeDay(firm, person, day));
      }
      nextClose = earliest(open);
    }
    const today = Math.floor(recordedAt / dayMs);
    if (today > firm.priorsDay) {
      firm.priorsDay = today;
      firm.priors = learnPriors(firm.byNumber, today, firm.policy.peers);
      firm.threshold = thresholdFor(firm.months, alertRate(firm));
      firm.changed.add('priors');
    }
    return outputs;
  }

  function takeRecord(record: ActivityRecord, recordedAt: number): readonly EngineOutput[] {
    const at = Math.min(record.at === record.recordedAt ? recordedAt : parseInstant(record.at), recordedAt);
    const isLate = record.late === true || recordedAt - at > parameters.lateDays * dayMs;
    if (Number.isNaN(at) || (isLate && record.history !== true)) return [];
    const person = personOf(firm, record.employee);
    firm.changed.add(`person/${person.id}`);
    const { zone, day } = localMoment(firm, person, at);
    const isHistory = record.history === true;
    const outputs: EngineOutput[] = [];
    if (person.open !== null && isHistory && person.open.day !== day) outputs.push(...shut(person));
    const start = startOfDay(zone, day);
    const employment = employmentOn(person, day);
    const context = {
      book: firm.book,
      person,
      at,
      recordedAt,
      startOfDay: start,
      team: teamNumber(firm, employment?.team ?? ''),
      offHours: offHours(firm, zone, day, at),
      canaries: firm.canaries,
      exportCap: firm.limits.exportRows,
      isTakenFrom: (owner: number) => isTakenFrom(firm, person, owner, day),
      hasGone: (owner: number) => owner !== person.number && hasGone(firm.byNumber[owner], day),
    };
    const isPast = !isHistory && (person.open === null ? endOf(zone, day) <= firm.clock : day < person.open.day);
    if (isPast) return takeLateRecord(firm, person, record, context, day);
    const current = person.open ?? openFor(person, day, endOf(zone, day), isHistory);
    countRecord(record, { ...context, day: current });
    if (isHistory) return outputs;
    const watch = watchOf(firm, person, current, watches.get(person));
    watches.set(person, watch);
    return [...outputs, ...watchDay(firm, person, watch, at)];
  }

  function openFor(person: PersonState, day: number, endsAt: number, isHistory: boolean): OpenDay {
    const opened = openDay(day, endsAt, isHistory);
    person.open = opened;
    open.add(person);
    nextClose = Math.min(nextClose, endsAt);
    return opened;
  }

  function shut(person: PersonState): readonly EngineOutput[] {
    open.delete(person);
    watches.delete(person);
    return person.open === null ? [] : closeDay(firm, person, person.open);
  }

  return {
    version: modelVersion,
    step(input) {
      const recordedAt =
        input.kind === 'activity' ? parseInstant(input.record.recordedAt) : parseInstant(input.recordedAt);
      if (Number.isNaN(recordedAt)) throw new RangeError(`not an instant: ${JSON.stringify(input)}`);
      const outputs = advance(recordedAt);
      if (input.kind !== 'activity') return [...outputs, ...hear(firm, input)];
      return outputs.length === 0
        ? takeRecord(input.record, recordedAt)
        : [...outputs, ...takeRecord(input.record, recordedAt)];
    },
    takeChanged: () => encodeChanged(firm),
  };
};

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

const endOf = (zone: Zone, day: number): number => startOfDay(zone, day + 1);

/** The person's local day, by the employment that holds on it. */
function localMoment(firm: Firm, person: PersonState, at: number): { zone: Zone; day: number } {
  const guess = employmentOn(person, Math.floor(at / dayMs));
  const zone = zoneOf(guess?.timezone ?? firm.calendar.timezone);
  return { zone, day: localDay(zone, at) };
}

function offHours(firm: Firm, zone: Zone, day: number, at: number): 'working' | 'after_hours' | 'free_day' {
  if (!isWorkingDay(firm.calendar, day)) return 'free_day';
  return isWorkingMinute(firm.calendar, localMinute(zone, at)) ? 'working' : 'after_hours';
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
  firm.changed.add(`person/${person.id}`).add('firm');
}

/** What is formally taken over is nobody's find: the new assignee has, as it were, touched it already. */
function hearAssignment(firm: Firm, input: Extract<EngineInput, { kind: 'assignment' }>): void {
  const recordedAt = parseInstant(input.recordedAt);
  const object = firm.book.numberOf(input.object, recordedAt);
  const person = personOf(firm, input.to);
  const day = Math.floor(recordedAt / dayMs);
  if (!person.objects.has(object)) person.objects.set(object, (day - 30) * 65_536 + day - 1);
  person.objectsChanged = true;
  firm.changed.add(`person/${person.id}`).add('firm');
}

function hearDisposition(
  firm: Firm,
  person: PersonState,
  input: Extract<EngineInput, { kind: 'disposition' }>,
): readonly EngineOutput[] {
  firm.changed.add(`person/${person.id}`);
  if (input.verdict === 'confirmed') {
    person.cases = [...person.cases, { from: dayOfDate(input.from), to: dayOfDate(input.to) }];
  }
  // What was judged is not held against the person again.
  person.accumulated = [];
  const { episode } = person;
  if (episode === null || !episode.open || (input.episode !== null && input.episode !== episode.number)) return [];
  person.episode = { ...episode, open: false };
  return [{ kind: 'episode_closed', employee: person.id, episode: episode.number, because: 'disposed' }];
}
