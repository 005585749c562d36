import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { alertAcknowledged, alertDisposed, alertRaised } from '#domain/alert/alert.events';
import { readModelOf } from '#test/support/read-model';
import { recorded } from '#test/support/recorded-events';
import { alertOutcomes, watchedDays } from './detection-quality.js';
import { alertsBefore, dispositionsOf } from './similar-alerts.js';

const part = (indicator: string) => ({
  indicator,
  contribution: 2,
  observed: 9,
  expectedSelf: 1,
  expectedPeers: null,
  eventCount: 1,
  events: ['v'],
});
const raised = (employeeId: string, recordedAt: string, delivery: 'now' | 'digest', indicators: readonly string[]) => ({
  ...alertRaised.of({
    alertId: `${employeeId}-1`,
    employeeId,
    episode: 1,
    severity: 'high',
    score: 2 * indicators.length,
    parts: indicators.map(part),
    sentence: { key: 'bulk_views', values: {} },
    at: recordedAt,
    window: { from: recordedAt, to: recordedAt },
    model: { version: '1', inputHash: 'h' },
    kind: 'live',
    delivery,
    resignationEventId: null,
    departure: null,
  }),
  recordedAt,
});
const on = (employeeId: string) => ({ alertId: `${employeeId}-1`, employeeId, by: 'e-9' });
const events = recorded([
  raised('e-old', '2025-01-01T09:00:00.000Z', 'now', ['bulk_views']),
  raised('e-1', '2026-03-02T09:00:00.000Z', 'now', ['bulk_views', 'prints']),
  raised('e-2', '2026-03-02T10:00:00.000Z', 'digest', ['prints']),
  raised('e-3', '2026-03-02T11:00:00.000Z', 'now', ['prints']),
  { ...alertAcknowledged.of(on('e-1')), recordedAt: '2026-03-02T11:30:00.000Z' },
  {
    ...alertDisposed.of({ ...on('e-1'), verdict: 'benign' }, { reason: 'a fair' }),
    recordedAt: '2026-03-03T09:00:00.000Z',
  },
]);

let pool: pg.Pool;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ pool, close } = await readModelOf(events));
});
afterAll(() => close());

describe('what became of alerts', () => {
  const since = '2026-01-01T00:00:00.000Z';

  it('is known of those since a moment, hours until somebody looked counted from when they were raised', async () => {
    expect(await alertOutcomes(pool, { since })).toEqual([
      { delivery: 'now', verdict: 'benign', hoursToAcknowledge: 2.5, indicators: ['bulk_views', 'prints'] },
      { delivery: 'digest', verdict: null, hoursToAcknowledge: null, indicators: ['prints'] },
      { delivery: 'now', verdict: null, hoursToAcknowledge: null, indicators: ['prints'] },
    ]);
  });

  it('leaves out whoever must not know', async () => {
    expect(await alertOutcomes(pool, { since, exceptEmployee: 'e-1' })).toHaveLength(2);
  });

  it('says nothing of how long people were watched before anybody was', async () => {
    expect(await watchedDays(pool, { since })).toEqual({ personDays: 0, firstDay: null });
  });
});

describe('alerts before one', () => {
  it('are those raised earlier, newest first, by what they are made of', async () => {
    expect(await alertsBefore(pool, 'e-3-1', 'e-2')).toEqual([
      {
        id: 'e-1-1',
        mix: [
          { indicator: 'bulk_views', contribution: 2 },
          { indicator: 'prints', contribution: 2 },
        ],
      },
      { id: 'e-old-1', mix: [{ indicator: 'bulk_views', contribution: 2 }] },
    ]);
  });

  it('come with what officers made of them', async () => {
    expect(await dispositionsOf(pool, ['e-1-1', 'e-2-1'])).toEqual(
      new Map([['e-1-1', { verdict: 'benign', reason: 'a fair', by: 'e-9', at: '2026-03-03T09:00:00.000Z' }]]),
    );
  });
});
