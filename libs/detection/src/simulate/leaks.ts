import type { Action } from '#domain/values';
import { weekdayOf } from '../time/instant.js';
import type { FirmPlan, Worker } from './plan.js';
import type { Random } from './random.js';
import { act, addCustomer, portfolioOf, type Act, type Books } from './work.js';

/** Whether the leak makes its person act on a day on which they would not have worked. */
export function actsToday(plan: FirmPlan, worker: Worker, day: number, isAtWork: boolean, random: Random): boolean {
  const { leak } = worker;
  if (leak === null || day < leak.start || day > leak.end) return false;
  if (leak.end - leak.start < 7) return true;
  if (leak.scenario === 'thin_slice') return plan.options.rhythm === 'office' ? weekdayOf(day) < 6 : true;
  return isAtWork || (weekdayOf(day) < 6 && random.chance(0.5));
}

/** What a person who takes data does on a day of it, beside the ordinary work. */
export function leakDay(plan: FirmPlan, worker: Worker, day: number, books: Books, random: Random): Act[] {
  const { leak } = worker;
  if (leak === null || day < leak.start || day > leak.end) return [];
  const stick = `removable:leak${worker.number}`;
  const strangers = (count: number): string[] => pickStrangers(plan, worker, count, books, random);
  const own = books.own[worker.number] ?? [];
  const take = (
    action: Action,
    objects: readonly string[],
    minute: () => number,
    destination: string | null,
    rows = 1,
  ): Act[] =>
    objects.map((object) =>
      act(action, worker, minute(), {
        objects: [object],
        rows,
        kind: random.pick(['contact', 'quote', 'contract', 'special_terms']),
        sensitivity: 'confidential',
        portfolio: portfolioOf(plan, worker, object, books),
        destination,
      }),
    );
  const daytime = (): number => random.between(9 * 60, 18 * 60);
  const evening = (): number => random.between(19 * 60, 22 * 60);
  const within = (from: number, minutes: number) => (): number => from + random.between(0, minutes);
  switch (leak.scenario) {
    case 'two_day_grab':
    case 'padded_grab':
    case 'return_after_withdrawal': {
      const size = leak.scenario === 'return_after_withdrawal' ? random.between(3, 10) : random.between(40, 150);
      const list = strangers(size);
      const burst = within(random.between(540, 1_000), 90);
      return [...take('view', list, burst, null), ...take('copy', list.slice(0, Math.ceil(size * 0.7)), burst, stick)];
    }
    case 'bulk_before_notice': {
      const list = [...own.slice(0, random.between(40, 120)), ...strangers(30)];
      const burst = within(random.between(540, 1_000), 120);
      return [
        ...take('view', list, burst, null),
        ...take('reveal', list.slice(0, 50), burst, null),
        ...take('export', list.slice(0, 2), burst, stick, random.between(80, 300)),
      ];
    }
    case 'slow_copy': {
      const list = [...strangers(random.between(2, 6)), ...own.slice(0, random.between(2, 8))];
      return [
        ...take('view', list, daytime, null),
        ...take('copy', list, random.chance(0.5) ? evening : daytime, stick),
      ];
    }
    case 'thin_slice': {
      const list = strangers(6);
      return [...take('view', list, daytime, null), ...take('copy', list.slice(0, 3), daytime, null)];
    }
    case 'exports_under_cap':
      return take('export', [random.pick(own)], daytime, random.chance(0.5) ? stick : null, random.between(165, 199));
    case 'colleagues_portfolio': {
      const whose = books.own[(worker.number + 1) % plan.workers.length] ?? own;
      const list = Array.from({ length: random.between(5, 14) }, () => random.pick(whose));
      return [...take('view', list, daytime, null), ...take('copy', list.slice(0, 4), daytime, stick)];
    }
    case 'after_hours_printing': {
      const list = [...strangers(2), ...Array.from({ length: random.between(4, 10) }, () => random.pick(own))];
      return [...take('view', list, evening, null), ...take('print', list, evening, null)];
    }
    case 'shared_account': {
      const list = strangers(random.between(10, 30));
      const foreign = take('view', list, evening, null).concat(take('download', list.slice(0, 8), evening, null));
      return foreign.map((one) => ({ ...one, device: `d-unknown${worker.number}` }));
    }
  }
}

/** More of the ordinary, for weeks before a grab, to make it look small. */
export function paddingDay(worker: Worker, day: number, books: Books, random: Random): Act[] {
  const { leak } = worker;
  if (leak?.scenario !== 'padded_grab' || day >= leak.start || day < leak.start - 42) return [];
  const own = books.own[worker.number] ?? [];
  return Array.from({ length: Math.round(worker.pace * 1.5) }, () =>
    act('view', worker, random.between(540, 1_080), { objects: [random.pick(own)], kind: 'basic' }),
  );
}

/** Customers of colleagues, or ones nobody works with, that this person does not usually touch. */
function pickStrangers(plan: FirmPlan, worker: Worker, count: number, books: Books, random: Random): string[] {
  const list = new Set<string>();
  for (let tries = 0; list.size < count && tries < count * 5; tries += 1) {
    const whose = random.between(0, plan.workers.length - 1);
    const theirs = books.own[whose] ?? [];
    if (whose === worker.number || theirs.length === 0) continue;
    list.add(random.pick(theirs));
  }
  while (list.size < count) list.add(addCustomer(books, (worker.number + 1) % plan.workers.length));
  return [...list];
}
