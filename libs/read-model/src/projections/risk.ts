import type { Projection } from '../projection.js';
import { defineTable } from '../table.js';

/** Every assessment; what holds of a person's day is the one with the highest position. */
const assessments = defineTable('risk_assessments', {
  columns: {
    employee_id: 'text',
    position: 'text',
    event_id: 'text',
    date: 'date',
    because: 'text',
    band: 'text',
    score: 'double precision',
    surprise: 'double precision',
    parts: 'jsonb',
    missing: 'text[]',
    at: 'timestamptz',
    recorded_at: 'timestamptz',
    model: 'jsonb',
    policy_version: 'integer',
    revision: 'integer',
  },
  key: ['employee_id', 'position'],
  indexes: [['employee_id', 'date', 'position']],
  kind: 'log',
});

export const riskProjection: Projection = {
  name: 'risk',
  version: 1,
  tables: [assessments],
  on: {
    RiskAssessed: ({ data, id, position, recordedAt, revision }) => [
      assessments.insertOnce(
        { employee_id: data.employeeId, position },
        {
          event_id: id,
          date: data.date,
          because: data.because,
          band: data.band,
          score: data.score,
          surprise: data.surprise,
          parts: data.parts,
          missing: data.missing,
          at: data.at,
          recorded_at: recordedAt,
          model: data.model,
          policy_version: data.policyVersion,
          revision,
        },
      ),
    ],
  },
};
