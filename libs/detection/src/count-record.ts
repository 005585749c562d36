import type { Entry } from './book.js';
import type { ActivityRecord } from './engine.js';
import { teamNumber, type Firm } from './firm.js';
import { hasGone, isTakenFrom } from './hand-over.js';
import { feature } from './features.js';
import { addToHour, markSearch, note, settle, raise, type OpenDay } from './open-day.js';
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
const rowsOf = ({ rows, objects }: ActivityRecord): number => Math.min(Math.max(rows, objects.length), highestRows);
const dormantDays = 180;
/** Data of a customer first touched within these days is fresh when it leaves. */
const freshDays = 21;
const mostRemembered = 1_000;
const nearCapShare = 0.8;

/** First and last local day of a person's touches of one object, packed into one number. */
const pack = (first: number, last: number): number => first * 65_536 + last;
const lastTouch = (packed: number): number => packed % 65_536;
const firstTouch = (packed: number): number => Math.floor(packed / 65_536);

/** Adds one record to its day: the only place in which a record is read. */
export function countRecord(record: ActivityRecord, context: RecordContext): void {
  const { day, person, at } = context;
  const quarter = quarterOf(context.recordedAt);
  if (quarter !== day.quarter) {
    day.settled.set(day.counts);
    day.quarter = quarter;
  }
  const rows = rowsOf(record);
  note(day, at);
  raise(day, feature.records, 1);
  if (context.offHours === 'after_hours') raise(day, feature.afterHours, 1);
  if (context.offHours === 'free_day') raise(day, feature.freeDay, 1);
  if (record.device !== null && isNewTo(person.devices, record.device)) raise(day, feature.newDevices, 1);
  countAct(record, context, rows);
  settle(day, record.id, rows);
}

/** What was refused counts as a refusal and as nothing else; only a decoy is touched by the attempt. */
function countAct(record: ActivityRecord, context: RecordContext, rows: number): void {
  const { day, at } = context;
  if (record.outcome === 'denied') {
    countDenial(record, day);
    if (!isList(record.action)) countCanaries(record.objects, context);
    return;
  }
  switch (record.action) {
    case 'sign_in':
      return;
    case 'search':
    case 'list':
      raise(day, feature.searches, 1);
      markSearch(day, at);
      if (rows > 0) raise(day, feature.listedRows, rows);
      return;
    case 'view': {
      // Where a source does not name what was opened, it says how many.
      const views = Math.max(1, record.objects.length === 0 ? rows : record.objects.length);
      raise(day, feature.views, views);
      addToHour(day, 'views', at, views);
      touchObjects(record, context, false);
      break;
    }
    case 'reveal':
      boundSequences(day);
      raise(day, feature.reveals, 1);
      addToHour(day, 'reveals', at, 1);
      touchObjects(record, context, false);
      break;
    case 'copy':
      countOutflow(record, context, rows, feature.copies);
      break;
    case 'print':
      countOutflow(record, context, rows, feature.prints);
      break;
    case 'export':
      countOutflow(record, context, rows, feature.exports);
      countExport(context, rows);
      break;
    case 'download':
      countOutflow(record, context, rows, feature.downloads);
      break;
    case 'share':
      countOutflow(record, context, rows, feature.shares);
      break;
    case 'api_read':
      countOutflow(record, context, rows, feature.views);
      break;
  }
  if (rows > 0) {
    raise(day, feature.rows, rows);
    raise(day, feature.weightedRows, rows * (record.sensitivity === null ? 1 : sensitivityWeight[record.sensitivity]));
  }
  if (isDeep(record.kind)) raise(day, feature.deepKinds, 1);
}

function countDenial(record: ActivityRecord, day: OpenDay): void {
  raise(day, feature.denied, 1);
  const before = day.deniedByAction.get(record.action) ?? 0;
  day.deniedByAction.set(record.action, before + 1);
  if (before > 0) raise(day, feature.retries, 1);
}

function countOutflow(record: ActivityRecord, context: RecordContext, rows: number, column: number): void {
  const { day, person } = context;
  raise(day, column, 1);
  raise(day, feature.outflowRows, Math.max(1, rows));
  addToHour(day, 'outflow', context.at, 1);
  if ((day.counts[feature.reveals] ?? 0) > 0) raise(day, feature.sequences, 1);
  if (record.destination !== null) {
    const outside = record.destination.startsWith('external:') || record.destination.startsWith('removable:');
    if (outside) raise(day, feature.outsideRows, Math.max(1, rows));
    const firstUse = firstUseOf(person.destinations, record.destination, day.day);
    if (firstUse === null) raise(day, feature.newDestinations, 1);
    if (outside && day.day - (firstUse ?? day.day) < freshDays) raise(day, feature.freshPlaces, 1);
  }
  touchObjects(record, context, true);
}

/** Records come out of order: what left before the day's first reveal arrived may have left after it. */
function boundSequences(day: OpenDay): void {
  if ((day.counts[feature.reveals] ?? 0) > 0 || day.outflow.length === 0) return;
  raise(
    day,
    feature.sequences,
    day.outflow.reduce((sum, count) => sum + count, 0),
  );
}

function countExport({ day, firm }: RecordContext, rows: number): void {
  const exportCap = firm.limits.exportRows;
  if (rows === 0) return;
  raise(day, feature.exportRows, rows);
  if (rows > (day.counts[feature.largestExport] ?? 0))
    raise(day, feature.largestExport, rows - (day.counts[feature.largestExport] ?? 0));
  if (exportCap !== null && rows <= exportCap && rows >= nearCapShare * exportCap) raise(day, feature.nearCap, 1);
}

function touchObjects(record: ActivityRecord, context: RecordContext, leaves: boolean): void {
  const { day, person, firm } = context;
  const { book } = firm;
  countCanaries(record.objects, context);
  const isForeign = record.portfolio === 'team' || record.portfolio === 'other';
  if (record.objects.length === 0) {
    if (isForeign) {
      raise(day, feature.foreign, 1);
      raise(day, feature.foreignStrangers, 1);
    }
    if (isForeign && leaves) raise(day, feature.foreignOutflow, 1);
    return;
  }
  for (const id of record.objects) {
    const entry = book.entryOf(id, context.recordedAt);
    const known = person.objects.get(entry.number);
    if (isFirstToday(entry.number, known, day)) touchFirstToday(entry, known, context, isForeign);
    if (leaves && !day.outflowObjects.has(entry.number)) {
      day.outflowObjects.add(entry.number);
      raise(day, feature.outflowObjects, 1);
      const isFresh = known === undefined || day.day - firstTouch(known) < freshDays;
      if (isFresh || isForeign) countStrangeOutflow(context, entry, isFresh, isForeign);
    }
    book.touch(entry, person.number, day.day);
  }
}

/** A decoy that merely stands in a list is not touched: lists have everything. */
const isList = (action: ActivityRecord['action']): boolean => action === 'search' || action === 'list';
function countCanaries(objects: readonly string[], { firm: { canaries }, day }: RecordContext): void {
  if (canaries.size === 0) return;
  for (const id of objects) if (canaries.has(id)) raise(day, feature.canaries, 1);
}

function isFirstToday(object: number, known: number | undefined, day: OpenDay): boolean {
  if (known === undefined || lastTouch(known) < day.day) return true;
  if (lastTouch(known) === day.day || day.touchedLater.has(object)) return false;
  day.touchedLater.add(object);
  return true;
}

/** What leaves of customers taken over for a plain reason is outflow, and nothing more. */
function countStrangeOutflow(context: RecordContext, { owner }: Entry, isFresh: boolean, isForeign: boolean): void {
  const { firm, day, person } = context;
  if (owner !== person.number && hasGone(firm.byNumber[owner], day.day)) return;
  if (isFresh) raise(day, feature.freshOutflow, 1);
  if (isForeign) raise(day, feature.foreignOutflow, 1);
}

function touchFirstToday(entry: Entry, known: number | undefined, context: RecordContext, isForeign: boolean): void {
  const { day, person, firm, recordedAt } = context;
  const { owner, number, lastDay } = entry;
  raise(day, feature.objects, 1);
  const isTaken = known !== undefined && isForeign && isTakenFrom(firm, person, owner, day.day);
  if (isForeign && !isTaken) {
    raise(day, feature.foreign, 1);
    raise(day, feature.foreignStrangers, 1);
  }
  if (lastDay > 0 && day.day - lastDay > dormantDays) raise(day, feature.dormant, 1);
  if (known === undefined) {
    raise(day, feature.newObjects, 1);
    // An upper bound until the whole day is looked at.
    raise(day, feature.strangers, 1);
    const from = owner === person.number ? -1 : owner;
    day.newByOwner.set(from, (day.newByOwner.get(from) ?? 0) + 1);
    const team = teamNumber(firm, employmentOn(person, day.day)?.team ?? '');
    const isNewToFirm = entry.firstAt === recordedAt;
    if (isNewToFirm) raise(day, feature.newToFirm, 1);
    // Nobody of the team had touched what others of the firm work with.
    const isNewToTeam = firm.book.isNewToTeam(entry, team) && !isNewToFirm;
    if (isNewToTeam && !isTakenFrom(firm, person, owner, day.day)) raise(day, feature.newToTeam, 1);
    person.objects.set(number, pack(day.day, day.day));
    person.objectsChanged = true;
  } else {
    // History and late records must not move the last touch back, and may move the first.
    person.objects.set(number, pack(Math.min(firstTouch(known), day.day), Math.max(lastTouch(known), day.day)));
    person.objectsChanged = true;
  }
}

const deep: ReadonlySet<string> = new Set(['quote', 'transaction', 'contract', 'special_terms']);
const isDeep = (kind: ActivityRecord['kind']): boolean => kind !== null && deep.has(kind);

/** Day on which the destination was first used; null when it is now, or when it no longer fits into memory. */
function firstUseOf(known: Map<string, number>, destination: string, day: number): number | null {
  const firstUse = known.get(destination);
  if (firstUse === undefined) {
    if (known.size < mostRemembered) known.set(destination, day);
    return null;
  }
  if (day < firstUse) known.set(destination, day);
  return Math.min(firstUse, day);
}

/** Adds to a bounded memory; what no longer fits counts as new each time. */
function isNewTo(known: Set<string>, value: string): boolean {
  if (known.has(value)) return false;
  if (known.size < mostRemembered) known.add(value);
  return true;
}
