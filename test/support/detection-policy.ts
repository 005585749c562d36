import type { DetectionPolicy } from '#domain/policy/detection-policy';

/** A detection policy; what a spec is about it says itself. */
export const detectionPolicy = (changes: Partial<DetectionPolicy> = {}): DetectionPolicy => ({
  mode: 'on',
  budget: { alertsPerMonth: 3 },
  indicators: {},
  caps: { exportRowsPerDay: 500, exportRows: 500, viewsPerHour: 400 },
  calendar: {
    timezone: 'Europe/Berlin',
    workingHours: { from: '08:00', to: '18:00', days: [1, 2, 3, 4, 5] },
    holidays: [],
  },
  peers: ['role', 'team'],
  lookBackDays: 90,
  ...changes,
});
