import { HttpProblem } from './http-problem.js';

type Asked = {
  readonly from: string | undefined;
  readonly to: string | undefined;
  /** An instant: the end where none is asked for. */
  readonly now: string;
};

const dayMs = 86_400_000;
const defaultDays = 30;

/**
 * The time that `?from&to` (instants, or days from their midnight in UTC) ask for; the 30 days before `to` by default.
 * @throws HttpProblem `request.invalid` unless `from` is before `to`, by `longestDays` at most
 */
export function windowOf({ from, to, now }: Asked, longestDays: number) {
  const until = to === undefined ? now : new Date(to).toISOString();
  const since = from === undefined ? daysAfter(until, -defaultDays) : new Date(from).toISOString();
  if (since >= until || Date.parse(until) - Date.parse(since) > longestDays * dayMs) {
    const detail = `must be before to, and at most ${longestDays} days before it`;
    throw new HttpProblem('request.invalid', `from ${detail}`, [{ pointer: '?from', code: 'range.invalid', detail }]);
  }
  return { from: since, to: until };
}

const earliestMs = Date.parse('0001-01-01T00:00:00.000Z');
const latestMs = Date.parse('9999-12-31T23:59:59.999Z');

/**
 * The instant so many days after a day or instant, or before it when negative; the first or the last of the years that
 * can be told and stored, where it would lie beyond them.
 */
export const daysAfter = (dateOrInstant: string, days: number): string =>
  new Date(Math.min(latestMs, Math.max(earliestMs, Date.parse(dateOrInstant) + days * dayMs))).toISOString();
