import type { Random } from './random.js';
import { planSeason, type Season } from './season.js';

/**
 * Weekday offices with moderate days; people who work in bursts on some days of a month; the same people where most
 * files are made anew and it is a habit to take them along.
 */
export const rhythms = ['office', 'bursts', 'projects'] as const;
export type Rhythm = (typeof rhythms)[number];
export type Scenario =
  | 'bulk_before_notice'
  | 'two_day_grab'
  | 'slow_copy'
  | 'thin_slice'
  | 'exports_under_cap'
  | 'colleagues_portfolio'
  | 'after_hours_printing'
  | 'shared_account'
  | 'return_after_withdrawal'
  | 'padded_grab';
export const scenarios: readonly Scenario[] = [
  'bulk_before_notice',
  'two_day_grab',
  'slow_copy',
  'thin_slice',
  'exports_under_cap',
  'colleagues_portfolio',
  'after_hours_printing',
  'shared_account',
  'return_after_withdrawal',
  'padded_grab',
];

export type FirmOptions = {
  readonly employees: number;
  readonly days: number;
  readonly seed: number;
  /** First day, in days since 1970-01-01. */
  readonly firstDay: number;
  readonly rhythm: Rhythm;
  /** Share of people who take data, and what they do. */
  readonly leakShare: number;
  readonly leaks: readonly Scenario[];
  readonly benignLeaverShare: number;
  readonly handOverShare: number;
  /** Weeks in which the whole firm does two to four times the usual, beside the ends of quarters. */
  readonly surges: number;
  /** 1 = as measured; more makes days more unequal. */
  readonly spread: number;
};

type Leak = { readonly scenario: Scenario; readonly start: number; readonly end: number };
export type Worker = {
  readonly id: string;
  readonly number: number;
  readonly team: string;
  readonly role: 'sales' | 'account_manager' | 'support';
  readonly region: string;
  readonly timezone: string;
  readonly hiredOn: number;
  readonly leavesOn: number | null;
  readonly noticeOn: number | null;
  /** Median actions of an active day, and how unequal days are. */
  readonly pace: number;
  readonly unevenness: number;
  /** Share of calendar days with any work, for people who work in bursts. */
  readonly presence: number;
  readonly mix: Readonly<
    Record<'view' | 'search' | 'reveal' | 'copy' | 'print' | 'export' | 'download' | 'share', number>
  >;
  readonly strayShare: number;
  readonly prospectShare: number;
  readonly eveningShare: number;
  readonly device: string;
  readonly destinations: readonly string[];
  readonly absences: readonly { readonly from: number; readonly to: number }[];
  readonly promotedOn: number | null;
  /** The weekday on which they call, or report, and do so many times the usual. */
  readonly callDay: { readonly weekday: number; readonly factor: number } | null;
  readonly leak: Leak | null;
  /** Takes over a leaving or moving colleague's customers in these days. */
  readonly takesOver: { readonly from: number; readonly to: number; readonly whose: number } | null;
};

export type FirmPlan = {
  readonly options: FirmOptions;
  readonly workers: readonly Worker[];
  readonly season: Season;
};

const regions = [
  { region: 'cn-east', timezone: 'Asia/Shanghai' },
  { region: 'de', timezone: 'Europe/Berlin' },
] as const;

export function planFirm(options: FirmOptions, random: Random): FirmPlan {
  const { employees, days, firstDay } = options;
  const lastDay = firstDay + days - 1;
  const leakers = Math.round(employees * options.leakShare);
  const leavers = Math.round(employees * options.benignLeaverShare);
  const takers = Math.round(employees * options.handOverShare);
  const workers: Worker[] = [];
  for (let number = 0; number < employees; number += 1) {
    const own = random.fork(`person ${number}`);
    const leak = number < leakers ? planLeak(options, own, number) : null;
    const isBenign = number >= leakers && number < leakers + leavers;
    const noticeOn =
      leak === null ? (isBenign ? own.between(firstDay + 90, lastDay - 20) : null) : noticeAfter(leak, own, lastDay);
    const takesOver =
      number >= leakers + leavers && number < leakers + leavers + takers
        ? planHandOver(options, own, workers.slice(leakers, leakers + leavers))
        : null;
    workers.push(makeWorker(options, own, number, { leak, noticeOn, takesOver }));
  }
  const teams = [...new Set(workers.map(({ team }) => team))];
  return { options, workers, season: planSeason(options, teams, random.fork('season')) };
}

function planLeak(options: FirmOptions, random: Random, number: number): Leak {
  const scenario = options.leaks[number % options.leaks.length] ?? 'two_day_grab';
  const length = lengthOf(scenario, random);
  const lastStart = options.firstDay + options.days - length - 10;
  const start = random.between(Math.min(options.firstDay + 100, lastStart), lastStart);
  return { scenario, start, end: start + length - 1 };
}

function lengthOf(scenario: Scenario, random: Random): number {
  switch (scenario) {
    case 'two_day_grab':
    case 'padded_grab':
    case 'bulk_before_notice':
      return 2;
    case 'shared_account':
      return random.between(3, 8);
    case 'thin_slice':
      return 56;
    case 'slow_copy':
    case 'exports_under_cap':
    case 'colleagues_portfolio':
    case 'after_hours_printing':
    case 'return_after_withdrawal':
      return random.between(14, 45);
  }
}

/** Most who take data give notice some days or weeks later; some never do. */
const noticeAfter = (leak: Leak, random: Random, lastDay: number): number | null => {
  if (leak.scenario === 'return_after_withdrawal') return leak.start + 5;
  if (random.chance(0.3)) return null;
  const day = leak.end + random.between(1, 20);
  return day < lastDay ? day : null;
};

function planHandOver(options: FirmOptions, random: Random, leavers: readonly Worker[]): Worker['takesOver'] {
  const lastDay = options.firstDay + options.days - 1;
  const leaver = leavers.length > 0 && random.chance(0.7) ? random.pick(leavers) : undefined;
  if (leaver !== undefined && leaver.noticeOn !== null) {
    const from = leaver.noticeOn + random.between(3, 15);
    return { from, to: Math.min(lastDay, from + random.between(10, 30)), whose: leaver.number };
  }
  const from = random.between(options.firstDay + 100, lastDay - 30);
  return { from, to: from + random.between(10, 30), whose: random.between(0, options.employees - 1) };
}

type Fate = Pick<Worker, 'leak' | 'noticeOn' | 'takesOver'>;
function makeWorker(options: FirmOptions, random: Random, number: number, fate: Fate): Worker {
  const { employees, firstDay, days, rhythm } = options;
  const { region, timezone } = regions[employees > 30 && number % 4 === 3 ? 1 : 0];
  const teams = Math.max(1, Math.round(employees / 9));
  const isOffice = rhythm === 'office';
  const pace = isOffice ? random.logNormal(22, 0.5) : random.logNormal(5, 0.75);
  const isProjects = rhythm === 'projects';
  const copies = random.chance(isProjects ? 0.7 : 0.35)
    ? random.logNormal(isProjects ? 0.3 : isOffice ? 0.03 : 0.1, 0.8)
    : 0.002;
  return {
    id: `e-${number + 1}`,
    number,
    team: `team-${(number % teams) + 1}`,
    role: number % 10 < 6 ? 'sales' : number % 10 < 8 ? 'account_manager' : 'support',
    region,
    timezone,
    hiredOn:
      fate.leak === null && fate.noticeOn === null && random.chance(0.1)
        ? firstDay + random.between(20, Math.floor(days / 2))
        : firstDay - random.between(100, 2_000),
    leavesOn:
      fate.noticeOn === null || fate.leak?.scenario === 'return_after_withdrawal'
        ? null
        : fate.noticeOn + random.between(15, 40),
    ...fate,
    pace,
    unevenness: (isOffice ? random.logNormal(0.35, 0.3) : random.logNormal(1.05, 0.2)) * options.spread,
    presence: isOffice ? 0.97 : Math.min(0.8, random.logNormal(0.24, 0.45)),
    mix: {
      view: 1,
      search: random.logNormal(0.15, 0.5),
      reveal: random.logNormal(0.06, 0.8),
      copy: copies,
      print: random.chance(0.4) ? random.logNormal(0.02, 0.8) : 0.001,
      export: random.chance(0.25) ? random.logNormal(0.008, 0.7) : 0.000_5,
      download: random.chance(0.3) ? random.logNormal(0.03, 0.8) : 0.001,
      share: random.chance(0.3) ? random.logNormal(0.02, 0.8) : 0.001,
    },
    strayShare: random.logNormal(isOffice ? 0.04 : 0.1, 0.8),
    prospectShare: Math.min(random.logNormal(isProjects ? 0.5 : isOffice ? 0.03 : 0.12, isProjects ? 0.4 : 0.7), 0.9),
    eveningShare: random.chance(0.2) ? random.logNormal(0.1, 0.5) : random.logNormal(0.015, 0.7),
    device: `d-${number + 1}`,
    destinations: Array.from({ length: random.between(1, 4) }, (_, k) =>
      random.chance(0.3) ? `removable:u${number}-${k}` : `external:x${number}-${k}`,
    ),
    absences: planAbsences(options, random),
    promotedOn: random.chance(0.08) ? firstDay + random.between(60, days) : null,
    callDay: random.chance(0.3) ? { weekday: random.between(1, 5), factor: random.logNormal(2, 0.3) } : null,
  };
}

function planAbsences({ firstDay, days }: FirmOptions, random: Random): { from: number; to: number }[] {
  const absences: { from: number; to: number }[] = [];
  for (let start = firstDay; start < firstDay + days; start += 120) {
    const from = start + random.between(0, 100);
    absences.push({ from, to: from + random.between(4, 16) });
    if (random.chance(0.4)) {
      const ill = start + random.between(0, 110);
      absences.push({ from: ill, to: ill + random.between(0, 4) });
    }
  }
  return absences;
}
