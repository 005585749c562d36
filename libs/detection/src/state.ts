import type { DetectionPolicy } from '#domain/policy/detection-policy';

import { newFirm, personOf, setPolicy, type Firm } from './firm.js';
import type { PersonModel } from './model.js';
import type { OpenDay } from './open-day.js';
import type { ClosedDay, PersonState } from './person.js';
import type { Prior } from './prior.js';

/** Chunks: `firm`, `priors`, `book/<n>`, and for each person `person/<id>`, `days/<id>`, `objects/<id>`. */
export function encodeChanged(firm: Firm): Map<string, string> {
  const chunks = new Map<string, string>();
  if (firm.changed.has('firm')) chunks.set('firm', encodeFirm(firm));
  if (firm.changed.has('priors')) chunks.set('priors', encodePriors(firm.priors));
  for (const person of firm.changedPeople) encodePerson(person, chunks);
  for (const [chunk, text] of firm.book.takeChanged()) chunks.set(`book/${String(chunk).padStart(6, '0')}`, text);
  firm.changed.clear();
  firm.changedPeople.length = 0;
  return chunks;
}

const list = (numbers: Float64Array | Uint32Array): readonly number[] => [...numbers];

function encodeFirm(firm: Firm): string {
  return JSON.stringify({
    clock: firm.clock,
    policy: firm.policy,
    policyVersion: firm.policyVersion,
    priorsDay: firm.priorsDay,
    daysInPriors: firm.daysInPriors,
    historyDaysSince: firm.historyDaysSince,
    delivered: firm.delivered,
    months: firm.months,
    threshold: firm.threshold,
    feedback: firm.feedback,
    canaries: [...firm.canaries].sort(),
    people: firm.byNumber.map(({ id }) => id),
    teams: [...firm.teams.keys()],
  } satisfies StoredFirm);
}
type StoredFirm = Pick<
  Firm,
  | 'clock'
  | 'policyVersion'
  | 'priorsDay'
  | 'daysInPriors'
  | 'historyDaysSince'
  | 'delivered'
  | 'months'
  | 'threshold'
  | 'feedback'
> & {
  readonly policy: DetectionPolicy;
  readonly canaries: readonly string[];
  readonly people: readonly string[];
  readonly teams: readonly string[];
};

type StoredPrior = { readonly [K in keyof Prior]: K extends 'people' ? number : readonly number[] };
const encodePriors = (priors: ReadonlyMap<string, Prior>): string =>
  JSON.stringify(
    [...priors].map(([group, prior]) => [
      group,
      Object.fromEntries(
        Object.entries(prior).map(([name, value]) => [name, typeof value === 'number' ? value : list(value)]),
      ),
    ]),
  );

function decodePriors(text: string): Map<string, Prior> {
  const priors = new Map<string, Prior>();
  for (const [group, stored] of JSON.parse(text) as readonly [string, StoredPrior][]) {
    priors.set(group, {
      people: stored.people,
      mean: Float64Array.from(stored.mean),
      meanDays: Float64Array.from(stored.meanDays),
      dispersion: Float64Array.from(stored.dispersion),
      occurrence: Float64Array.from(stored.occurrence),
      occurrenceDays: Float64Array.from(stored.occurrenceDays),
      logMean: Float64Array.from(stored.logMean),
      logVariance: Float64Array.from(stored.logVariance),
      logDays: Float64Array.from(stored.logDays),
      pace: Float64Array.from(stored.pace),
      exceedance: Float64Array.from(stored.exceedance),
      meanExcess: Float64Array.from(stored.meanExcess),
    });
  }
  return priors;
}

function encodePerson(person: PersonState, chunks: Map<string, string>): void {
  person.changed = false;
  const { id, employments, accumulated, accumulatedOn, told, activeDays, episode } = person;
  const { departure, leftOn, sources, sourcesOn, takenFrom, month, cases } = person;
  chunks.set(
    `person/${id}`,
    JSON.stringify({
      employments,
      accumulated,
      accumulatedOn,
      told,
      activeDays,
      episode,
      departure,
      leftOn,
      sources,
      sourcesOn,
      takenFrom,
      month,
      cases,
      model: encodeModel(person.model),
      devices: [...person.devices],
      destinations: [...person.destinations],
      open: person.open === null ? null : encodeOpen(person.open),
      history: person.history === null ? null : encodeOpen(person.history),
    }),
  );
  if (person.objectsChanged) {
    chunks.set(`objects/${id}`, JSON.stringify([...person.objects].flat()));
    person.objectsChanged = false;
  }
  if (person.daysChanged) {
    chunks.set(`days/${id}`, JSON.stringify(person.days.map(encodeDay)));
    person.daysChanged = false;
  }
}

type Sums = 'sums' | 'exceeded' | 'excess';
type StoredModel = Omit<PersonModel, Sums> & { readonly [K in Sums]: readonly number[] };
const encodeModel = (model: PersonModel): StoredModel => ({
  ...model,
  sums: list(model.sums),
  exceeded: list(model.exceeded),
  excess: list(model.excess),
});
const decodeModel = (stored: StoredModel): PersonModel => ({
  ...stored,
  sums: Float64Array.from(stored.sums),
  exceeded: Float64Array.from(stored.exceeded),
  excess: Float64Array.from(stored.excess),
});

type StoredDay = Omit<ClosedDay, 'before'> & {
  readonly before: (Omit<NonNullable<ClosedDay['before']>, 'model'> & { readonly model: StoredModel }) | null;
};
const encodeDay = (day: ClosedDay): StoredDay => ({
  ...day,
  before: day.before === null ? null : { ...day.before, model: encodeModel(day.before.model) },
});
const decodeDay = (day: StoredDay): ClosedDay => ({
  ...day,
  before: day.before === null ? null : { ...day.before, model: decodeModel(day.before.model) },
});

const encodeOpen = (day: OpenDay) => ({
  ...day,
  counts: list(day.counts),
  settled: list(day.settled),
  views: list(day.views),
  reveals: list(day.reveals),
  outflow: list(day.outflow),
  searches: list(day.searches),
  touchedLater: [...day.touchedLater],
  outflowObjects: [...day.outflowObjects],
  deniedByAction: [...day.deniedByAction],
  newByOwner: [...day.newByOwner],
});
const decodeOpen = (stored: ReturnType<typeof encodeOpen>): OpenDay => ({
  ...stored,
  counts: Float64Array.from(stored.counts),
  settled: Float64Array.from(stored.settled),
  views: Uint32Array.from(stored.views),
  reveals: Uint32Array.from(stored.reveals),
  outflow: Uint32Array.from(stored.outflow),
  searches: Uint32Array.from(stored.searches),
  touchedLater: new Set(stored.touchedLater),
  outflowObjects: new Set(stored.outflowObjects),
  deniedByAction: new Map(stored.deniedByAction),
  newByOwner: new Map(stored.newByOwner),
});

type StoredPerson = Pick<
  PersonState,
  | 'employments'
  | 'accumulated'
  | 'accumulatedOn'
  | 'told'
  | 'activeDays'
  | 'episode'
  | 'departure'
  | 'leftOn'
  | 'sources'
  | 'sourcesOn'
  | 'takenFrom'
  | 'month'
  | 'cases'
> & {
  readonly model: StoredModel;
  readonly devices: readonly string[];
  readonly destinations: readonly (readonly [string, number])[];
  readonly open: ReturnType<typeof encodeOpen> | null;
  readonly history: ReturnType<typeof encodeOpen> | null;
};

/** The firm as it was when the chunks were taken; a new one from none. */
export function decodeFirm(chunks: ReadonlyMap<string, string>): Firm {
  const firm = newFirm();
  const text = chunks.get('firm');
  if (text === undefined) return firm;
  const stored = JSON.parse(text) as StoredFirm;
  firm.clock = stored.clock;
  firm.feedback = stored.feedback;
  setPolicy(firm, stored.policy, stored.policyVersion);
  firm.priorsDay = stored.priorsDay;
  firm.daysInPriors = stored.daysInPriors;
  firm.historyDaysSince = stored.historyDaysSince;
  firm.delivered = stored.delivered;
  firm.months = stored.months;
  firm.threshold = stored.threshold;
  firm.canaries = new Set(stored.canaries);
  stored.teams.forEach((team, number) => firm.teams.set(team, number));
  firm.priors = decodePriors(chunks.get('priors') ?? '[]');
  for (let chunk = 0; ; chunk += 1) {
    const rows = chunks.get(`book/${String(chunk).padStart(6, '0')}`);
    if (rows === undefined) break;
    firm.book.decode(rows);
  }
  for (const id of stored.people) decodePerson(personOf(firm, id), chunks);
  firm.changed.clear();
  return firm;
}

function decodePerson(person: PersonState, chunks: ReadonlyMap<string, string>): void {
  const text = chunks.get(`person/${person.id}`);
  if (text === undefined) return;
  const { model, devices, destinations, open, history, ...rest } = JSON.parse(text) as StoredPerson;
  Object.assign(person, rest, { model: decodeModel(model) });
  person.open = open === null ? null : decodeOpen(open);
  person.history = history === null ? null : decodeOpen(history);
  for (const device of devices) person.devices.add(device);
  for (const [destination, day] of destinations) person.destinations.set(destination, day);
  const objects = JSON.parse(chunks.get(`objects/${person.id}`) ?? '[]') as readonly number[];
  for (let k = 0; k < objects.length; k += 2) person.objects.set(objects[k] ?? 0, objects[k + 1] ?? 0);
  person.days = (JSON.parse(chunks.get(`days/${person.id}`) ?? '[]') as readonly StoredDay[]).map(decodeDay);
  person.objectsChanged = false;
  person.daysChanged = false;
}
