import { departureOn } from '#domain/employee/employee';
import { actions } from '#domain/values';
import { attemptsOf, grantedAfterWaiting } from '#read-model/queries/team-friction';
import type { Desk } from '../desk.js';
import type { Person } from '../http/principal.js';
import { windowOf } from '../http/time-window.js';
import { defineQuery } from '../use-case.js';
import { teamOf } from './show-employees.js';

type Asked = {
  readonly reader: Person;
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly now: string;
};

const longestDays = 400;
/** Figures of fewer people are figures about somebody. */
const fewestPeople = 5;

/**
 * Where the manager's team is slowed down: what was allowed and denied, and what had to wait for an approval that was
 * given in the end. Nothing for a team of fewer than five. @throws HttpProblem `auth.forbidden` without a team
 */
export const showTeamFriction = defineQuery(
  'ShowTeamFriction',
  async ({ pool, view }: Pick<Desk, 'pool' | 'view'>, { reader, from, to, now }: Asked) => {
    const window = windowOf({ from, to, now }, longestDays);
    const people = view.people.inTeam(teamOf({ view }, reader, now), now).filter((id) => {
      const employee = view.people.employee(id);
      return employee !== undefined && departureOn(employee, now) !== 'left';
    });
    if (people.length < fewestPeople) return { ...window, people: people.length, suppressed: true, items: [] };
    const [attempts, waits] = await Promise.all([
      attemptsOf(pool, people, window),
      grantedAfterWaiting(pool, people, window),
    ]);
    const byAction = new Map(attempts.map((attempt) => [attempt.action, attempt]));
    return {
      ...window,
      people: people.length,
      suppressed: false,
      items: actions.map((action) => {
        // An export is the one thing that waits for an approval.
        const { granted, medianHours } = action === 'export' ? waits : noWaits;
        const { allowed, denied } = byAction.get(action) ?? noAttempts;
        return { action, allowed, denied, blockedThenApproved: granted, medianHoursWaited: medianHours };
      }),
    };
  },
);

const noWaits = { granted: 0, medianHours: null };
const noAttempts = { allowed: 0, denied: 0 };
