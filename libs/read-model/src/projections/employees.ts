import { erased } from '#domain/event';
import type { Recorded } from '#domain/event';
import type { EventNamed } from '#domain/events';
import { folded } from '../folded.js';
import type { Projection } from '../projection.js';
import { defineTable } from '../table.js';

/** One row a person: as hired, and what is known of a departure. Moves stand apart, for they take effect by date. */
const employees = defineTable('employees', {
  columns: {
    employee_id: 'text',
    /** Of the last hire: moves at or before it belong to an earlier employment. */
    hired_position: 'text',
    hired_on: 'date',
    team: 'text',
    role: 'text',
    region: 'text',
    timezone: 'text',
    rank: 'integer',
    performance: 'text',
    notice_on: 'date',
    last_working_day: 'date',
    left_on: 'date',
    resignation_event_id: 'text',
    resignation_recorded_at: 'timestamptz',
    name: 'text',
    email: 'text',
    search_name: 'text',
    external_ids: 'jsonb',
    revision: 'integer',
  },
  key: ['employee_id'],
  indexes: [['team']],
});
const moves = defineTable('employee_moves', {
  columns: {
    employee_id: 'text',
    position: 'text',
    effective_on: 'date',
    changes: 'jsonb',
    team: 'text',
  },
  key: ['employee_id', 'position'],
  indexes: [['team']],
  kind: 'log',
});

const searchName = (name: string): string | null => (name === erased ? null : folded(name));

const noDeparture = {
  notice_on: null,
  last_working_day: null,
  left_on: null,
  resignation_event_id: null,
  resignation_recorded_at: null,
};
const departureEnded = ({
  data,
  revision,
}: Recorded<EventNamed<'ResignationWithdrawn'>> | Recorded<EventNamed<'ResignationEnteredInError'>>) => [
  employees.update({ employee_id: data.employeeId }, { ...noDeparture, revision }),
];

export const employeesProjection: Projection = {
  name: 'employees',
  version: 1,
  tables: [employees, moves],
  on: {
    EmployeeHired: ({ data, personal, position, revision }) => [
      employees.set(
        { employee_id: data.employeeId },
        {
          hired_position: position,
          hired_on: data.hiredOn,
          team: data.team,
          role: data.role,
          region: data.region,
          timezone: data.timezone,
          rank: data.rank,
          performance: data.performance,
          ...noDeparture,
          name: personal.name,
          search_name: searchName(personal.name),
          email: personal.email,
          external_ids: personal.externalIds,
          revision,
        },
      ),
    ],
    EmployeeTransferred: ({ data: { employeeId, effectiveOn, ...changes }, position, revision }) => [
      moves.insertOnce(
        { employee_id: employeeId, position },
        { effective_on: effectiveOn, changes, team: changes.team ?? null },
      ),
      employees.update({ employee_id: employeeId }, { revision }),
    ],
    EmployeeDetailsCorrected: ({ data, personal, revision }) => [
      employees.update(
        { employee_id: data.employeeId },
        {
          ...(personal.name !== undefined && { name: personal.name, search_name: searchName(personal.name) }),
          ...(personal.email !== undefined && { email: personal.email }),
          ...(personal.externalIds !== undefined && { external_ids: personal.externalIds }),
          revision,
        },
      ),
    ],
    ResignationDeclared: ({ data, id, recordedAt, revision }) => [
      employees.update(
        { employee_id: data.employeeId },
        {
          notice_on: data.noticeOn,
          last_working_day: data.lastWorkingDay,
          left_on: null,
          resignation_event_id: id,
          resignation_recorded_at: recordedAt,
          revision,
        },
      ),
    ],
    ResignationWithdrawn: departureEnded,
    ResignationEnteredInError: departureEnded,
    LastWorkingDayChanged: ({ data, revision }) => [
      employees.update({ employee_id: data.employeeId }, { last_working_day: data.lastWorkingDay, revision }),
    ],
    EmployeeLeft: ({ data, revision }) => [
      employees.update({ employee_id: data.employeeId }, { left_on: data.leftOn, revision }),
    ],
    SubjectKeyDestroyed: ({ data }) => [
      employees.update(
        { employee_id: data.subjectId },
        { name: erased, search_name: null, email: erased, external_ids: erased },
      ),
    ],
  },
};
