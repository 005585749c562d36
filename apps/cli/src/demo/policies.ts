/** The demo firm's rules: juniors see their own customers masked, seniors their team's; exports need a manager, large ones an officer too. */
export const demoTiers = {
  tiers: {
    junior: {
      scope: 'own',
      kinds: { basic: 'clear', contact: 'reveal', quote: 'masked', preference: 'clear' },
      maxSensitivity: 'confidential',
      mayRequestExport: true,
      dailyReveals: 30,
      dailyViews: 200,
    },
    senior: {
      scope: 'team',
      kinds: {
        basic: 'clear',
        contact: 'clear',
        quote: 'reveal',
        transaction: 'reveal',
        preference: 'clear',
        contract: 'masked',
      },
      maxSensitivity: 'trade_secret',
      mayRequestExport: true,
      dailyReveals: 80,
      dailyViews: 400,
    },
  },
  bands: [
    {
      rankFrom: 1,
      rankTo: 5,
      tenureMonthsFrom: 0,
      tenureMonthsTo: null,
      performance: ['low', 'normal', 'high'],
      tier: 'junior',
    },
    {
      rankFrom: 6,
      rankTo: 20,
      tenureMonthsFrom: 0,
      tenureMonthsTo: null,
      performance: ['low', 'normal', 'high'],
      tier: 'senior',
    },
  ],
};

const teamLead = {
  name: 'Team lead',
  mode: 'any',
  approvers: { role: 'manager', of: 'requester_team' },
  expiresAfterHours: 24,
  escalateTo: { role: 'security_officer' },
};
const officer = {
  name: 'Security',
  mode: 'any',
  approvers: { role: 'security_officer' },
  expiresAfterHours: 24,
  escalateTo: { role: 'admin' },
};
export const demoChains = {
  chains: [
    { subject: 'export', when: { requesterDeparting: true }, levels: [teamLead, officer] },
    { subject: 'export', when: { minRows: 100 }, levels: [teamLead, officer] },
    { subject: 'export', levels: [teamLead] },
  ],
  exportRowCap: 500,
  exportGrantHours: 24,
};

export const demoDetection = {
  mode: 'on',
  budget: { alertsPerMonth: 1 },
  indicators: {},
  caps: { exportRowsPerDay: 1_000, exportRows: 500, viewsPerHour: 150 },
  calendar: {
    timezone: 'Europe/Berlin',
    workingHours: { from: '08:00', to: '19:00', days: [1, 2, 3, 4, 5] },
    holidays: [],
  },
  peers: ['role', 'team', 'region'],
  lookBackDays: 90,
};
