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
  const since =
    from === undefined ? new Date(Date.parse(until) - defaultDays * dayMs).toISOString() : new Date(from).toISOString();
  if (since >= until || Date.parse(until) - Date.parse(since) > longestDays * dayMs) {
    const detail = `must be before to, and at most ${longestDays} days before it`;
    throw new HttpProblem('request.invalid', `from ${detail}`, [{ pointer: '?from', code: 'range.invalid', detail }]);
  }
  return { from: since, to: until };
}
