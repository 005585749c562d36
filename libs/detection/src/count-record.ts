import type { ActivityRecord } from './engine.js';
import type { Book } from './book.js';
import { feature } from './features.js';
import { addToHour, note, raise, type OpenDay } from './open-day.js';
import type { PersonState } from './person.js';
import { quarterOf } from './shift.js';
import { bucketMs } from './time/instant.js';

/** What is known of the moment at which a record is counted. */
export type RecordContext = {
  readonly book: Book;
  readonly person: PersonState;
  readonly day: OpenDay;
  readonly at: number;
  readonly recordedAt: number;
  readonly startOfDay: number;
  readonly team: number;
  readonly offHours: 'working' | 'after_hours' | 'free_day';
  readonly canaries: ReadonlySet<string>;
  readonly exportCap: number | null;
  /** True when a colleague's customers go to this person for a plain reason. */
  readonly isTakenFrom: (owner: number) => boolean;
  readonly hasGone: (owner: number) => boolean;
};

const sensitivityWeight = { public: 1, internal: 1, confidential: 3, trade_secret: 9 } as const;
const highestRows = 1_000_000_000;
const dormantDays = 180;
/** Data of a customer first touched within these days is fresh when it leaves. */
const freshDays = 21;
const mostRemembered = 1_000;
const nearCapShare = 0.8;

/** First and last local day of a person's touches of one object, packed into one number. */
const pack = (first: number, last: number): number => first * 65_536 + last;
export const lastTouch = (packed: number): number => packed % 65_536;
export const firstTouch = (packed: number): number => Math.floor(packed / 65_536);

/** Adds one record to its day: the only place in which a record is read. */
export function countRecord(record: ActivityRecord, context: RecordContext): void {
  const { day, person, at } = context;
  const quarter = quarterOf(context.recordedAt);
  if (quarter !== day.quarter) {
    day.settled.set(day.counts);
    day.quarter = quarter;
  }
  const rows = Math.min(Math.max(record.rows, record.objects.length), highestRows);
  note(day, record.id, at, rows);
  raise(day, 'records', 1);
  if (context.offHours === 'after_hours') raise(day, 'afterHours', 1);
  if (context.offHours === 'free_day') raise(day, 'freeDay', 1);
  if (record.device !== null && isNewTo(person.devices, record.device)) raise(day, 'newDevices', 1);
  if (record.outcome === 'denied') {
    countDenial(record, day);
    return;
  }
  const bucket = Math.floor((at - context.startOfDay) / bucketMs);
  switch (record.action) {
    case 'sign_in':
      return;
    case 'search':
    case 'list':
      raise(day, 'searches', 1);
      day.searches[Math.min(Math.max(bucket, 0), 299)] = 1;
      return;
    case 'view': {
      const views = Math.max(1, record.objects.length);
      raise(day, 'views', views);
      addToHour(day, day.views, bucket, views, 'viewsInAnHour');
      touchObjects(record, context, false);
      break;
    }
    case 'reveal':
      raise(day, 'reveals', 1);
      addToHour(day, day.reveals, bucket, 1, 'revealsInAnHour');
      touchObjects(record, context, false);
      break;
    case 'copy':
      countOutflow(record, context, rows, bucket, 'copies');
      break;
    case 'print':
      countOutflow(record, context, rows, bucket, 'prints');
      break;
    case 'export':
      countOutflow(record, context, rows, bucket, 'exports');
      countExport(context, rows);
      break;
    case 'download':
      countOutflow(record, context, rows, bucket, 'downloads');
      break;
    case 'share':
      countOutflow(record, context, rows, bucket, 'shares');
      break;
    case 'api_read':
      countOutflow(record, context, rows, bucket, 'views');
      break;
  }
  if (rows > 0) {
    raise(day, 'rows', rows);
    raise(day, 'weightedRows', rows * (record.sensitivity === null ? 1 : sensitivityWeight[record.sensitivity]));
  }
  if (isDeep(record.kind)) raise(day, 'deepKinds', 1);
}

function countDenial(record: ActivityRecord, day: OpenDay): void {
  raise(day, 'denied', 1);
  const before = day.deniedByAction.get(record.action) ?? 0;
  day.deniedByAction.set(record.action, before + 1);
  if (before > 0) raise(day, 'retries', 1);
}

function countOutflow(
  record: ActivityRecord,
  context: RecordContext,
  rows: number,
  bucket: number,
  kind: 'copies' | 'prints' | 'exports' | 'downloads' | 'shares' | 'views',
): void {
  const { day, person } = context;
  raise(day, kind, 1);
  raise(day, 'outflowRows', Math.max(1, rows));
  addToHour(day, day.outflow, bucket, 1, 'outflowInAnHour');
  if ((day.counts[feature.reveals] ?? 0) > 0) raise(day, 'sequences', 1);
  if (record.destination !== null) {
    const outside = record.destination.startsWith('external:') || record.destination.startsWith('removable:');
    if (outside) raise(day, 'outsideRows', Math.max(1, rows));
    if (isNewTo(person.destinations, record.destination)) raise(day, 'newDestinations', 1);
  }
  touchObjects(record, context, true);
}

function countExport({ day, exportCap }: RecordContext, rows: number): void {
  if (rows === 0) return;
  raise(day, 'exportRows', rows);
  if (rows > (day.counts[feature.largestExport] ?? 0))
    raise(day, 'largestExport', rows - (day.counts[feature.largestExport] ?? 0));
  if (exportCap !== null && rows <= exportCap && rows >= nearCapShare * exportCap) raise(day, 'nearCap', 1);
}

function touchObjects(record: ActivityRecord, context: RecordContext, leaves: boolean): void {
  const { day, person, book } = context;
  const isForeign = record.portfolio === 'team' || record.portfolio === 'other';
  if (record.objects.length === 0) {
    if (isForeign) {
      raise(day, 'foreign', 1);
      raise(day, 'foreignStrangers', 1);
    }
    if (isForeign && leaves) raise(day, 'foreignOutflow', 1);
    return;
  }
  for (const id of record.objects) {
    if (context.canaries.size > 0 && context.canaries.has(id)) raise(day, 'canaries', 1);
    const object = book.numberOf(id, context.recordedAt);
    const known = person.objects.get(object);
    if (known === undefined || lastTouch(known) !== day.day) touchFirstToday(object, known, context, isForeign);
    if (leaves && !day.outflowObjects.has(object)) {
      day.outflowObjects.add(object);
      raise(day, 'outflowObjects', 1);
      const isFresh = known === undefined || day.day - firstTouch(known) < freshDays;
      if (isFresh || isForeign) countStrangeOutflow(context, object, isFresh, isForeign);
    }
    book.touch(object, person.number, day.day);
  }
}

/** What leaves of customers taken over for a plain reason is outflow, and nothing more. */
function countStrangeOutflow(context: RecordContext, object: number, isFresh: boolean, isForeign: boolean): void {
  if (context.hasGone(context.book.owner[object] ?? -1)) return;
  if (isFresh) raise(context.day, 'freshOutflow', 1);
  if (isForeign) raise(context.day, 'foreignOutflow', 1);
}

function touchFirstToday(object: number, known: number | undefined, context: RecordContext, isForeign: boolean): void {
  const { day, person, book, recordedAt, team } = context;
  raise(day, 'objects', 1);
  const owner = book.owner[object] ?? -1;
  const isTaken = known !== undefined && isForeign && context.isTakenFrom(owner);
  if (isForeign && !isTaken) {
    raise(day, 'foreign', 1);
    raise(day, 'foreignStrangers', 1);
  }
  const lastByAnybody = book.lastDay[object] ?? 0;
  if (lastByAnybody > 0 && day.day - lastByAnybody > dormantDays) raise(day, 'dormant', 1);
  if (known === undefined) {
    raise(day, 'newObjects', 1);
    // An upper bound until the whole day is looked at.
    raise(day, 'strangers', 1);
    const from = owner === person.number ? -1 : owner;
    day.newByOwner.set(from, (day.newByOwner.get(from) ?? 0) + 1);
    if (book.firstAt[object] === recordedAt) raise(day, 'newToFirm', 1);
    if (book.isNewToTeam(object, team)) raise(day, 'newToTeam', 1);
    person.objects.set(object, pack(day.day, day.day));
    person.objectsChanged = true;
  } else {
    // A late record must not move the last touch back.
    person.objects.set(object, pack(firstTouch(known), Math.max(lastTouch(known), day.day)));
    person.objectsChanged = true;
  }
}

const deep: ReadonlySet<string> = new Set(['quote', 'transaction', 'contract', 'special_terms']);
const isDeep = (kind: ActivityRecord['kind']): boolean => kind !== null && deep.has(kind);

/** Adds to a bounded memory; what no longer fits counts as new each time. */
function isNewTo(known: Set<string>, value: string): boolean {
  if (known.has(value)) return false;
  if (known.size < mostRemembered) known.add(value);
  return true;
}
