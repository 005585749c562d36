import type { ActivityRecord } from './engine.js';
import { teamNumber, type Firm } from './firm.js';
import { hasGone, isTakenFrom } from './hand-over.js';
import { feature } from './features.js';
import { addToHour, markSearch, note, raise, type OpenDay } from './open-day.js';
import { employmentOn, type PersonState } from './person.js';
import { quarterOf } from './shift.js';

/** What is known of the moment at which a record is counted. */
export type RecordContext = {
  readonly firm: Firm;
  readonly person: PersonState;
  readonly day: OpenDay;
  readonly at: number;
  readonly recordedAt: number;
  readonly offHours: 'working' | 'after_hours' | 'free_day';
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
  switch (record.action) {
    case 'sign_in':
      return;
    case 'search':
    case 'list':
      raise(day, 'searches', 1);
      markSearch(day, at);
      return;
    case 'view': {
      const views = Math.max(1, record.objects.length);
      raise(day, 'views', views);
      addToHour(day, 'views', at, views);
      touchObjects(record, context, false);
      break;
    }
    case 'reveal':
      raise(day, 'reveals', 1);
      addToHour(day, 'reveals', at, 1);
      touchObjects(record, context, false);
      break;
    case 'copy':
      countOutflow(record, context, rows, 'copies');
      break;
    case 'print':
      countOutflow(record, context, rows, 'prints');
      break;
    case 'export':
      countOutflow(record, context, rows, 'exports');
      countExport(context, rows);
      break;
    case 'download':
      countOutflow(record, context, rows, 'downloads');
      break;
    case 'share':
      countOutflow(record, context, rows, 'shares');
      break;
    case 'api_read':
      countOutflow(record, context, rows, 'views');
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
  kind: 'copies' | 'prints' | 'exports' | 'downloads' | 'shares' | 'views',
): void {
  const { day, person } = context;
  raise(day, kind, 1);
  raise(day, 'outflowRows', Math.max(1, rows));
  addToHour(day, 'outflow', context.at, 1);
  if ((day.counts[feature.reveals] ?? 0) > 0) raise(day, 'sequences', 1);
  if (record.destination !== null) {
    const outside = record.destination.startsWith('external:') || record.destination.startsWith('removable:');
    if (outside) raise(day, 'outsideRows', Math.max(1, rows));
    if (isNewTo(person.destinations, record.destination)) raise(day, 'newDestinations', 1);
  }
  touchObjects(record, context, true);
}

function countExport({ day, firm }: RecordContext, rows: number): void {
  const exportCap = firm.limits.exportRows;
  if (rows === 0) return;
  raise(day, 'exportRows', rows);
  if (rows > (day.counts[feature.largestExport] ?? 0))
    raise(day, 'largestExport', rows - (day.counts[feature.largestExport] ?? 0));
  if (exportCap !== null && rows <= exportCap && rows >= nearCapShare * exportCap) raise(day, 'nearCap', 1);
}

function touchObjects(record: ActivityRecord, context: RecordContext, leaves: boolean): void {
  const { day, person, firm } = context;
  const { book, canaries } = firm;
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
    if (canaries.size > 0 && canaries.has(id)) raise(day, 'canaries', 1);
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
  const { firm, day, person } = context;
  const owner = firm.book.owner[object] ?? -1;
  if (owner !== person.number && hasGone(firm.byNumber[owner], day.day)) return;
  if (isFresh) raise(day, 'freshOutflow', 1);
  if (isForeign) raise(day, 'foreignOutflow', 1);
}

function touchFirstToday(object: number, known: number | undefined, context: RecordContext, isForeign: boolean): void {
  const { day, person, firm, recordedAt } = context;
  const { book } = firm;
  raise(day, 'objects', 1);
  const owner = book.owner[object] ?? -1;
  const isTaken = known !== undefined && isForeign && isTakenFrom(firm, person, owner, day.day);
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
    if (book.isNewToTeam(object, teamNumber(firm, employmentOn(person, day.day)?.team ?? '')))
      raise(day, 'newToTeam', 1);
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
