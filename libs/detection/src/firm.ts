import type { DetectionPolicy } from '#domain/policy/detection-policy';
import { weightsOf, yardstick, type Yardstick } from './assess.js';
import { Book } from './book.js';
import { noMonths, thresholdFor, type Months } from './calibrate.js';
import type { AbsoluteLimits } from './indicator.js';
import type { Feedback } from './feedback.js';
import { groupsOf } from './peers.js';
import { employmentOn, newPerson, type PersonState } from './person.js';
import { firstPolicy, limitsOf } from './policy.js';
import { factorFor, shiftOn, type Shift } from './shift.js';
import { ignorance, type Prior } from './prior.js';
import { kindOfDay, paceOn } from './strata.js';
import { workCalendarOf, type Calendar } from './time/calendar.js';

/** Everything the engine remembers. */
export type Firm = {
  /** The highest instant of receipt heard of; never falls. */
  clock: number;
  policy: DetectionPolicy;
  policyVersion: number;
  limits: AbsoluteLimits;
  weights: readonly number[];
  feedback: Feedback;
  calendar: Calendar;
  canaries: ReadonlySet<string>;
  readonly people: Map<string, PersonState>;
  readonly byNumber: PersonState[];
  readonly teams: Map<string, number>;
  priors: ReadonlyMap<string, Prior>;
  /** UTC day on which the priors were learned last. */
  priorsDay: number;
  /** Days of people that the priors were learned from. */
  daysInPriors: number;
  /** Days that imported history has taught since. */
  historyDaysSince: number;
  /** The last shift worked out; never stored, for it follows from the state. */
  shift: Shift | null;
  readonly book: Book;
  months: Months;
  /** Accumulated surprise at which an alert is raised; learned anew every UTC day. */
  threshold: number;
  /** Days on which an alert was delivered at once, latest last. */
  delivered: readonly number[];
  /** Names of state chunks that changed since they were last taken; people apart, for they change with every record. */
  readonly changed: Set<'firm' | 'priors'>;
  readonly changedPeople: PersonState[];
};

/** Alerts per person and month, where no policy says otherwise: one in seven months for a firm of 20. */
const defaultRate = 0.007;
/** The budget as a rate per person and month, over the people seen at work lately. */
export function alertRate(firm: Firm): number {
  let people = 0;
  for (const { model } of firm.byNumber) if (model.lastDay >= firm.priorsDay - 30) people += 1;
  return people === 0 ? defaultRate : firm.policy.budget.alertsPerMonth / people;
}

export const newFirm = (): Firm => ({
  clock: 0,
  policy: firstPolicy,
  policyVersion: 0,
  limits: limitsOf(firstPolicy),
  weights: weightsOf(firstPolicy, {}),
  feedback: {},
  calendar: workCalendarOf(firstPolicy.calendar),
  canaries: new Set(),
  people: new Map(),
  byNumber: [],
  teams: new Map(),
  priors: new Map(),
  priorsDay: 0,
  daysInPriors: 0,
  historyDaysSince: 0,
  shift: null,
  book: new Book(),
  months: noMonths,
  threshold: thresholdFor(noMonths, 0, defaultRate),
  delivered: [],
  changed: new Set(['firm']),
  changedPeople: [],
});

export function setPolicy(firm: Firm, policy: DetectionPolicy, version: number): void {
  firm.policy = policy;
  firm.policyVersion = version;
  firm.limits = limitsOf(policy);
  firm.weights = weightsOf(policy, firm.feedback);
  firm.calendar = workCalendarOf(policy.calendar);
  firm.changed.add('firm');
}

export function personOf(firm: Firm, id: string): PersonState {
  let person = firm.people.get(id);
  if (person === undefined) {
    person = newPerson(id, firm.byNumber.length);
    firm.people.set(person.id, person);
    firm.byNumber.push(person);
    firm.changed.add('firm');
  }
  return person;
}

export function teamNumber(firm: Firm, team: string): number {
  let number = firm.teams.get(team);
  if (number === undefined) {
    number = firm.teams.size;
    firm.teams.set(team, number);
    firm.changed.add('firm');
  }
  return number;
}

/** The narrowest group of at least five people; the firm before there is one. Looked up once a day. */
function priorFor(firm: Firm, person: PersonState, day: number): Prior {
  const known = person.prior;
  if (known !== null && known.day === day && known.among === firm.priors && known.peers === firm.policy.peers)
    return known.prior;
  const group = groupsOf(employmentOn(person, day), firm.policy.peers).find((name) => firm.priors.has(name));
  const prior = (group === undefined ? undefined : firm.priors.get(group)) ?? ignorance;
  person.prior = { day, among: firm.priors, peers: firm.policy.peers, prior };
  return prior;
}

/** How many times their usual a person does on a day of this kind. */
const paceFor = (firm: Firm, person: PersonState, day: number): number =>
  paceOn(person.model, priorFor(firm, person, day), kindOfDay(firm.calendar, day));

const noShift = (): number => 1;
/** As if nobody else were there: never less surprising than with the firm’s shift. */
export const strictYardstick = (firm: Firm, person: PersonState, day: number): Yardstick =>
  yardstick(person, priorFor(firm, person, day), day, firm.weights, paceFor(firm, person, day), noShift);

/** With what the whole firm did in the quarter-hours of receipt before this one. */
export function yardstickFor(firm: Firm, person: PersonState, day: number, quarter: number): Yardstick {
  let { shift } = firm;
  if (shift === null || shift.day !== day || shift.quarter !== quarter) {
    shift = shiftOn(firm.byNumber, day, quarter, (one) => paceFor(firm, one, day));
    firm.shift = shift;
  }
  const pace = paceFor(firm, person, day);
  return yardstick(person, priorFor(firm, person, day), day, firm.weights, pace, factorFor(person, shift, pace));
}

export function markChanged(firm: Firm, person: PersonState): void {
  if (person.changed) return;
  person.changed = true;
  firm.changedPeople.push(person);
}
