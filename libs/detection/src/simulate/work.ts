import type { Action, Kind, Portfolio, Sensitivity } from '#domain/values';
import type { FirmPlan, Worker } from './plan.js';
import type { Random } from './random.js';
import { busyness, followsUpFair } from './season.js';
import { weekdayOf } from '../time/instant.js';

/** One act, before it has a place in time and an id. */
export type Act = {
  readonly action: Action;
  /** Minutes since local midnight. */
  readonly minute: number;
  readonly objects: readonly string[];
  readonly rows: number;
  readonly kind: Kind | null;
  readonly sensitivity: Sensitivity;
  readonly portfolio: Portfolio;
  readonly outcome: 'allowed' | 'denied';
  readonly device: string;
  readonly destination: string | null;
};

/** Who works with which customers; grows as people find new ones and take over from each other. */
export type Books = {
  readonly own: string[][];
  readonly owner: Map<string, number>;
  next: number;
};

export function openBooks(plan: FirmPlan, random: Random): Books {
  const books: Books = { own: [], owner: new Map(), next: 1 };
  for (const worker of plan.workers) {
    books.own.push([]);
    const size = Math.round(plan.options.rhythm === 'office' ? random.logNormal(70, 0.5) : random.logNormal(25, 0.7));
    for (let k = 0; k < Math.max(8, size); k += 1) addCustomer(books, worker.number);
  }
  return books;
}

export function addCustomer(books: Books, owner: number): string {
  const id = `c-${books.next}`;
  books.next += 1;
  books.owner.set(id, owner);
  books.own[owner]?.push(id);
  return id;
}

const kinds: readonly Kind[] = [
  'basic',
  'contact',
  'contact',
  'contact',
  'preference',
  'quote',
  'transaction',
  'contract',
  'special_terms',
];
const levels: readonly Sensitivity[] = ['internal', 'internal', 'confidential', 'confidential', 'trade_secret'];
const actions = ['view', 'search', 'reveal', 'copy', 'print', 'export', 'download', 'share'] as const;

/** Is the person at work at all on this day? Bursts come in runs of days. */
export function isAtWork(plan: FirmPlan, worker: Worker, day: number, wasActive: boolean, random: Random): boolean {
  if (day < worker.hiredOn || (worker.leavesOn !== null && day > worker.leavesOn)) return false;
  if (worker.absences.some(({ from, to }) => day >= from && day <= to)) return false;
  const isFree = weekdayOf(day) > 5 || plan.season.holidays.has(day);
  if (plan.options.rhythm === 'office') return random.chance(isFree ? worker.eveningShare * 0.3 : worker.presence);
  const odds = worker.presence * (isFree ? 0.5 : 1.2);
  return random.chance(wasActive ? Math.min(0.9, odds * 1.8) : odds * 0.75);
}

/** An ordinary day of work. */
export function ordinaryDay(plan: FirmPlan, worker: Worker, day: number, books: Books, random: Random): Act[] {
  const promoted = worker.promotedOn !== null && day >= worker.promotedOn ? 1.4 : 1;
  const windingDown = worker.noticeOn !== null && day >= worker.noticeOn ? 0.7 : 1;
  const median = worker.pace * busyness(plan.season, worker, day) * promoted * windingDown;
  const count = Math.max(1, Math.round(random.logNormal(median, worker.unevenness)));
  const isProspecting = random.chance(followsUpFair(plan.season, worker, day) ? 0.5 : 0.06);
  const sittings = sittingsOf(count, random);
  const acts: Act[] = [act('sign_in', worker, minuteOf(worker, sittings, random), { objects: [] })];
  const whole = actions.reduce((sum, action) => sum + worker.mix[action], 0);
  for (let k = 0; k < Math.min(count, 3_000); k += 1) {
    let left = random.uniform() * whole;
    const action = actions.find((candidate) => (left -= worker.mix[candidate]) < 0) ?? 'view';
    acts.push(ordinaryAct(plan, worker, day, action, isProspecting, sittings, books, random));
  }
  return acts;
}

function ordinaryAct(
  plan: FirmPlan,
  worker: Worker,
  day: number,
  action: (typeof actions)[number],
  isProspecting: boolean,
  sittings: readonly number[],
  books: Books,
  random: Random,
): Act {
  const minute = minuteOf(worker, sittings, random);
  if (action === 'search') return act('search', worker, minute, { objects: [], rows: random.between(0, 20) });
  const object = chooseCustomer(plan, worker, day, isProspecting, books, random);
  const portfolio = portfolioOf(plan, worker, object, books);
  const leaves = action !== 'view' && action !== 'reveal';
  const rows = action === 'export' ? Math.max(1, Math.round(random.logNormal(12, 0.8))) : 1;
  return act(action, worker, minute, {
    objects: [object],
    rows,
    kind: random.pick(kinds),
    sensitivity: random.pick(levels),
    portfolio,
    outcome: random.chance(portfolio === 'own' ? 0.002 : 0.05) ? 'denied' : 'allowed',
    destination: leaves && random.chance(0.5) ? destinationOf(worker, random) : null,
    device: random.chance(0.01) ? `${worker.device}b` : worker.device,
  });
}

const destinationOf = (worker: Worker, random: Random): string =>
  random.chance(0.04) ? `external:x${worker.number}-new${random.between(1, 400)}` : random.pick(worker.destinations);

function chooseCustomer(
  plan: FirmPlan,
  worker: Worker,
  day: number,
  isProspecting: boolean,
  books: Books,
  random: Random,
): string {
  const own = books.own[worker.number] ?? [];
  const { takesOver } = worker;
  if (takesOver !== null && day >= takesOver.from && day <= takesOver.to && random.chance(0.5)) {
    const theirs = books.own[takesOver.whose] ?? [];
    if (theirs.length > 0) return random.pick(theirs);
  }
  if (random.chance(isProspecting ? Math.min(0.8, worker.prospectShare * 5) : worker.prospectShare)) {
    return addCustomer(books, worker.number);
  }
  if (random.chance(worker.strayShare) && plan.workers.length > 1) {
    const theirs = books.own[random.between(0, plan.workers.length - 1)] ?? own;
    if (theirs.length > 0) return random.pickFront(theirs);
  }
  return own.length === 0 ? addCustomer(books, worker.number) : random.pickFront(own);
}

export function portfolioOf(plan: FirmPlan, worker: Worker, object: string, books: Books): Portfolio {
  const owner = books.owner.get(object);
  if (owner === undefined) return 'unknown';
  if (owner === worker.number) return 'own';
  return plan.workers[owner]?.team === worker.team ? 'team' : 'other';
}

/** People work in sittings: several acts within minutes, then nothing for an hour. */
function sittingsOf(count: number, random: Random): readonly number[] {
  const sittings = Math.min(8, 1 + Math.ceil(count / 12));
  return Array.from({ length: sittings }, () => Math.round(13 * 60 + 150 * random.normal()));
}
const sittingMinutes = 18;
function minuteOf(worker: Worker, sittings: readonly number[], random: Random): number {
  if (random.chance(worker.eveningShare)) return random.between(19 * 60, 23 * 60);
  const minute = random.pick(sittings) + Math.round(-sittingMinutes * Math.log(1 - random.uniform()));
  return Math.min(Math.max(minute, 8 * 60), 18 * 60 + 29);
}

type ActDetails = Partial<Omit<Act, 'action' | 'minute'>> & { readonly objects: readonly string[] };
export const act = (action: Action, worker: Worker, minute: number, details: ActDetails): Act => ({
  action,
  minute,
  rows: details.objects.length,
  kind: null,
  sensitivity: 'internal',
  portfolio: 'own',
  outcome: 'allowed',
  device: worker.device,
  destination: null,
  ...details,
});
