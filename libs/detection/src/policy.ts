import type { DetectionPolicy } from '#domain/policy/detection-policy';
import type { AbsoluteLimits } from './indicator.js';

export const emptyPolicyPeers = ['role', 'team', 'region'] as const;

/** What holds before a firm publishes a policy: everything is scored, nothing is raised. */
export const firstPolicy: DetectionPolicy = {
  mode: 'shadow',
  budget: { alertsPerMonth: 1 },
  indicators: {},
  caps: {
    exportRowsPerDay: Number.MAX_SAFE_INTEGER,
    exportRows: Number.MAX_SAFE_INTEGER,
    viewsPerHour: Number.MAX_SAFE_INTEGER,
  },
  calendar: { timezone: 'UTC', workingHours: { from: '08:00', to: '19:00', days: [1, 2, 3, 4, 5] }, holidays: [] },
  peers: [...emptyPolicyPeers],
  lookBackDays: 90,
};

export const limitsOf = (policy: DetectionPolicy): AbsoluteLimits => ({
  exportRowsPerDay: cap(policy.caps.exportRowsPerDay),
  exportRows: cap(policy.caps.exportRows),
  viewsPerHour: cap(policy.caps.viewsPerHour),
});
const cap = (value: number): number | null => (value >= Number.MAX_SAFE_INTEGER ? null : value);
