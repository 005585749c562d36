import type { Severity } from '#domain/values';
import type { Evidence } from './evidence.js';
import { copyModel, emptyModel, type PersonModel } from './model.js';
import type { OpenDay } from './open-day.js';
import type { Prior } from './prior.js';

/** Where somebody works from a local day on. */
export type Employment = {
  readonly team: string;
  readonly role: string;
  readonly region: string;
  readonly timezone: string;
  readonly from: number;
  readonly until: number | null;
};

/** What one indicator added to a day's score; `ids` are of that day alone. */
export type DayPart = {
  readonly indicator: string;
  readonly contribution: number;
  readonly observed: number;
  readonly expectedSelf: number | null;
  readonly expectedPeers: number | null;
  readonly count: number;
  readonly ids: readonly string[];
};

/** A closed day, kept while it can still be scored again. */
export type ClosedDay = {
  readonly day: number;
  /** Column and count by turns; what is not listed is 0. */
  readonly counts: readonly number[];
  /** Counts of the columns that are added up over a month, in their order. */
  readonly monthly: readonly number[];
  readonly accumulated: number;
  readonly surprise: number;
  readonly score: number | null;
  /** The band that was said of it, by rank, and the accumulated surprise at which the first began that day. */
  readonly rank: number;
  readonly threshold: number;
  /** What the score was made of, this day's evidence only. */
  readonly parts: readonly DayPart[];
  readonly firstAt: number;
  readonly lastAt: number;
  readonly inputHash: string;
  /** Whether it may teach, when its time comes. */
  readonly teaches: boolean;
  /** Indicator and surprise beyond the floor by turns; null for a day that was not measured. */
  readonly exceeded: readonly number[] | null;
  /** The person as they were before this day; kept for the days that a late record can still reach. */
  readonly before: Snapshot | null;
  /** Kept as long: scored again, a day may show other indicators. */
  readonly evidence: Evidence | null;
};

/** All of a person that a day's close changes. */
export type Snapshot = {
  readonly model: PersonModel;
  /** Accumulated surprise of each indicator, by the indicator's place. */
  readonly accumulated: readonly number[];
  readonly accumulatedOn: number;
  readonly told: number;
  /** Closed active days, taught or not. */
  readonly activeDays: number;
};

export type Episode = {
  readonly number: number;
  readonly openedOn: number;
  readonly severity: Severity;
  /** The strongest indicators of its first finding: what a disposition judges. */
  readonly indicators: readonly string[];
  readonly lastFindingOn: number;
  readonly quietDays: number;
  readonly frozenDays: number;
  readonly open: boolean;
};

type Departure = {
  readonly factId: string;
  readonly noticeOn: number;
  readonly lastWorkingDay: number | null;
};

type LastMonth = {
  readonly day: number;
  readonly taughtDays: number;
  readonly activeDays: number;
  readonly totals: readonly number[];
};

export type PersonState = {
  readonly id: string;
  readonly number: number;
  employments: readonly Employment[];
  model: PersonModel;
  accumulated: number[];
  accumulatedOn: number;
  /** What of the month's totals has been told by then. */
  told: number;
  activeDays: number;
  /** Object number to first and last local day of touch, packed. */
  readonly objects: Map<number, number>;
  readonly devices: Set<string>;
  /** Destination to the local day of first use. */
  readonly destinations: Map<string, number>;
  days: ClosedDay[];
  /** The day that is lived. */
  open: OpenDay | null;
  /** The day of imported history that is being read. */
  history: OpenDay | null;
  episode: Episode | null;
  departure: Departure | null;
  leftOn: number | null;
  /** Where this person's first-time customers come from lately: owner, weight that fades. */
  sources: readonly { readonly owner: number; readonly weight: number }[];
  sourcesOn: number;
  /** Colleagues whose customers were taken over, and until which day that explains touching them. */
  takenFrom: readonly { readonly owner: number; readonly until: number }[];
  /** The greatest accumulated surprise since a day, up to a month long. */
  month: { readonly from: number; readonly greatest: number } | null;
  /** Local days that a confirmed case covers: they teach nothing. */
  cases: readonly { readonly from: number; readonly to: number }[];
  /** Sums over the last month, worked out once a day; never stored. */
  lastMonth: LastMonth | null;
  /** The prior looked up last; never stored. */
  prior: {
    readonly day: number;
    readonly among: ReadonlyMap<string, Prior>;
    readonly peers: readonly string[];
    readonly prior: Prior;
  } | null;
  changed: boolean;
  objectsChanged: boolean;
  daysChanged: boolean;
};

export const newPerson = (id: string, number: number): PersonState => ({
  id,
  number,
  employments: [],
  model: emptyModel(),
  accumulated: [],
  accumulatedOn: 0,
  told: 0,
  activeDays: 0,
  objects: new Map(),
  devices: new Set(),
  destinations: new Map(),
  days: [],
  open: null,
  history: null,
  episode: null,
  departure: null,
  leftOn: null,
  sources: [],
  sourcesOn: 0,
  takenFrom: [],
  month: null,
  cases: [],
  lastMonth: null,
  prior: null,
  changed: false,
  objectsChanged: true,
  daysChanged: true,
});

export const snapshotOf = (person: PersonState): Snapshot => ({
  model: copyModel(person.model),
  accumulated: [...person.accumulated],
  accumulatedOn: person.accumulatedOn,
  told: person.told,
  activeDays: person.activeDays,
});

/** The employment that holds on a local day: the latest that began by then, else the first known. */
export function employmentOn(person: PersonState, day: number): Employment | null {
  let found: Employment | null = null;
  for (const employment of person.employments) {
    if (found === null || employment.from <= day) found = employment;
  }
  return found;
}
