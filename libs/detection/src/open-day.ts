import { noEvidence, withRecord, type Evidence } from './evidence.js';
import { feature, featureCount, highestCount } from './features.js';
import { bucketMs } from './time/instant.js';

/** Five-minute buckets of a local day, an hour of which may come twice. */
const bucketsOfDay = 300;
const bucketsOfHour = 12;

/** One person's local day while records still come in. */
export type OpenDay = {
  readonly day: number;
  /** The local midnight before it and after it. */
  readonly startsAt: number;
  readonly endsAt: number;
  readonly counts: Float64Array;
  /** Quarter-hour of receipt of the last record, and the counts when it began. */
  quarter: number;
  readonly settled: Float64Array;
  /** By five-minute bucket; empty until something happens. */
  views: Uint32Array;
  reveals: Uint32Array;
  outflow: Uint32Array;
  searches: Uint32Array;
  /** Objects touched today that were touched later too: history and late records come out of order. */
  readonly touchedLater: Set<number>;
  /** Objects whose data left today. */
  readonly outflowObjects: Set<number>;
  readonly deniedByAction: Map<string, number>;
  /** First-time customers by who mostly touches them. */
  readonly newByOwner: Map<number, number>;
  evidence: Evidence;
  /** Features that the last record raised, in the bits of two words. */
  raisedLow: number;
  raisedHigh: number;
  firstAt: number;
  lastAt: number;
  /** Highest band reached so far, by rank; only rises within a day. */
  band: number;
  alerted: boolean;
};

const noBuckets = new Uint32Array(0);

export const openDay = (day: number, startsAt: number, endsAt: number): OpenDay => ({
  day,
  startsAt,
  endsAt,
  counts: new Float64Array(featureCount),
  quarter: 0,
  settled: new Float64Array(featureCount),
  views: noBuckets,
  reveals: noBuckets,
  outflow: noBuckets,
  searches: noBuckets,
  touchedLater: new Set(),
  outflowObjects: new Set(),
  deniedByAction: new Map(),
  newByOwner: new Map(),
  evidence: noEvidence(),
  raisedLow: 0,
  raisedHigh: 0,
  firstAt: Number.MAX_SAFE_INTEGER,
  lastAt: 0,
  band: 0,
  alerted: false,
});

export function raise(day: OpenDay, at: number, by: number): void {
  day.counts[at] = Math.min((day.counts[at] ?? 0) + by, highestCount);
  mark(day, at);
}

/** Remembers that the record being counted raised this feature. */
function mark(day: OpenDay, at: number): void {
  if (at < 30) day.raisedLow |= 1 << at;
  else day.raisedHigh |= 1 << (at - 30);
}

/** Whether the record counted last raised this feature. */
export const hasRaised = (day: OpenDay, at: number): boolean =>
  ((at < 30 ? day.raisedLow >> at : day.raisedHigh >> (at - 30)) & 1) === 1;

/** Begins a record: what it raises is gathered until `settle`. */
export function note(day: OpenDay, at: number): void {
  day.raisedLow = 0;
  day.raisedHigh = 0;
  if (at < day.firstAt) day.firstAt = at;
  if (at > day.lastAt) day.lastAt = at;
}

/** Ends a record. */
export function settle(day: OpenDay, id: string, weight: number): void {
  day.evidence = withRecord(day.evidence, { id, weight, low: day.raisedLow, high: day.raisedHigh });
}

const slotOf = (day: OpenDay, at: number): number =>
  Math.min(Math.max(Math.floor((at - day.startsAt) / bucketMs), 0), bucketsOfDay - 1);

export function markSearch(day: OpenDay, at: number): void {
  if (day.searches.length === 0) day.searches = new Uint32Array(bucketsOfDay);
  day.searches[slotOf(day, at)] = 1;
}

const hourOf = {
  views: feature.viewsInAnHour,
  reveals: feature.revealsInAnHour,
  outflow: feature.outflowInAnHour,
} as const;
/** Adds to a bucket and keeps the most seen within an hour. */
export function addToHour(day: OpenDay, kind: keyof typeof hourOf, at: number, by: number): void {
  if (day[kind].length === 0) day[kind] = new Uint32Array(bucketsOfDay);
  const buckets = day[kind];
  const slot = slotOf(day, at);
  buckets[slot] = Math.min((buckets[slot] ?? 0) + by, 0xffff_ffff);
  let sum = 0;
  for (let before = Math.max(0, slot - bucketsOfHour + 1); before <= slot; before += 1) sum += buckets[before] ?? 0;
  const column = hourOf[kind];
  if (sum > (day.counts[column] ?? 0)) day.counts[column] = sum;
  mark(day, column);
}

const bucketsOfSequence = 24;
/** Outflow within two hours of a reveal that itself followed a search: counted by bucket, so that order within one is no matter. */
export function sequencesOf(day: OpenDay): number {
  if ((day.counts[feature.reveals] ?? 0) === 0 || (day.counts[feature.searches] ?? 0) === 0) return 0;
  let search = -1_000;
  let reveal = -1_000;
  let count = 0;
  for (let bucket = 0; bucket < bucketsOfDay; bucket += 1) {
    if ((day.searches[bucket] ?? 0) > 0) search = bucket;
    if ((day.reveals[bucket] ?? 0) > 0 && bucket - search <= bucketsOfSequence) reveal = bucket;
    if ((day.outflow[bucket] ?? 0) > 0 && bucket - reveal <= bucketsOfSequence) count += day.outflow[bucket] ?? 0;
  }
  return count;
}
