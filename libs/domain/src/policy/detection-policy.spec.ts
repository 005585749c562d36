import { describe, expect, it } from '@jest/globals';
import { refused, specify } from '../testing/specification.js';
import { canariesDecider, detectionPolicyDecider, detectionPolicyMustHold } from './detection-policy.decider.js';
import type { DetectionPolicy } from './detection-policy.js';

const now = '2026-03-02T09:00:00.000Z';
const body = (workingHours = { from: '08:30', to: '18:30', days: [1, 2, 3, 4, 5] }): DetectionPolicy => ({
  mode: 'on',
  budget: { alertsPerMonth: 0.14 },
  indicators: { bulk_views: { enabled: true, weight: 2 } },
  caps: { exportRowsPerDay: 500, exportRows: 1_000, viewsPerHour: 200 },
  calendar: { timezone: 'Asia/Shanghai', workingHours, holidays: ['2026-10-01'] },
  peers: ['role', 'team'],
  lookBackDays: 90,
});

describe('publishing a detection policy', () => {
  const { given } = specify(detectionPolicyDecider);

  it('makes a version that is in force from now on', () => {
    expect(given().when({ type: 'PublishPolicy', body: body(), now })).toMatchObject([
      { type: 'DetectionPolicyPublished', data: { version: 1, effectiveFrom: now, ...body() } },
    ]);
  });

  it('allows a shift that passes midnight, and no working day without length', () => {
    const night = body({ from: '22:00', to: '06:00', days: [1] });
    expect(given().when({ type: 'PublishPolicy', body: night, now })).toMatchObject([{ data: { version: 1 } }]);
    const none = body({ from: '09:00', to: '09:00', days: [1] });
    expect(given().when({ type: 'PublishPolicy', body: none, now })).toEqual(refused('policy.invalid'));
  });
});

describe('a budget of alerts', () => {
  it.each([-1, 0, 10_001])('of %i is refused by both of its bounds', (alertsPerMonth) => {
    const policy = { ...body(), budget: { alertsPerMonth } };
    expect(() => detectionPolicyMustHold(policy)).toThrow('above 0 and at most 10000 alerts a month');
  });
});

describe('a detection policy that could not work', () => {
  const { given } = specify(detectionPolicyDecider);
  it.each([
    ['a budget of no alerts', { budget: { alertsPerMonth: 0 } }],
    ['a budget beyond all use', { budget: { alertsPerMonth: 10_001 } }],
    ['a negative weight', { indicators: { prints: { weight: -1 } } }],
    ['a weight above all others', { indicators: { prints: { weight: 101 } } }],
  ])('is refused: %s', (_, change) => {
    const draft = { ...body(), ...change };
    expect(given().when({ type: 'PublishPolicy', body: draft, now })).toEqual(refused('policy.invalid'));
  });
});

describe('publishing canaries', () => {
  it('replaces the list and counts its versions', () => {
    const { given } = specify(canariesDecider);
    const [first] = canariesDecider.decide({ type: 'PublishPolicy', body: { customerIds: ['c-1'] }, now }, null);
    if (first === undefined) throw new Error('nothing was published');
    expect(given(first).when({ type: 'PublishPolicy', body: { customerIds: [] }, now })).toMatchObject([
      { type: 'CanariesPublished', data: { version: 2, customerIds: [] } },
    ]);
  });
});
