import { bookward, type Running } from './bookward.js';
import { eventually, Person } from './person.js';

/** A firm opened through the api alone: people, customers, canaries, detection switched on. */
export type BenchFirm = {
  readonly officer: Person;
  readonly crm: Person;
  /** External ids of the default source, as the CRM names people: `e-0`, `e-1`, … */
  readonly employees: readonly string[];
  /** Ids. */
  readonly customers: readonly string[];
  readonly canaries: readonly string[];
};

type List = { readonly items: readonly { readonly id: string }[]; readonly nextCursor: string | null };

export async function openBenchFirm(
  running: Running,
  data: string,
  size: { people: number; customers: number; canaries: number },
): Promise<BenchFirm> {
  const admin = await Person.byLink(running.url, running.signInLinks['admin'] ?? '');
  const keyFor = async (scope: string): Promise<Person> => {
    const { body } = await admin.post<{ key: string }>('/service-keys', { name: scope, scopes: [scope] });
    return Person.withKey(running.url, body.key);
  };
  const [hr, crm] = await Promise.all([keyFor('hr:default'), keyFor('ingest:crm')]);
  await must(hr.post('/hr/import', employeesCsv(size.people)));
  const officerAccount = {
    email: 'officer@firm.example',
    name: 'Officer',
    roles: ['security_officer'],
    employeeId: 'officer',
  };
  await must(admin.post('/accounts', officerAccount), 201);
  const link = (await bookward(['accounts', 'link', '--email', officerAccount.email, '--data', data, '--json']))
    .json as { url: string };
  const officer = await Person.byLink(running.url, link.url);
  await must(admin.put('/policies/tiers', everybodyMayLook));
  await must(admin.put('/policies/detection', detectionOn));
  await must(admin.post('/customers/import', customersCsv(size)));

  const seller = { email: 'e0@firm.example', name: 'Seller', roles: ['salesperson'], employeeId: 'e-0' };
  await must(admin.post('/accounts', seller), 201);
  const sellersLink = (await bookward(['accounts', 'link', '--email', seller.email, '--data', data, '--json']))
    .json as { url: string };
  const customers = await everyId(
    await Person.byLink(running.url, sellersLink.url),
    '/customers',
    size.customers + size.canaries,
  );
  const canaries = customers.slice(0, size.canaries);
  await must(officer.put('/policies/detection/canaries', { customerIds: canaries }));
  const employees = Array.from({ length: size.people }, (_, n) => `e-${n}`);
  return { officer, crm, employees, customers: customers.slice(size.canaries), canaries };
}

async function must(answer: Promise<{ status: number; text: string }>, status = 200): Promise<void> {
  const { status: found, text } = await answer;
  if (found !== status) throw new Error(`expected ${status}, found ${found}: ${text.slice(0, 500)}`);
}

async function everyId(person: Person, path: string, count: number): Promise<readonly string[]> {
  return eventually(
    async () => {
      const ids: string[] = [];
      let cursor: string | null = null;
      do {
        const { body }: { body: List } = await person.get<List>(
          `${path}?limit=200${cursor === null ? '' : `&cursor=${cursor}`}`,
        );
        ids.push(...body.items.map(({ id }) => id));
        cursor = body.nextCursor;
      } while (cursor !== null);
      return ids;
    },
    (ids) => ids.length >= count,
    60_000,
  );
}

const employeesCsv = (people: number): string =>
  [
    'externalId,email,name,team,role,region,timezone,rank,performance,hiredOn',
    'officer,officer@firm.example,Officer,security,officer,EU,UTC,9,normal,2019-01-01',
    ...Array.from(
      { length: people },
      (_, n) => `e-${n},e${n}@firm.example,Person ${n},team-${n % 10},seller,EU,UTC,5,normal,2020-01-01`,
    ),
  ].join('\n');

const customersCsv = ({
  people,
  customers,
  canaries,
}: {
  people: number;
  customers: number;
  canaries: number;
}): string =>
  [
    'externalId,name,developedBy,assignedTo,sensitivity,contact.phone',
    ...Array.from(
      { length: customers + canaries },
      (_, n) => `c-${n},Customer ${n},e-${n % people},e-${n % people},internal,+49 170 ${n}`,
    ),
  ].join('\n');

const everybodyMayLook = {
  tiers: {
    all: {
      scope: 'all',
      kinds: { basic: 'clear', contact: 'reveal' },
      maxSensitivity: 'trade_secret',
      mayRequestExport: true,
      dailyReveals: 1_000_000,
      dailyViews: 1_000_000,
    },
  },
  bands: [
    {
      rankFrom: 1,
      rankTo: 20,
      tenureMonthsFrom: 0,
      tenureMonthsTo: null,
      performance: ['low', 'normal', 'high'],
      tier: 'all',
    },
  ],
};
const detectionOn = {
  mode: 'on',
  budget: { alertsPerMonth: 10 },
  indicators: {},
  caps: { exportRowsPerDay: 1_000_000, exportRows: 1_000_000, viewsPerHour: 1_000_000 },
  calendar: { timezone: 'UTC', workingHours: { from: '08:00', to: '18:00', days: [1, 2, 3, 4, 5] }, holidays: [] },
  peers: ['role', 'team'],
  lookBackDays: 90,
};
