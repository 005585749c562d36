import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eraseSubject } from '#event-store/erase';
import { startTestApi } from '#test/support/api';
import type { TestApi } from '#test/support/api';
import { openFirm } from '#test/support/firm';
import type { Firm } from '#test/support/firm';
import { metadataBy } from '#test/support/log';
import { eventually, Person } from '#test/support/person';
import { raiseAlert } from '#test/support/raise-alert';
import { DecisionView } from '../decision-view/decision-view.js';
import { showAsOf } from './show-as-of.js';

type AsOf = { entity: string; at: string; revision: number; state: Record<string, unknown> };

let api: TestApi;
let firm: Firm;
/** Reads alerts as an officer and the past as an auditor. */
let watcher: Person;
beforeAll(async () => {
  api = await startTestApi();
  firm = await openFirm(api);
  watcher = await api.signIn(['security_officer', 'auditor']);
}, 60_000);
afterAll(() => api.close());

/** Now, once it is settled. */
async function settled(): Promise<string> {
  const at = api.now().toISOString();
  await api.advance(2_000);
  return at;
}
const asOf = async (entity: string, at: string, reader = watcher) =>
  reader.get<AsOf>(`/audit/as-of?entity=${entity}&at=${at}`);
const shown = async (path: string) => (await watcher.get(path)).body;

describe('a moment is settled', () => {
  it('by the clock that events are recorded at, not by that of the machine that is asked', async () => {
    const now = new Date(api.now().getTime() + 3_600_000);
    const at = new Date(now.getTime() - 60_000).toISOString();
    const reader = {
      kind: 'person',
      accountId: 'a',
      employeeId: null,
      roles: ['auditor'],
      sessionId: 's',
      mode: 'bearer',
    } as const;
    // Nothing of the view is needed where the moment is refused.
    const desk = { log: api.log, pool: api.pool, view: new DecisionView() };
    await expect(showAsOf.run(desk, { reader, now, at, entity: 'employee:e-1' })).rejects.toMatchObject({
      code: 'asof.unsettled',
    });
  });
});

describe('as of a moment, things are what their screens showed', () => {
  it('an export and its approval, before and after the decision', async () => {
    const ids = [await firm.register(), await firm.register()];
    const requested = await eventually(
      () =>
        firm.salesperson.post<{ id: string; approvalId: string }>('/exports', {
          filter: { ids },
          fields: ['contact.email'],
          format: 'csv',
          purpose: 'Mailing for the spring fair',
          recipient: 'print shop',
        }),
      ({ status }) => status === 201,
    );
    const paths = { export: `/exports/${requested.body.id}`, approval: `/approvals/${requested.body.approvalId}` };
    const entities = { export: `export:${requested.body.id}`, approval: `approval:${requested.body.approvalId}` };
    const before = await settled();
    const screens = { export: await shown(paths.export), approval: await shown(paths.approval) };
    expect(screens.export).toMatchObject({ status: 'pending', preview: { rows: 2 } });

    await firm.manager.post(`${paths.approval}/decisions`, { decision: 'approve', reason: 'agreed' });
    const after = await settled();
    const latest = await eventually(
      () => shown(paths.export),
      ({ status }) => status === 'granted',
    );

    expect((await asOf(entities.export, before)).body).toMatchObject({ at: before, state: screens.export });
    expect((await asOf(entities.approval, before)).body.state).toEqual(screens.approval);
    expect((await asOf(entities.export, after)).body.state).toEqual(latest);
    expect((await asOf(entities.approval, after)).body.state).toEqual(await shown(paths.approval));
  });

  it('a customer, with its name and details only for who has lifted them', async () => {
    const id = await firm.register({ sensitivity: 'internal' });
    const before = await settled();
    await firm.admin.put(`/customers/${id}/classification`, { level: 'trade_secret', reason: 'a new contract' });
    const after = await settled();
    expect((await asOf(`customer:${id}`, before)).body.state).toMatchObject({
      id,
      sensitivity: 'internal',
      details: {},
    });
    await watcher.post(`/customers/${id}/pseudonym-lifts`, { reason: 'the quarterly review' });
    expect((await asOf(`customer:${id}`, after)).body.state).toMatchObject({
      sensitivity: 'trade_secret',
      name: expect.stringMatching(/^Customer /),
      details: { basic: { city: 'Bonn' } },
    });
  });

  it('a customer that was erased since, in the shape of its screen', async () => {
    const id = await firm.register();
    const at = await settled();
    await watcher.post(`/customers/${id}/pseudonym-lifts`, { reason: 'the quarterly review' });
    await eraseSubject(api, id, 'asked for it', metadataBy('system:test', api.now().toISOString()));
    const { body } = await asOf(`customer:${id}`, at);
    expect(body.state).toMatchObject({ id, sensitivity: 'internal', name: '[erased]', details: {} });
  });

  it('an alert, with what had been done about it by then', async () => {
    const alertId = await raiseAlert(api, firm.salesperson.employeeId);
    const raised = await settled();
    const open = await eventually(
      () => shown(`/alerts/${alertId}`),
      ({ status }) => status === 'open',
    );
    await firm.officer.post(`/alerts/${alertId}/acknowledgement`, {});
    const acknowledged = await settled();
    expect((await asOf(`alert:${alertId}`, raised)).body).toMatchObject({ revision: 0, state: open });
    expect((await asOf(`alert:${alertId}`, acknowledged)).body.state).toMatchObject({ status: 'acknowledged' });
  });

  it('an alert about the reader is not there', async () => {
    const alertId = await raiseAlert(api, watcher.employeeId);
    const at = await settled();
    expect(await asOf(`alert:${alertId}`, at)).toMatchObject({ status: 404, body: { code: 'not_found' } });
    expect(await asOf(`alert:${alertId}`, at, firm.auditor)).toMatchObject({ status: 200 });
  });
});

describe('the label of a person in the past', () => {
  it('is a name for as long as the reader’s lift lasts, whatever moment is asked about', async () => {
    const password = 'correct horse battery';
    const { email, link } = await api.account(['auditor'], await api.hire());
    const auditor = await Person.byLink(api.url, link);
    await auditor.put('/me/password', { new: password });
    const alertId = await raiseAlert(api, firm.salesperson.employeeId);
    const at = await settled();
    const labelFor = async (reader: Person) => {
      const { body } = await asOf(`alert:${alertId}`, at, reader);
      return (body.state['employee'] as { label: string }).label;
    };
    expect(await labelFor(auditor)).toMatch(/^P-/);
    await auditor.post(`/employees/${firm.salesperson.employeeId}/pseudonym-lifts`, { reason: 'to talk to them' });
    expect(await labelFor(auditor)).toBe('Ann Lee');
    await api.advance(24 * 3_600_000);
    const aDayLater = await Person.signIn(api.url, { email, password, mode: 'bearer' });
    expect(await labelFor(aDayLater)).toMatch(/^P-/);
  });
});
