import { simulateFirm } from '#detection/simulate/simulate-firm';
import type { SimulatedFirm } from '#detection/simulate/simulate-firm';

const dayMs = 86_400_000;
/** Days of work that the demo firm looks back on. */
const historyDays = 75;
const sellers = 14;

/** The people beside the salespeople: one for every role, so that each can be looked at. */
export const staff = [
  {
    key: 'securityOfficer',
    role: 'security_officer',
    externalId: 'officer',
    name: 'Olga Brandt',
    title: 'Security officer',
  },
  { key: 'auditor', role: 'auditor', externalId: 'auditor', name: 'Ali Demir', title: 'Auditor' },
  { key: 'hr', role: 'hr', externalId: 'hr', name: 'Hanna Weiss', title: 'HR partner' },
  { key: 'manager', role: 'manager', externalId: 'manager', name: 'Marco Rossi', title: 'Head of sales' },
] as const;

const givenNames = [
  'Mei',
  'Jonas',
  'Lena',
  'Wei',
  'Tom',
  'Sofia',
  'Jun',
  'Anna',
  'Paul',
  'Lin',
  'Eva',
  'Max',
  'Hao',
  'Nina',
];
const familyNames = [
  'Chen',
  'Keller',
  'Vogt',
  'Zhang',
  'Becker',
  'Lopez',
  'Li',
  'Novak',
  'Meyer',
  'Wang',
  'Roth',
  'Braun',
  'Liu',
  'Simon',
];
const companies = [
  'Acme',
  'Nordlicht',
  'Blue Harbour',
  'Sakura',
  'Helios',
  'Granit',
  'Lotus',
  'Delta',
  'Quercus',
  'Aurora',
];
const trades = ['Trading', 'Machines', 'Foods', 'Optics', 'Logistics', 'Textiles', 'Pharma', 'Tools'];

/** The simulated firm, as of a day: the same day gives the same firm. */
export const demoFirm = (today: Date): SimulatedFirm =>
  simulateFirm({
    employees: sellers,
    days: historyDays,
    seed: 20_260,
    firstDay: Math.floor(today.getTime() / dayMs) - historyDays,
    rhythm: 'office',
    leakShare: 0,
    leaks: ['bulk_before_notice'],
    benignLeaverShare: 0,
    handOverShare: 0,
    surges: 1,
    spread: 1,
  });

/** Of the salesperson at this place of the firm's people. */
export const sellerName = (place: number): string =>
  `${givenNames[place % givenNames.length]} ${familyNames[place % familyNames.length]}`;

export const emailOf = (externalId: string): string => `${externalId}@demo.example`;

export function employeesCsv({ people }: SimulatedFirm): string {
  const rows = people.map(({ employee, team, region, timezone }, n) => {
    return [
      employee,
      emailOf(employee),
      sellerName(n),
      team,
      'Salesperson',
      region,
      timezone,
      3 + (n % 6),
      'normal',
      '2021-04-01',
    ].join();
  });
  const team = people[0]?.team ?? 'sales';
  const others = staff.map(({ externalId, name, title }) =>
    [externalId, emailOf(externalId), name, team, title, 'de', 'Europe/Berlin', 10, 'normal', '2019-01-01'].join(),
  );
  return ['externalId,email,name,team,role,region,timezone,rank,performance,hiredOn', ...rows, ...others].join('\n');
}

/** Every customer that the simulated work touches, with whoever touches it most as developer and assignee. */
export function customersCsv(owners: ReadonlyMap<string, string>): string {
  const levels = ['internal', 'internal', 'confidential', 'confidential', 'trade_secret'];
  const rows = [...owners].map(([customer, owner], n) =>
    [
      customer,
      `${companies[n % companies.length]} ${trades[Math.floor(n / companies.length) % trades.length]} ${n + 1}`,
      owner,
      owner,
      levels[n % levels.length],
      `+49 30 ${5_550_000 + n}`,
      `buyer${n + 1}@customer.example`,
      `${(n % 90) + 10} 000 EUR`,
      n % 3 === 0 ? 'prefers mornings' : '',
    ].join(),
  );
  return [
    'externalId,name,developedBy,assignedTo,sensitivity,contact.phone,contact.email,quote.last,preference.notes',
    ...rows,
  ].join('\n');
}

/** Who works most with each customer, from the simulated work. */
export function ownersOf(firm: SimulatedFirm): ReadonlyMap<string, string> {
  const counts = new Map<string, Map<string, number>>();
  for (const day of firm.days()) {
    for (const { employee, objects, portfolio } of day) {
      for (const object of objects) {
        const byPerson = counts.get(object) ?? new Map<string, number>();
        byPerson.set(employee, (byPerson.get(employee) ?? 0) + (portfolio === 'own' ? 10 : 1));
        counts.set(object, byPerson);
      }
    }
  }
  return new Map(
    [...counts].map(([object, byPerson]) => [object, [...byPerson].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? '']),
  );
}
