import { describe, expect, it } from '@jest/globals';
import { fold } from '../decider.js';
import { refused, specify } from '../testing/specification.js';
import { alertDecider } from './alert.decider.js';
import { alertAcknowledged, alertDisposed, alertExtended, alertRaised } from './alert.events.js';

const finding = {
  alertId: 'sam-1',
  employeeId: 'sam',
  episode: 1,
  severity: 'high',
  score: 12.5,
  parts: [
    {
      indicator: 'bulk_views',
      contribution: 12.5,
      observed: 60,
      expectedSelf: 4,
      expectedPeers: null,
      eventCount: 60,
      events: ['e1'],
    },
  ],
  sentence: { key: 'bulk_views', values: { observed: 60 } },
  at: '2026-03-02T10:00:00.000Z',
  window: { from: '2026-03-02T09:00:00.000Z', to: '2026-03-02T10:00:00.000Z' },
  model: { version: '1', inputHash: 'h' },
} as const;
const copy = () => ({ ...finding, parts: finding.parts.map((part) => ({ ...part, events: [...part.events] })) });
const raised = alertRaised.of({ ...copy(), kind: 'live', delivery: 'now', resignationEventId: null, departure: null });
const extended = alertExtended.of({ ...copy(), severity: 'elevated', score: 14 });
const acknowledged = alertAcknowledged.of({ alertId: 'sam-1', employeeId: 'sam', by: 'olga' });
const disposed = alertDisposed.of(
  { alertId: 'sam-1', employeeId: 'sam', by: 'olga', verdict: 'benign' },
  { reason: 'a trade fair' },
);
const dispose = { type: 'DisposeAlert', by: 'olga', verdict: 'benign', reason: 'a trade fair' } as const;
const acknowledge = { type: 'AcknowledgeAlert', by: 'olga' } as const;
const { given } = specify(alertDecider);

describe('An alert', () => {
  it('is acknowledged once', () => {
    expect(given(raised).when(acknowledge)).toEqual([acknowledged]);
    expect(given(raised, acknowledged).when(acknowledge)).toEqual([]);
  });
  it('is disposed with a verdict and a reason, acknowledged or not', () => {
    expect(given(raised).when(dispose)).toEqual([disposed]);
    expect(given(raised, acknowledged).when(dispose)).toEqual([disposed]);
  });
  it('is disposed once', () => {
    expect(given(raised, disposed).when(dispose)).toEqual(refused('state.conflict'));
    expect(given(raised, disposed).when(acknowledge)).toEqual(refused('state.conflict'));
  });
  it('does not exist for the person whom it is about', () => {
    expect(given(raised).when({ ...dispose, by: 'sam' })).toEqual(refused('not_found'));
    expect(given(raised).when({ ...acknowledge, by: 'sam' })).toEqual(refused('not_found'));
  });
  it('does not exist before it is raised', () => {
    expect(given().when(acknowledge)).toEqual(refused('not_found'));
    expect(given(acknowledged).state).toThrow('AlertAcknowledged before AlertRaised');
  });
  it('takes up further evidence and never becomes milder by it', () => {
    expect(fold(alertDecider, [raised, acknowledged, extended])).toMatchObject({
      status: 'acknowledged',
      severity: 'high',
      score: 14,
    });
  });
});
