import type { Action } from '#domain/values';
import type { Projection } from '../projection.js';
import type { RowChange } from '../row-change.js';
import { defineTable } from '../table.js';
import { actionOf, onEveryAccess } from './access-actions.js';
import type { Access } from './access-actions.js';

/** Counts of one action by one person in five minutes of UTC, by when it happened. */
const activity = defineTable('activity', {
  columns: {
    employee_id: 'text',
    at: 'timestamptz',
    action: 'text',
    allowed: 'integer',
    denied: 'integer',
    /** Of what was allowed. */
    rows: 'bigint',
    bytes: 'bigint',
  },
  key: ['employee_id', 'at', 'action'],
});
/** Whom a person reached, and from where, in an hour of UTC: distinct counts of any longer time follow from it. */
const hours = defineTable('activity_hours', {
  columns: { employee_id: 'text', hour: 'timestamptz', customers: 'text[]', devices: 'text[]' },
  key: ['employee_id', 'hour'],
});

const fiveMinutesMs = 300_000;
const hourMs = 3_600_000;
const startOf = (instant: string, lengthMs: number): string => {
  const at = Date.parse(instant);
  return new Date(at - (at % lengthMs)).toISOString();
};

type Act = {
  readonly employeeId: string;
  readonly occurredAt: string;
  readonly action: Action;
  readonly outcome: 'allowed' | 'denied';
  readonly rows: number;
  readonly bytes: number;
  readonly customerIds: readonly string[];
  readonly device: string | null;
};

function counted(act: Act): readonly RowChange[] {
  const counts = act.outcome === 'denied' ? { denied: 1 } : { allowed: 1, rows: act.rows, bytes: act.bytes };
  return [
    activity.add(
      { employee_id: act.employeeId, at: startOf(act.occurredAt, fiveMinutesMs), action: act.action },
      { allowed: 0, denied: 0, rows: 0, bytes: 0, ...counts },
    ),
    hours.unite(
      { employee_id: act.employeeId, hour: startOf(act.occurredAt, hourMs) },
      { customers: act.customerIds, devices: act.device === null ? [] : [act.device] },
    ),
  ];
}

/** History from before a source was connected trains baselines and counts for nothing else. */
const accessCounted = ({ data, occurredAt }: Access, action: Action, outcome: Act['outcome']): readonly RowChange[] =>
  data.history
    ? []
    : counted({ ...data, occurredAt, action, outcome, customerIds: outcome === 'allowed' ? data.customerIds : [] });

export const activityProjection: Projection = {
  name: 'activity',
  version: 1,
  tables: [activity, hours],
  on: {
    ...onEveryAccess((event) => accessCounted(event, actionOf[event.type], 'allowed')),
    AccessDenied: (event) => accessCounted(event, event.data.action, 'denied'),
    ExportRefused: ({ data, occurredAt }) =>
      counted({
        employeeId: data.requestedBy,
        occurredAt,
        action: 'export',
        outcome: 'denied',
        rows: 0,
        bytes: 0,
        customerIds: [],
        device: null,
      }),
    ExportExecuted: ({ data, occurredAt }) =>
      counted({
        ...data,
        employeeId: data.requestedBy,
        occurredAt,
        action: 'export',
        outcome: 'allowed',
        customerIds: [],
      }),
    ExportDownloaded: ({ data, occurredAt }) =>
      counted({
        ...data,
        employeeId: data.requestedBy,
        occurredAt,
        action: 'download',
        outcome: 'allowed',
        customerIds: [],
      }),
  },
};
