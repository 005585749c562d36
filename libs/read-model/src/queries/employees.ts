import { departureOn, employmentAt } from '#domain/employee/employee';
import type { Employee, Employment, EmploymentChanges } from '#domain/employee/employee';
import type { DepartureStatus } from '#domain/values';
import { folded } from '../folded.js';
import { rowsOf } from '../sql.js';
import type { Queryable } from '../sql.js';
import type { Page, PageRequest } from './page.js';
import { Where } from './where.js';

/** A person as HR knows them. Name, address and external ids are `[erased]` once the person's key is destroyed. */
export type EmployeeRecord = {
  readonly employee: Employee;
  readonly name: string;
  readonly email: string;
  readonly externalIds: Readonly<Record<string, string>> | string;
  /** The declaration that stands, and when the firm knew. */
  readonly resignation: { readonly eventId: string; readonly recordedAt: string } | null;
  readonly revision: number;
};

export type EmployeeFilter = {
  readonly team?: string | undefined;
  readonly departure?: DepartureStatus | undefined;
  /** Part of a name. */
  readonly q?: string | undefined;
};

/** In the order of their ids. Team and departure are as of `now`: moves and last days take effect by date. */
export async function listEmployees(
  db: Queryable,
  filter: EmployeeFilter,
  now: string,
  page: PageRequest,
): Promise<Page<EmployeeRecord>> {
  const matches = ({ employee }: EmployeeRecord): boolean =>
    (filter.team === undefined || employmentAt(employee, now).team === filter.team) &&
    (filter.departure === undefined || departureOn(employee, now) === filter.departure);
  const items: EmployeeRecord[] = [];
  let after = page.after?.[0];
  for (;;) {
    // What the database filters by holds whoever may match; by date and time zone the domain decides.
    const found = await candidates(db, filter, after, page.limit + 1);
    for (const record of found) {
      if (!matches(record)) continue;
      if (items.length === page.limit) return { items, next: [items.at(-1)?.employee.employeeId ?? ''] };
      items.push(record);
    }
    after = found.at(-1)?.employee.employeeId;
    if (found.length <= page.limit) return { items, next: null };
  }
}

export async function findEmployee(db: Queryable, employeeId: string): Promise<EmployeeRecord | undefined> {
  const where = new Where().and('e.employee_id = $1', employeeId);
  return (await records(db, where, 1))[0];
}

export const findEmployees = (db: Queryable, employeeIds: readonly string[]): Promise<readonly EmployeeRecord[]> =>
  records(db, new Where().and('e.employee_id = any($1)', employeeIds), employeeIds.length);

const candidates = (
  db: Queryable,
  { team, departure, q }: EmployeeFilter,
  after: string | undefined,
  limit: number,
): Promise<readonly EmployeeRecord[]> => {
  const where = new Where()
    .ifGiven('e.employee_id > $1', after)
    .ifGiven(
      `(e.team = $1 or exists (select from read.employee_moves m where m.employee_id = e.employee_id and m.team = $1))`,
      team,
    )
    .ifGiven('position($1 in e.search_name) > 0', q === undefined ? undefined : folded(q));
  if (departure !== undefined) {
    where.and('(e.last_working_day is null and e.left_on is null) = $1', departure === 'none');
  }
  return records(db, where, limit);
};

type Row = Employment & {
  readonly employeeId: string;
  readonly hiredOn: string;
  readonly noticeOn: string | null;
  readonly lastWorkingDay: string | null;
  readonly leftOn: string | null;
  readonly moves: readonly { readonly effectiveOn: string; readonly changes: EmploymentChanges }[];
  readonly name: string;
  readonly email: string;
  readonly externalIds: Readonly<Record<string, string>> | string;
  readonly resignationEventId: string | null;
  readonly resignationRecordedAt: string | null;
  readonly revision: number;
};

async function records(db: Queryable, where: Where, limit: number): Promise<readonly EmployeeRecord[]> {
  const rows = await rowsOf<Row>(
    db,
    `select e.employee_id as "employeeId", hired_on as "hiredOn", e.team, role, region, timezone, rank, performance,
       notice_on as "noticeOn", last_working_day as "lastWorkingDay", left_on as "leftOn", name, email,
       external_ids as "externalIds", resignation_event_id as "resignationEventId",
       resignation_recorded_at as "resignationRecordedAt", revision,
       coalesce((select json_agg(json_build_object('effectiveOn', m.effective_on, 'changes', m.changes)
                                 order by m.effective_on, m.position)
                 from read.employee_moves m
                 where m.employee_id = e.employee_id and m.position > e.hired_position), '[]') as moves
     from read.employees e ${where.clause} order by e.employee_id limit ${where.param(limit)}`,
    where.values,
  );
  return rows.map(recordOf);
}

const recordOf = (row: Row): EmployeeRecord => ({
  employee: {
    status: 'employed',
    employeeId: row.employeeId,
    hiredOn: row.hiredOn,
    hiredAs: {
      team: row.team,
      role: row.role,
      region: row.region,
      timezone: row.timezone,
      rank: row.rank,
      performance: row.performance,
    },
    moves: row.moves,
    leaving: leavingOf(row),
    past: [],
  },
  name: row.name,
  email: row.email,
  externalIds: row.externalIds,
  resignation:
    row.resignationEventId === null || row.resignationRecordedAt === null
      ? null
      : { eventId: row.resignationEventId, recordedAt: row.resignationRecordedAt },
  revision: row.revision,
});

/** Somebody who left without notice has no last working day but the day they left. */
function leavingOf({ noticeOn, lastWorkingDay, leftOn }: Row): Employee['leaving'] {
  const lastDay = lastWorkingDay ?? leftOn;
  return lastDay === null ? null : { noticeOn, lastWorkingDay: lastDay, leftOn };
}
