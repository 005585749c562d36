import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { recordsExported } from '#domain/access/access.events';
import { streams } from '#domain/streams';
import { startTestApi } from '#test/support/api';
import type { TestApi } from '#test/support/api';
import { detectionPolicy } from '#test/support/detection-policy';
import { metadataBy } from '#test/support/log';
import type { Person } from '#test/support/person';

type Alert = { team: string; role: string; employee: { id: string; label: string }; severity: string };
type Simulated = { alertsGained: Alert[]; alertsLost: Alert[]; alertsPerMonth: { now: number; draft: number } };

let api: TestApi;
let admin: Person;
let officer: Person;
let exporter: string;
beforeAll(async () => {
  api = await startTestApi();
  admin = await api.signIn('admin');
  officer = await api.signIn('security_officer');
  exporter = await api.hire({ team: 'east', role: 'Sales' });
}, 60_000);
afterAll(() => api.close());

/** An export that another system reports. */
async function exported(employeeId: string, rows: number): Promise<void> {
  const at = api.now().toISOString();
  const event = recordsExported.of({
    employeeId,
    customerIds: [],
    kinds: [],
    rows,
    sensitivity: null,
    portfolio: 'unknown',
    device: null,
    destination: null,
  });
  await api.log.append(streams.access(employeeId, at.slice(0, 10)), 'any', [event], metadataBy('crm', at));
}
const caps = (rows: number) => ({ caps: { exportRowsPerDay: rows, exportRows: rows, viewsPerHour: 400 } });
const simulate = (draft: object, who = officer) => who.post<Simulated>('/policies/detection/simulations', draft);

describe('a simulation of a detection policy', () => {
  it('says which alerts a draft would raise for a firm that has not switched detection on', async () => {
    await exported(exporter, 300);
    const found = await simulate(detectionPolicy(caps(100)));
    expect(found).toMatchObject({
      status: 200,
      body: {
        days: 30,
        alertsGained: [
          {
            team: 'east',
            role: 'Sales',
            severity: 'high',
            employee: { id: exporter, label: expect.stringMatching(/^P-/) },
          },
        ],
        alertsLost: [],
        alertsPerMonth: { now: 0, draft: 1 },
      },
    });
    expect(await admin.get('/policies/detection')).toMatchObject({ body: { current: null } });
  });

  it('compares with the policy in force, and raises nothing in shadow mode', async () => {
    expect(await admin.put('/policies/detection', detectionPolicy(caps(100)))).toMatchObject({ status: 200 });
    expect((await simulate(detectionPolicy(caps(100)))).body).toMatchObject({
      alertsGained: [],
      alertsLost: [],
      alertsPerMonth: { now: 1, draft: 1 },
    });
    for (const draft of [caps(1_000), { mode: 'shadow' as const }])
      expect((await simulate(detectionPolicy(draft))).body).toMatchObject({
        alertsGained: [],
        alertsLost: [{ employee: { id: exporter } }],
        alertsPerMonth: { now: 1, draft: 0 },
      });
  });

  it('says nothing about whoever asks, in counts neither', async () => {
    await exported(officer.employeeId ?? '', 300);
    expect((await simulate(detectionPolicy(caps(100)))).body.alertsPerMonth).toEqual({ now: 1, draft: 1 });
    const colleague = await api.signIn('security_officer');
    expect((await simulate(detectionPolicy(caps(100)), colleague)).body.alertsPerMonth).toEqual({ now: 2, draft: 2 });
  });

  it('looks back thirty days and no further', async () => {
    await api.advance(31 * 86_400_000);
    const later = await api.signIn('security_officer');
    expect((await simulate(detectionPolicy(caps(100)), later)).body.alertsPerMonth).toEqual({ now: 0, draft: 0 });
    await exported(await api.hire(), 300);
    expect((await simulate(detectionPolicy(caps(100)), later)).body.alertsPerMonth).toEqual({ now: 1, draft: 1 });
  });

  it.each([
    [422, 'policy.invalid', { indicators: { no_such_indicator: { enabled: true, weight: 1 } } }],
    [422, 'policy.invalid', { indicators: { prints: { enabled: true, weight: -1 } } }],
    [422, 'policy.invalid', { budget: { alertsPerMonth: 0 } }],
    [400, 'request.invalid', { peers: [] }],
  ])('of a policy that makes no sense is refused: %i %s %j', async (status, code, changes) => {
    const someone = await api.signIn('security_officer');
    expect(await simulate({ ...detectionPolicy(), ...changes }, someone)).toMatchObject({ status, body: { code } });
  });
});
