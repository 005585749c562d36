import type { Recorded } from '#domain/event';
import type { EventNamed } from '#domain/events';
import type { Projection } from '../projection.js';
import { defineTable } from '../table.js';
import { actionOf, onEveryAccess } from './access-actions.js';

/**
 * What is recorded about a person and shown to that person: accesses, decisions, HR facts. Alerts, scores and
 * look-ups by others are not in it.
 */
const accessLog = defineTable('access_log', {
  columns: {
    employee_id: 'text',
    position: 'text',
    event_id: 'text',
    at: 'timestamptz',
    recorded_at: 'timestamptz',
    /** The event's type. */
    what: 'text',
    action: 'text',
    decision: 'text',
    reasons: 'text[]',
    /** When it was about exactly one. */
    customer_id: 'text',
    rows: 'bigint',
    sensitivity: 'text',
    trust: 'text',
  },
  key: ['employee_id', 'position'],
  indexes: [['employee_id', 'at', 'position']],
  kind: 'log',
});

type Logged = Recorded<EventNamed<keyof typeof actionOf | 'AccessDenied'>>;
const accessed = (event: Logged, action: string, decision: 'allowed' | 'denied') => [
  entry(event, event.data.employeeId, {
    action,
    decision,
    reasons: event.data.reasons,
    customer_id: event.data.customerIds.length === 1 ? (event.data.customerIds[0] ?? null) : null,
    rows: event.data.rows,
    sensitivity: event.data.sensitivity,
  }),
];

type About = Pick<Recorded, 'position' | 'id' | 'occurredAt' | 'recordedAt' | 'type' | 'trust'>;
const entry = (about: About, employee_id: string, more: Parameters<typeof accessLog.insertOnce>[1] = {}) =>
  accessLog.insertOnce(
    { employee_id, position: about.position },
    {
      event_id: about.id,
      at: about.occurredAt,
      recorded_at: about.recordedAt,
      what: about.type,
      trust: about.trust,
      ...more,
    },
  );

const ofEmployee = (event: About & { readonly data: { readonly employeeId: string } }) => [
  entry(event, event.data.employeeId),
];
const ofRequester = (event: About & { readonly data: { readonly requestedBy: string } }) => [
  entry(event, event.data.requestedBy),
];

export const accessLogProjection: Projection = {
  name: 'access-log',
  version: 1,
  tables: [accessLog],
  on: {
    ...onEveryAccess((event) => accessed(event, actionOf[event.type], 'allowed')),
    AccessDenied: (event) => accessed(event, event.data.action, 'denied'),
    EmployeeHired: ofEmployee,
    EmployeeTransferred: ofEmployee,
    EmployeeDetailsCorrected: ofEmployee,
    ResignationDeclared: ofEmployee,
    ResignationWithdrawn: ofEmployee,
    ResignationEnteredInError: ofEmployee,
    LastWorkingDayChanged: ofEmployee,
    EmployeeLeft: ofEmployee,
    ExportRequested: ofRequester,
    ExportGranted: ofRequester,
    ExportReturned: ofRequester,
    ExportWithdrawn: ofRequester,
    ExportExpired: ofRequester,
    ExportRefused: (event) => [
      entry(event, event.data.requestedBy, { action: 'export', decision: 'denied', reasons: [event.data.because] }),
    ],
    ExportExecuted: (event) => [
      entry(event, event.data.requestedBy, { action: 'export', decision: 'allowed', rows: event.data.rows }),
    ],
    ExportDownloaded: (event) => [
      entry(event, event.data.requestedBy, { action: 'download', decision: 'allowed', rows: event.data.rows }),
    ],
    ApprovalStepDecided: (event) => [entry(event, event.data.by, { decision: event.data.decision })],
  },
};
