import { dateOfDay, dayOfDate, weekdayOf } from '../time/instant.js';
import type { Random } from './random.js';

type Years = { readonly firstDay: number; readonly days: number };
type Worker = {
  readonly team: string;
  /** The weekday on which they call, or report, and do so many times the usual. */
  readonly callDay: { readonly weekday: number; readonly factor: number } | null;
};
type Span = { readonly from: number; readonly to: number };
/** What the calendar does to a firm's work. */
export type Season = {
  /** Public holidays: hardly anybody works. */
  readonly holidays: ReadonlySet<number>;
  /** Days on which the whole firm does more: ends of quarters among them. */
  readonly surges: readonly (Span & { readonly factor: number })[];
  /** A team is at a trade fair, and follows up on the people it met in the week after. */
  readonly fairs: readonly (Span & { readonly team: string })[];
  /** By weekday, Monday first. */
  readonly weekdays: readonly number[];
};

export function planSeason(
  options: Years & { readonly surges: number },
  teams: readonly string[],
  random: Random,
): Season {
  return {
    holidays: planHolidays(options, random.fork('holidays')),
    surges: [...planSurges(options, random), ...planQuarterEnds(options, random.fork('quarter ends'))],
    fairs: planFairs(options, teams, random.fork('fairs')),
    weekdays: [random.logNormal(1.15, 0.15), 1, 1, 1, random.logNormal(0.8, 0.1), 1, 1],
  };
}

/** The usual for a person on this day is multiplied by it. */
export function busyness(season: Season, worker: Worker, day: number): number {
  const weekday = weekdayOf(day);
  const call = worker.callDay?.weekday === weekday ? worker.callDay.factor : 1;
  const surge = season.surges.find(({ from, to }) => day >= from && day <= to)?.factor ?? 1;
  const fair = isAtFair(season, worker, day) ? 0.4 : followsUpFair(season, worker, day) ? 1.5 : 1;
  return (season.weekdays[weekday - 1] ?? 1) * call * surge * fair;
}

const isAtFair = ({ fairs }: Season, { team }: Worker, day: number): boolean =>
  fairs.some((fair) => fair.team === team && day >= fair.from && day <= fair.to);
const followUpDays = 7;
/** Most of those whom somebody met at a fair are new customers. */
export const followsUpFair = ({ fairs }: Season, { team }: Worker, day: number): boolean =>
  fairs.some((fair) => fair.team === team && day > fair.to && day <= fair.to + followUpDays);

/** New year, May day, the autumn days and a week in spring that moves from year to year. */
function planHolidays({ firstDay, days }: Years, random: Random): ReadonlySet<number> {
  const holidays = new Set<number>();
  for (let year = yearOf(firstDay); year <= yearOf(firstDay + days); year += 1) {
    for (const date of ['01-01', '05-01', '10-01', '10-02', '10-03']) holidays.add(dayOfDate(`${year}-${date}`));
    const spring = dayOfDate(`${year}-01-22`) + random.between(0, 28);
    for (let day = spring; day < spring + 6; day += 1) holidays.add(day);
  }
  return holidays;
}
const yearOf = (day: number): number => Number(dateOfDay(day).slice(0, 4));

function planSurges({ surges, firstDay, days }: Years & { readonly surges: number }, random: Random): Season['surges'] {
  return Array.from({ length: surges }, () => {
    const from = firstDay + random.between(40, Math.max(41, days - 10));
    return { from, to: from + random.between(3, 6), factor: 1.8 + 1.8 * random.uniform() };
  });
}

/** The last week of a quarter is busy, in some firms more than in others. */
function planQuarterEnds({ firstDay, days }: Years, random: Random): Season['surges'] {
  const factor = 1.1 + 0.8 * random.uniform();
  const ends: { from: number; to: number; factor: number }[] = [];
  for (let year = yearOf(firstDay); year <= yearOf(firstDay + days); year += 1) {
    for (const date of ['03-31', '06-30', '09-30', '12-31']) {
      const to = dayOfDate(`${year}-${date}`);
      ends.push({ from: to - 6, to, factor });
    }
  }
  return ends;
}

/** Twice a year every other team goes to a fair. */
function planFairs({ firstDay, days }: Years, teams: readonly string[], random: Random): Season['fairs'] {
  const fairs: (Span & { team: string })[] = [];
  for (let start = firstDay + 30; start < firstDay + days; start += 180) {
    for (const team of teams) {
      if (!random.chance(0.5)) continue;
      const from = start + random.between(0, 120);
      fairs.push({ team, from, to: from + random.between(2, 4) });
    }
  }
  return fairs;
}
