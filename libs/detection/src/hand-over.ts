import { feature } from './features.js';
import type { Firm } from './firm.js';
import { sequencesOf, type OpenDay } from './open-day.js';
import type { PersonState } from './person.js';

const goneAfterDays = 10;
/** Most of the colleagues’ customers first touched in the last weeks are of one: taken over, not collected. */
const concentratedShare = 0.6;
const fewestFromOne = 4;
const memoryDays = 12;
/** A hand-over that nobody recorded is believed for the most part. */
const credit = 0.85;

/** Counts that depend on the whole day; called before a day is assessed. */
export function completeCounts(firm: Firm, person: PersonState, day: OpenDay): void {
  const { counts } = day;
  counts[feature.sequences] = sequencesOf(day);
  const newObjects = counts[feature.newObjects] ?? 0;
  const foreign = counts[feature.foreign] ?? 0;
  let taken = 0;
  if (day.newByOwner.size > 0) {
    const sources = sourcesWith(person, day);
    const whole = fromColleagues(sources);
    for (const [owner, count] of day.newByOwner) {
      if (owner >= 0 && isHandedOver(firm, owner, day.day, sources.get(owner) ?? 0, whole)) taken += count;
    }
  }
  const takenOver = Math.floor(Math.min(taken, newObjects) * credit);
  counts[feature.takenOver] = takenOver;
  counts[feature.strangers] = newObjects - takenOver;
  counts[feature.foreignStrangers] = Math.max(0, foreign - takenOver);
}

/** True when a colleague's customers go to this person for a plain reason. */
export function isTakenFrom(firm: Firm, person: PersonState, owner: number, day: number): boolean {
  if (owner < 0) return false;
  // Whoever takes customers over comes to touch them most, while the record still names the colleague.
  if (owner === person.number) return person.takenFrom.some(({ until }) => day <= until);
  if (person.takenFrom.some((taken) => taken.owner === owner && day <= taken.until)) return true;
  const fade = Math.exp(-Math.max(0, day - person.sourcesOn) / memoryDays);
  let whole = 0;
  let own = 0;
  for (const source of person.sources) {
    if (source.owner >= 0) whole += source.weight * fade;
    if (source.owner === owner) own = source.weight * fade;
  }
  return isHandedOver(firm, owner, day, own, whole);
}

function isHandedOver(firm: Firm, owner: number, day: number, fromOwner: number, fromAll: number): boolean {
  return hasGone(firm.byNumber[owner], day) || (fromOwner >= fewestFromOne && fromOwner >= concentratedShare * fromAll);
}

/** Somebody whose customers others take over: leaving, gone, or not seen for ten days. */
export function hasGone(owner: PersonState | undefined, day: number): boolean {
  if (owner === undefined) return false;
  if (owner.departure !== null || owner.leftOn !== null) return true;
  const lastSeen = Math.max(owner.model.lastDay, owner.open?.day ?? 0, owner.days.at(-1)?.day ?? 0);
  return day - lastSeen >= goneAfterDays;
}

function sourcesWith(person: PersonState, day: OpenDay): Map<number, number> {
  const fade = Math.exp(-Math.max(0, day.day - person.sourcesOn) / memoryDays);
  const sources = new Map<number, number>();
  for (const { owner, weight } of person.sources) sources.set(owner, weight * fade);
  for (const [owner, count] of day.newByOwner) sources.set(owner, (sources.get(owner) ?? 0) + count);
  return sources;
}

/** Own and unowned ones are no colleague’s: prospecting does not hide a hand-over. */
function fromColleagues(sources: ReadonlyMap<number, number>): number {
  let sum = 0;
  for (const [owner, weight] of sources) if (owner >= 0) sum += weight;
  return sum;
}

const leastWeight = 0.2;
/** So long a hand-over goes on explaining, whether or not anything of it is new any more. */
const takenDays = 60;
/** Remembers where a closed day's first-time customers came from. */
export function rememberSources(person: PersonState, day: OpenDay): void {
  if (day.newByOwner.size === 0) return;
  const sources = sourcesWith(person, day);
  person.sources = [...sources]
    .filter(([, weight]) => weight >= leastWeight)
    .sort(([a], [b]) => a - b)
    .map(([owner, weight]) => ({ owner, weight }));
  person.sourcesOn = day.day;
  const whole = fromColleagues(sources);
  const taken = [...sources]
    .filter(([owner, weight]) => owner >= 0 && weight >= fewestFromOne && weight >= concentratedShare * whole)
    .map(([owner]) => ({ owner, until: day.day + takenDays }));
  if (taken.length === 0) return;
  const owners = new Set(taken.map(({ owner }) => owner));
  person.takenFrom = [
    ...person.takenFrom.filter(({ owner, until }) => until >= day.day && !owners.has(owner)),
    ...taken,
  ];
}
