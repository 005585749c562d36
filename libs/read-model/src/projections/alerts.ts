import { erased } from '#domain/event';
import type { Recorded } from '#domain/event';
import type { EventNamed } from '#domain/events';
import type { Projection } from '../projection.js';
import { defineTable } from '../table.js';

const alerts = defineTable('alerts', {
  columns: {
    alert_id: 'text',
    employee_id: 'text',
    episode: 'integer',
    kind: 'text',
    delivery: 'text',
    severity: 'text',
    status: 'text',
    verdict: 'text',
    raised_at: 'timestamptz',
    raised_position: 'text',
    updated_at: 'timestamptz',
    acknowledged_at: 'timestamptz',
    disposed_at: 'timestamptz',
    /** The record that crossed the line. */
    crossed_at: 'timestamptz',
    sentence: 'jsonb',
    score: 'double precision',
    parts: 'jsonb',
    window_from: 'timestamptz',
    window_to: 'timestamptz',
    departure: 'jsonb',
    resignation_event_id: 'text',
    model: 'jsonb',
    revision: 'integer',
  },
  key: ['alert_id'],
  indexes: [['raised_position'], ['employee_id', 'raised_position'], ['status', 'raised_position']],
});
const history = defineTable('alert_history', {
  columns: {
    alert_id: 'text',
    position: 'text',
    employee_id: 'text',
    event_id: 'text',
    what: 'text',
    at: 'timestamptz',
    by: 'text',
    severity: 'text',
    score: 'double precision',
    verdict: 'text',
    reason: 'text',
  },
  key: ['alert_id', 'position'],
  indexes: [['employee_id']],
});

type Finding = Recorded<EventNamed<'AlertRaised' | 'AlertExtended'>>;
const found = ({ data, recordedAt, revision }: Finding) => ({
  severity: data.severity,
  score: data.score,
  parts: data.parts,
  sentence: data.sentence,
  crossed_at: data.at,
  window_from: data.window.from,
  window_to: data.window.to,
  model: data.model,
  updated_at: recordedAt,
  revision,
});

type AlertEvent = Recorded<EventNamed<'AlertRaised' | 'AlertExtended' | 'AlertAcknowledged' | 'AlertDisposed'>>;
const entry = (
  { data, id, position, recordedAt, actor }: AlertEvent,
  what: string,
  more: Readonly<Record<string, unknown>>,
) =>
  history.insertOnce(
    { alert_id: data.alertId, position },
    { employee_id: data.employeeId, event_id: id, what, at: recordedAt, by: actor, ...more },
  );

export const alertsProjection: Projection = {
  name: 'alerts',
  version: 1,
  tables: [alerts, history],
  on: {
    AlertRaised: (event) => [
      alerts.set(
        { alert_id: event.data.alertId },
        {
          employee_id: event.data.employeeId,
          episode: event.data.episode,
          kind: event.data.kind,
          delivery: event.data.delivery,
          status: 'open',
          raised_at: event.recordedAt,
          raised_position: event.position,
          departure: event.data.departure,
          resignation_event_id: event.data.resignationEventId,
          ...found(event),
        },
      ),
      entry(event, 'raised', { severity: event.data.severity, score: event.data.score }),
    ],
    AlertExtended: (event) => [
      alerts.update({ alert_id: event.data.alertId }, found(event)),
      entry(event, 'extended', { severity: event.data.severity, score: event.data.score }),
    ],
    AlertAcknowledged: (event) => [
      alerts.update(
        { alert_id: event.data.alertId },
        {
          status: 'acknowledged',
          acknowledged_at: event.recordedAt,
          updated_at: event.recordedAt,
          revision: event.revision,
        },
      ),
      entry(event, 'acknowledged', { by: event.data.by }),
    ],
    AlertDisposed: (event) => [
      alerts.update(
        { alert_id: event.data.alertId },
        {
          status: 'disposed',
          verdict: event.data.verdict,
          disposed_at: event.recordedAt,
          updated_at: event.recordedAt,
          revision: event.revision,
        },
      ),
      entry(event, 'disposed', {
        by: event.data.by,
        verdict: event.data.verdict,
        reason: event.personal.reason,
      }),
    ],
    SubjectKeyDestroyed: ({ data }) => [
      history.updateWhere({ employee_id: data.subjectId, what: 'disposed' }, { reason: erased }),
    ],
  },
};
