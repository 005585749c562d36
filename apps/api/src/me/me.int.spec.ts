import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApi } from '#test/support/api';
import type { TestApi } from '#test/support/api';
import { askForExport } from '#test/support/ask-for-export';
import { openFirm } from '#test/support/firm';
import type { Firm } from '#test/support/firm';
import { eventually } from '#test/support/person';
import type { Person } from '#test/support/person';
import { raiseAlert } from '#test/support/raise-alert';

let api: TestApi;
let firm: Firm;
beforeAll(async () => {
  api = await startTestApi();
  firm = await openFirm(api);
}, 60_000);
afterAll(() => api.close());

type Waiting = { approvals: number; alerts: number | null };
const waiting = async (person: Person): Promise<Waiting> => (await person.get<Waiting>('/me/waiting')).body;

describe('what waits for somebody', () => {
  it('is the approvals that they may decide now', async () => {
    const customer = await firm.register();
    const { approvalId } = await askForExport(firm.salesperson, customer);
    await eventually(
      () => waiting(firm.manager),
      ({ approvals }) => approvals === 1,
    );
    expect(await waiting(firm.salesperson)).toEqual({ approvals: 0, alerts: null });
    expect(await waiting(firm.stranger)).toEqual({ approvals: 0, alerts: null });
    await firm.manager.post(`/approvals/${approvalId}/decisions`, { decision: 'approve', reason: 'agreed' });
    expect(await waiting(firm.manager)).toEqual({ approvals: 0, alerts: null });
  });

  it('is, for an officer, the open alerts, but for those about the officer', async () => {
    const alertId = await raiseAlert(api, firm.salesperson.employeeId);
    await raiseAlert(api, firm.officer.employeeId);
    const another = await api.signIn('security_officer');
    await eventually(
      () => waiting(another),
      ({ alerts }) => alerts === 2,
    );
    expect(await waiting(firm.officer)).toMatchObject({ alerts: 1 });
    expect(await waiting(firm.auditor)).toMatchObject({ alerts: null });
    await firm.officer.post(`/alerts/${alertId}/acknowledgement`, {});
    expect(await waiting(firm.officer)).toMatchObject({ alerts: 0 });
  });
});

describe('the daily limits', () => {
  it('are told beside what is left of them', async () => {
    const { body } = await firm.salesperson.get('/me');
    expect(body).toMatchObject({ limits: { dailyReveals: 5, revealsLeftToday: 5, dailyViews: 100 } });
    expect((await firm.admin.get('/me')).body).toMatchObject({ limits: { dailyReveals: null, dailyViews: null } });
  });
});

describe('the pseudonyms that an officer has lifted', () => {
  it('are listed by name until they expire, for that officer only', async () => {
    const customer = await firm.register({ name: 'Acme' });
    const employee = await api.hire({}, 'Joe Doe');
    const lift = (path: string) =>
      eventually(
        () => firm.officer.post(`${path}/pseudonym-lifts`, { reason: 'to call the person about it' }),
        ({ status }) => status === 201,
      );
    await lift(`/customers/${customer}`);
    await lift(`/employees/${employee}`);
    const { body } = await firm.officer.get<{ items: unknown[] }>('/me/pseudonym-lifts');
    expect(body.items).toHaveLength(2);
    expect(body.items).toEqual(
      expect.arrayContaining([
        { id: customer, kind: 'customer', name: 'Acme', expiresAt: expect.any(String) },
        { id: employee, kind: 'employee', name: 'Joe Doe', expiresAt: expect.any(String) },
      ]),
    );
    expect((await firm.auditor.get('/me/pseudonym-lifts')).body).toEqual({ items: [] });
    await api.advance(25 * 3_600_000);
    const later = await api.signIn('security_officer', firm.officer.employeeId ?? '');
    expect((await later.get('/me/pseudonym-lifts')).body).toEqual({ items: [] });
  });
});
