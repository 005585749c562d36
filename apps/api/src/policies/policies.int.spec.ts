import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { streams } from '#domain/streams';
import { customerRegistered } from '#domain/customer/customer.events';
import { startTestApi } from '#test/support/api';
import type { TestApi } from '#test/support/api';
import { chains, tiers } from '#test/support/firm';
import { metadataBy } from '#test/support/log';
import { eventually } from '#test/support/person';
import type { Person } from '#test/support/person';

type Shown = {
  current: ({ version: number; effectiveFrom: string } & Record<string, unknown>) | null;
  versions: { version: number; effectiveFrom: string; by: string }[];
  accounts: { id: string; label: string }[];
};

let api: TestApi;
let admin: Person;
let officer: Person;
beforeAll(async () => {
  api = await startTestApi();
  admin = await api.signIn('admin');
  officer = await api.signIn('security_officer');
});
afterAll(() => api.close());

const detection = (changes: Record<string, unknown> = {}) => ({
  mode: 'shadow',
  budget: { alertsPerMonth: 3 },
  indicators: {},
  caps: { exportRowsPerDay: 500, exportRows: 500, viewsPerHour: 40 },
  calendar: {
    timezone: 'Europe/Berlin',
    workingHours: { from: '08:00', to: '18:00', days: [1, 2, 3, 4, 5] },
    holidays: [],
  },
  peers: ['role', 'team'],
  lookBackDays: 90,
  ...changes,
});
const policies = [
  ['/policies/tiers', () => tiers()],
  ['/policies/approval-chains', () => chains()],
  ['/policies/detection', () => detection()],
] as const;

describe.each(policies)('%s', (path, body) => {
  it('is empty until a version is published, and then shows the current one and every version', async () => {
    expect(await admin.get(path)).toMatchObject({ status: 200, body: { current: null, versions: [] } });
    const first = await admin.put(path, body());
    expect(first).toMatchObject({
      status: 200,
      body: { id: expect.any(String), revision: 0, version: 1, effectiveFrom: expect.any(String), ...body() },
    });
    expect(first.headers.get('etag')).toBe('"0"');
    expect(first.headers.get('bookward-position')).toBe(first.body['position']);
    expect(await admin.put(path, body())).toMatchObject({ status: 200, body: { version: 2, revision: 1 } });
    const shown = await admin.get<Shown>(path);
    expect(shown.body.current).toMatchObject({ version: 2, ...body() });
    expect(shown.body.versions).toEqual([
      { version: 2, effectiveFrom: shown.body.current?.effectiveFrom, by: admin.accountId },
      { version: 1, effectiveFrom: first.body['effectiveFrom'], by: admin.accountId },
    ]);
    expect(shown.headers.get('etag')).toBe('"1"');
  });

  it('is published only by who knows the version that stands', async () => {
    const put = (etag: string) => admin.call('PUT', path, body(), { 'if-match': etag });
    expect(await put('"0"')).toMatchObject({ status: 412, body: { code: 'revision.stale' } });
    expect(await put((await admin.get(path)).headers.get('etag') ?? '')).toMatchObject({ status: 200 });
  });

  it('names whoever published it, under the label that the reader sees', async () => {
    const toAdmin = (await admin.get<Shown>(path)).body.accounts;
    expect(toAdmin).toEqual([{ id: admin.accountId, label: expect.stringMatching(/\S/) }]);
    const toOfficer = (await officer.get<Shown>(path)).body.accounts;
    expect(toOfficer).toEqual([{ id: admin.accountId, label: expect.stringMatching(/^P-[0-9A-F]{8}$/) }]);
  });

  it('takes no field that it does not know', async () => {
    expect(await admin.put(path, { ...body(), extra: 1 })).toMatchObject({
      status: 400,
      body: { code: 'request.invalid', errors: [{ pointer: '/extra' }] },
    });
  });
});

describe('a tier policy', () => {
  const [band] = tiers().bands;
  it.each([
    ['tier.gap', [{ ...band, rankTo: 19 }]],
    ['tier.gap', []],
    ['tier.gap', [{ ...band, tenureMonthsTo: 12 }]],
    ['tier.overlap', [band, { ...band, rankFrom: 20, performance: ['low'] }]],
    ['policy.invalid', [{ ...band, tier: 'unheard of' }]],
    ['policy.invalid', [{ ...band, rankFrom: 9, rankTo: 3 }]],
  ])('covers everybody exactly once, or is refused as %s', async (code, bands) => {
    const before = await api.log.store.head();
    expect(await admin.put('/policies/tiers', { ...tiers(), bands })).toMatchObject({ status: 422, body: { code } });
    expect(await api.log.store.head()).toBe(before);
  });

  it.each([
    ['/bands/0/rankTo', { ...tiers(), bands: [{ ...band, rankTo: 21 }] }],
    ['/tiers/standard/scope', tiers({ scope: 'everything' })],
    ['/tiers/standard/dailyViews', tiers({ dailyViews: -1 })],
  ])('of another form is refused at %s', async (pointer, body) => {
    expect(await admin.put('/policies/tiers', body)).toMatchObject({
      status: 400,
      body: { code: 'request.invalid', errors: [{ pointer }] },
    });
  });

  it('is decided by at once', async () => {
    const { employeeId } = await api.signIn('salesperson');
    const tierNow = async () => (await admin.get(`/employees/${employeeId}/tier`)).body;
    await admin.put('/policies/tiers', tiers({ scope: 'own' }));
    expect(await tierNow()).toMatchObject({ tier: 'standard', scope: 'own' });
    const { body } = await admin.put('/policies/tiers', tiers({ scope: 'team' }));
    expect(await tierNow()).toMatchObject({ tier: 'standard', scope: 'team', policyVersion: body['version'] });
  });
});

describe('approval chains', () => {
  const [chain] = chains().chains;
  const [level] = chain?.levels ?? [];
  it.each([
    ['chain.empty', { ...chain, levels: [] }],
    ['chain.empty', { ...chain, levels: [{ ...level, approvers: { accountIds: [] } }] }],
    ['chain.invalid', { ...chain, when: { minRows: 10 } }],
    ['reference.unknown', { ...chain, levels: [{ ...level, approvers: { accountIds: ['nobody'] } }] }],
  ])('lead every request to somebody, or are refused as %s', async (code, only) => {
    expect(await admin.put('/policies/approval-chains', chains({ chains: [only] }))).toMatchObject({
      status: 422,
      body: { code },
    });
  });

  it('may expire within fractions of an hour', async () => {
    const hasty = chains({ chains: [{ ...chain, levels: [{ ...level, expiresAfterHours: 0.001 }] }] });
    expect(await admin.put('/policies/approval-chains', hasty)).toMatchObject({ status: 200 });
  });
});

describe('a detection policy', () => {
  type Named = { code: string; weight: number | null; legitimate: string | null };
  it('is shown with every indicator that it may name, its default weight, and what legitimate work looks the same', async () => {
    const { body } = await admin.get<{ catalogue: Named[] }>('/policies/detection');
    expect(body.catalogue.length).toBeGreaterThan(30);
    expect(body.catalogue.find(({ code }) => code === 'bulk_views')?.weight).toBeGreaterThan(0);
    expect(body.catalogue.find(({ code }) => code === 'canary_touched')?.weight).toBeNull();
    for (const { code, legitimate } of body.catalogue) expect([code, legitimate]).toEqual([code, expect.any(String)]);
    const indicators = Object.fromEntries(body.catalogue.map(({ code }) => [code, { enabled: true }]));
    expect(await admin.put('/policies/detection', detection({ indicators }))).toMatchObject({ status: 200 });
  });

  it.each([
    [422, 'policy.invalid', { indicators: { 'no.such.indicator': { enabled: true, weight: 1 } } }],
    [422, 'policy.invalid', { budget: { alertsPerMonth: 0 } }],
    [422, 'policy.invalid', { indicators: { bulk_views: { enabled: true, weight: -1 } } }],
    [400, 'request.invalid', { lookBackDays: 0 }],
    [400, 'request.invalid', { peers: [] }],
    [400, 'request.invalid', { mode: 'loud' }],
  ])('that makes no sense is refused: %i %s %j', async (status, code, changes) => {
    expect(await admin.put('/policies/detection', detection(changes))).toMatchObject({ status, body: { code } });
  });
});

describe('canaries', () => {
  const register = async (): Promise<string> => {
    const customerId = `customer-${Math.random().toString(36).slice(2)}`;
    const developedBy = await api.hire();
    await api.log.append(
      streams.customer(customerId),
      'none',
      [
        customerRegistered.of(
          { customerId, developedBy, assignedTo: developedBy, sensitivity: 'internal', fields: {} },
          { name: 'Acme', externalIds: {}, details: {} },
        ),
      ],
      metadataBy('system:test', api.now().toISOString()),
    );
    return customerId;
  };

  it('are named by an officer and shown to officers alone', async () => {
    const canary = await register();
    const named = await eventually(
      () => officer.put('/policies/detection/canaries', { customerIds: [canary] }),
      ({ status }) => status === 200,
    );
    expect(named.body).toMatchObject({ version: 1, customerIds: [canary] });
    expect(await officer.get<Shown>('/policies/detection/canaries')).toMatchObject({
      body: { current: { version: 1, customerIds: [canary] }, versions: [{ version: 1, by: officer.accountId }] },
    });
    const auditor = await api.signIn('auditor');
    for (const path of [
      '/policies/detection',
      '/audit/events?type=CanariesPublished',
      '/audit/streams/policy-canaries',
    ]) {
      const { text, status } = await auditor.get(path);
      expect({ path, status }).toEqual({ path, status: 200 });
      expect(text).not.toContain(canary);
    }
  });

  it('are customers that there are', async () => {
    expect(await officer.put('/policies/detection/canaries', { customerIds: ['nobody'] })).toMatchObject({
      status: 422,
      body: { code: 'reference.unknown', errors: [{ pointer: '/customerIds/0' }] },
    });
  });
});
