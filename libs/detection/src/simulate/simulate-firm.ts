import type { ActivityRecord, EngineInput } from '../engine.js';
import { dateOfDay, dayMs, isoOf } from '../time/instant.js';
import { startOfDay, zoneOf } from '../time/local-time.js';
import { actsToday, leakDay, paddingDay } from './leaks.js';
import { planFirm, type FirmOptions, type FirmPlan, type Worker } from './plan.js';
import { seeded } from './random.js';
import { act, addCustomer, isAtWork, openBooks, ordinaryDay, type Act } from './work.js';

export type Label = {
  readonly employee: string;
  readonly scenario: string;
  readonly start: string;
  readonly end: string;
};
type HrFact = Extract<EngineInput, { kind: 'hr' }>;
export type SimulatedFirm = {
  readonly plan: FirmPlan;
  readonly people: readonly Extract<EngineInput, { kind: 'person' }>[];
  readonly hr: readonly HrFact[];
  readonly labels: readonly Label[];
  /** Customers that exist only to be noticed. */
  readonly canaries: readonly string[];
  readonly holidays: readonly string[];
  /** One array for each UTC day, in recorded order. */
  days(): Generator<readonly ActivityRecord[]>;
};

export function simulateFirm(options: FirmOptions): SimulatedFirm {
  const plan = planFirm(options, seeded(options.seed).fork('plan'));
  return {
    plan,
    people: plan.workers.map((worker) => personRow(worker, options.firstDay)),
    hr: plan.workers
      .flatMap((worker) => hrFacts(worker, options))
      .sort((a, b) => (a.recordedAt < b.recordedAt ? -1 : 1)),
    labels: plan.workers.flatMap(labelsOf),
    canaries: ['c-canary-1', 'c-canary-2'],
    holidays: [...plan.season.holidays].sort((a, b) => a - b).map(dateOfDay),
    days: () => workDays(plan),
  };
}

function personRow(worker: Worker, firstDay: number): Extract<EngineInput, { kind: 'person' }> {
  const { id, team, role, region, timezone, hiredOn, leavesOn } = worker;
  return {
    kind: 'person',
    recordedAt: isoOf(firstDay * dayMs - dayMs),
    employee: id,
    team,
    role,
    region,
    timezone,
    from: dateOfDay(hiredOn),
    until: leavesOn === null ? null : dateOfDay(leavesOn),
  };
}

function hrFacts(worker: Worker, { firstDay, days }: FirmOptions): HrFact[] {
  const { id, noticeOn, leavesOn, leak } = worker;
  if (noticeOn === null || noticeOn >= firstDay + days) return [];
  const fact = (day: number, what: HrFact['fact'], date: number): HrFact => ({
    kind: 'hr',
    id: `${id}-${what}`,
    recordedAt: isoOf(day * dayMs + 8 * 3_600_000),
    employee: id,
    fact: what,
    date: dateOfDay(date),
  });
  const facts = [fact(noticeOn, 'resignation_declared', noticeOn)];
  if (leak?.scenario === 'return_after_withdrawal')
    facts.push(fact(noticeOn + 7, 'resignation_withdrawn', noticeOn + 7));
  if (leavesOn !== null) {
    facts.push(fact(noticeOn, 'last_working_day', leavesOn));
    if (leavesOn + 1 < firstDay + days) facts.push(fact(leavesOn + 1, 'left', leavesOn));
  }
  return facts;
}

const labelsOf = ({ id, leak }: Worker): Label[] =>
  leak === null
    ? []
    : [{ employee: id, scenario: leak.scenario, start: dateOfDay(leak.start), end: dateOfDay(leak.end) }];

function* workDays(plan: FirmPlan): Generator<readonly ActivityRecord[]> {
  const random = seeded(plan.options.seed).fork('work');
  const books = openBooks(plan, random.fork('books'));
  const own = plan.workers.map(({ number }) => random.fork(`work of ${number}`));
  const wasActive = plan.workers.map(() => false);
  let serial = 0;
  let carried: { at: number; record: (id: string) => ActivityRecord }[] = [];
  for (let day = plan.options.firstDay; day < plan.options.firstDay + plan.options.days; day += 1) {
    const due = carried;
    for (const worker of plan.workers) {
      const rng = own[worker.number] ?? random;
      const atWork = isAtWork(plan, worker, day, wasActive[worker.number] ?? false, rng);
      wasActive[worker.number] = atWork;
      const acts: Act[] = atWork ? ordinaryDay(plan, worker, day, books, rng) : [];
      if (actsToday(plan, worker, day, atWork, rng))
        acts.push(act('sign_in', worker, 540, { objects: [] }), ...leakDay(plan, worker, day, books, rng));
      if (atWork) acts.push(...paddingDay(worker, day, books, rng));
      const midnight = startOfDay(zoneOf(worker.timezone), day);
      for (const one of acts)
        due.push(placed(worker, one, midnight + one.minute * 60_000 + rng.between(0, 59) * 1_000));
      handOver(worker, day, books);
    }
    const end = (day + 1) * dayMs;
    due.sort((a, b) => a.at - b.at);
    const split = due.findIndex(({ at }) => at >= end);
    const today = split < 0 ? due : due.slice(0, split);
    carried = split < 0 ? [] : due.slice(split);
    yield today.map(({ record }) => record(`a-${(serial += 1)}`));
  }
}

/** On the last day of a hand-over the customers are the successor's. */
function handOver(worker: Worker, day: number, books: ReturnType<typeof openBooks>): void {
  const { takesOver } = worker;
  if (takesOver === null || day !== takesOver.to) return;
  const theirs = books.own[takesOver.whose] ?? [];
  for (const object of theirs.splice(0, theirs.length)) {
    books.owner.set(object, worker.number);
    books.own[worker.number]?.push(object);
  }
  addCustomer(books, takesOver.whose);
}

function placed(worker: Worker, one: Act, at: number): { at: number; record: (id: string) => ActivityRecord } {
  const instant = isoOf(at).replace('.000Z', 'Z');
  const { action, objects, rows, kind, sensitivity, portfolio, outcome, device, destination } = one;
  const what = { action, objects, rows, kind, sensitivity, portfolio, outcome, device, destination };
  return {
    at,
    record: (id) => ({ id, at: instant, recordedAt: instant, employee: worker.id, ...what, channel: 'web', bytes: 0 }),
  };
}
