import { employmentAt } from '#domain/employee/employee';
import { Refusal } from '#domain/refusal';
import { activityBuckets, dailyRows } from '#read-model/queries/activity';
import type { Desk } from '../desk.js';
import { daysAfter, windowOf } from '../http/time-window.js';
import { defineQuery } from '../use-case.js';
import { usualRange } from './usual-range.js';

type Asked = {
  readonly employeeId: string;
  readonly readerId: string | null;
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly bucket: 'hour' | 'day';
  readonly now: string;
};

const longestDays = { hour: 32, day: 400 } as const;
/** What is usual is taken from this long before the time asked about. */
const historyDays = 90;
const fewestPeers = 5;

/**
 * What a person did in each hour or day, beside the usual rows of the person and of the peers (same job, team and
 * region, at least five), both null while history is short.
 * @throws Refusal `not_found`, also about oneself; HttpProblem `request.invalid` for too long a time
 */
export const showActivity = defineQuery(
  'ShowActivity',
  async ({ pool, view }: Pick<Desk, 'pool' | 'view'>, asked: Asked) => {
    const { employeeId, readerId, bucket, now } = asked;
    if (employeeId === readerId || view.people.employee(employeeId) === undefined)
      throw new Refusal('not_found', 'There is no such employee.');
    const window = windowOf(asked, longestDays[bucket]);
    const before = { from: daysAfter(window.from, -historyDays), to: window.from };
    const peerIds = peersOf(view, employeeId, now);
    const [buckets, history] = await Promise.all([
      activityBuckets(pool, employeeId, window, bucket),
      dailyRows(pool, [employeeId, ...peerIds], before, bucket),
    ]);
    const rowsOf = (isOne: (id: string) => boolean) =>
      history.filter((each) => isOne(each.employeeId)).map(({ rows }) => rows);
    const self = usualRange(rowsOf((id) => id === employeeId));
    const peers = peerIds.length < fewestPeers ? null : usualRange(rowsOf((id) => id !== employeeId));
    return {
      items: buckets.map(({ at, byAction, rows, distinctCustomers, devices }) => ({
        at,
        byAction,
        rows,
        distinctCustomers,
        devices,
        self,
        peers,
      })),
    };
  },
);

function peersOf(view: Desk['view'], employeeId: string, now: string): readonly string[] {
  const employmentOf = (id: string) => {
    const employee = view.people.employee(id);
    return employee && employmentAt(employee, now);
  };
  const own = employmentOf(employeeId);
  if (own === undefined) return [];
  return view.people.inTeam(own.team, now).filter((id) => {
    const other = employmentOf(id);
    return id !== employeeId && other?.role === own.role && other.region === own.region;
  });
}
