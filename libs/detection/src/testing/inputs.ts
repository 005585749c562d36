import type { ActivityRecord, EngineInput } from '../engine.js';

/** One person opens the contact of an own customer; whatever a spec is about comes in `over`. */
export const activityRecord = (over: Partial<ActivityRecord> & { id: string; at: string }): ActivityRecord => ({
  recordedAt: over.at,
  employee: 'e-1',
  action: 'view',
  kind: 'contact',
  objects: [],
  rows: 1,
  sensitivity: 'confidential',
  portfolio: 'own',
  outcome: 'allowed',
  channel: 'web',
  device: 'd-1',
  destination: null,
  bytes: 0,
  ...over,
});

/** Somebody who has been with the firm for years. */
export const hired = (recordedAt: string, employee = 'e-1'): EngineInput => ({
  kind: 'person',
  recordedAt,
  employee,
  team: 'north',
  role: 'sales',
  region: 'cn',
  timezone: 'UTC',
  from: '2020-01-01',
  until: null,
});
