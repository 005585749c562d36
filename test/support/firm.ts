import type { Role } from '#domain/values';
import type { TestApi } from './api.js';
import { eventually } from './person.js';
import type { Person } from './person.js';

/** One tier for everybody: own customers up to confidential, contact revealed field by field, exports on request. */
export const tiers = (changes: Record<string, unknown> = {}) => ({
  tiers: {
    standard: {
      scope: 'own',
      kinds: { basic: 'clear', contact: 'reveal', quote: 'masked' },
      maxSensitivity: 'confidential',
      mayRequestExport: true,
      dailyReveals: 5,
      dailyViews: 100,
      ...changes,
    },
  },
  bands: [
    {
      rankFrom: 1,
      rankTo: 20,
      tenureMonthsFrom: 0,
      tenureMonthsTo: null,
      performance: ['low', 'normal', 'high'],
      tier: 'standard',
    },
  ],
});

/** One level: a manager of the requester's team. */
export const chains = (changes: Record<string, unknown> = {}) => ({
  chains: [
    {
      subject: 'export',
      levels: [
        {
          name: 'Team lead',
          mode: 'any',
          approvers: { role: 'manager', of: 'requester_team' },
          expiresAfterHours: 24,
          escalateTo: { role: 'manager' },
        },
      ],
    },
  ],
  exportRowCap: 100,
  exportGrantHours: 24,
  ...changes,
});

export type Firm = {
  readonly admin: Person;
  readonly hr: Person;
  readonly officer: Person;
  readonly auditor: Person;
  /** Of team east, as the salesperson is. */
  readonly manager: Person;
  readonly salesperson: Person;
  /** Of team west. */
  readonly stranger: Person;
  /** Registers a customer for the manager; `e…` are employee ids. */
  register(customer?: Record<string, unknown>): Promise<string>;
};

/** A firm of seven with policies in force, over real HTTP. */
export async function openFirm(api: TestApi): Promise<Firm> {
  const admin = await api.signIn('admin');
  const join = async (role: Role, team: string): Promise<Person> => api.signIn(role, await api.hire({ team }));
  const [hr, officer, auditor, manager, salesperson, stranger] = [
    await join('hr', 'office'),
    await join('security_officer', 'office'),
    await join('auditor', 'office'),
    await join('manager', 'east'),
    await join('salesperson', 'east'),
    await join('salesperson', 'west'),
  ];
  for (const [name, policy] of Object.entries({ tiers: tiers(), 'approval-chains': chains() })) {
    const published = await admin.put(`/policies/${name}`, policy);
    if (published.status !== 200) throw new Error(`policy ${name}: ${published.text}`);
  }
  await eventually(
    () => salesperson.get('/customers'),
    ({ status }) => status === 200,
  );
  let count = 0;
  return {
    admin,
    hr,
    officer,
    auditor,
    manager,
    salesperson,
    stranger,
    register: async (customer = {}) => {
      count += 1;
      const registered = await manager.post<{ id: string }>('/customers', {
        name: `Customer ${count}`,
        developedBy: salesperson.employeeId,
        assignedTo: salesperson.employeeId,
        sensitivity: 'internal',
        details: {
          basic: { city: 'Bonn' },
          contact: { phone: '+49 228 5551234', email: 'c@acme.example' },
          quote: { last: '1000 EUR' },
        },
        ...customer,
      });
      if (registered.status !== 201) throw new Error(`customer: ${registered.text}`);
      return registered.body.id;
    },
  };
}
