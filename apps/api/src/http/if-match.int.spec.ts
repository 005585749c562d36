import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApi } from '#test/support/api';
import type { TestApi } from '#test/support/api';
import { openFirm } from '#test/support/firm';
import type { Firm } from '#test/support/firm';
import { eventually } from '#test/support/person';
import type { Person } from '#test/support/person';

let api: TestApi;
let firm: Firm;
beforeAll(async () => {
  api = await startTestApi();
  firm = await openFirm(api);
}, 60_000);
afterAll(() => api.close());

/** A write of somebody, to a thing that stands at a revision. */
type Write = {
  readonly who: Person;
  readonly method: 'POST' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
  readonly revision: number;
};

const transferred = async (team: string): Promise<{ readonly id: string; readonly revision: number }> => {
  const id = await api.hire({ team });
  const moved = await firm.hr.post(`/employees/${id}/transfers`, { rank: 7, effectiveOn: '2026-01-01' });
  expect(moved).toMatchObject({ status: 200, body: { revision: 1 } });
  return { id, revision: 1 };
};

const classified = async (): Promise<{ readonly id: string; readonly revision: number }> => {
  const id = await firm.register();
  const body = { level: 'public', reason: 'it is on the website' };
  expect(await firm.officer.call('PUT', `/customers/${id}/classification`, body)).toMatchObject({
    status: 200,
    body: { revision: 1 },
  });
  // Answered once reads hold what the officer wrote.
  expect(await firm.officer.get('/employees')).toMatchObject({ status: 200 });
  return { id, revision: 1 };
};

async function grantedExport(): Promise<{ readonly id: string; readonly revision: number }> {
  await firm.register();
  const { body: requested } = await eventually(
    () =>
      firm.salesperson.post<{ id: string; approvalId: string; preview: { rows: number } }>('/exports', {
        filter: {},
        fields: ['contact.email'],
        format: 'csv',
        purpose: 'Mailing for the spring fair',
        recipient: 'print shop',
      }),
    ({ body }) => (body.preview?.rows ?? 0) > 0,
  );
  const decision = { decision: 'approve', reason: 'agreed' };
  expect(await firm.manager.post(`/approvals/${requested.approvalId}/decisions`, decision)).toMatchObject({
    status: 200,
    body: { status: 'granted' },
  });
  const shown = await eventually(
    () => firm.salesperson.get<{ status: string; revision: number }>(`/exports/${requested.id}`),
    ({ body }) => body.status === 'granted',
  );
  return { id: requested.id, revision: shown.body.revision };
}

const writes: Readonly<Record<string, () => Promise<Write>>> = {
  'the run of an export': async () => {
    const { id, revision } = await grantedExport();
    return { who: firm.salesperson, method: 'POST', path: `/exports/${id}/run`, revision };
  },
  'the end of a service key': async () => {
    const { body } = await firm.admin.post<{ id: string }>('/service-keys', { name: 'crm', scopes: ['hr:crm'] });
    return { who: firm.admin, method: 'DELETE', path: `/service-keys/${body.id}`, revision: 0 };
  },
  'a sign-in link': async () => {
    const account = { email: `${crypto.randomUUID()}@firm.example`, name: 'Ann', roles: ['admin'] };
    const { body } = await firm.admin.post<{ id: string }>('/accounts', account);
    return { who: firm.admin, method: 'POST', path: `/accounts/${body.id}/sign-in-links`, revision: 0 };
  },
  'a hand-over': async () => {
    const { id, revision } = await transferred('east');
    const path = `/employees/${id}/portfolio/hand-over`;
    return { who: firm.manager, method: 'POST', path, body: { to: firm.salesperson.employeeId }, revision };
  },
  'the name of an employee': async () => {
    const { id, revision } = await transferred('east');
    expect(await firm.hr.get(`/employees/${id}`)).toMatchObject({ status: 200 });
    const body = { reason: 'to call the person about it' };
    return { who: firm.officer, method: 'POST', path: `/employees/${id}/pseudonym-lifts`, body, revision };
  },
  'the name of a customer': async () => {
    const { id, revision } = await classified();
    const body = { reason: 'to call the customer about it' };
    return { who: firm.officer, method: 'POST', path: `/customers/${id}/pseudonym-lifts`, body, revision };
  },
  'a field of a customer': async () => {
    const { id, revision } = await classified();
    const body = { field: 'contact.phone' };
    return { who: firm.salesperson, method: 'POST', path: `/customers/${id}/reveals`, body, revision };
  },
};

describe('a write that says which revision it was meant for', () => {
  it.each(Object.entries(writes))('is not done when that is no longer the latest: %s', async (_, prepare) => {
    const { who, method, path, body, revision } = await prepare();
    const at = (seen: number) => who.call(method, path, body, { 'if-match': `"${seen}"` });
    const before = await api.log.store.head();
    for (const seen of [revision - 1, revision + 1].filter((each) => each >= 0))
      expect(await at(seen)).toMatchObject({ status: 412, body: { code: 'revision.stale' } });
    expect(await api.log.store.head()).toBe(before);
    expect((await at(revision)).status).toBeLessThan(300);
  });

  it.each(['"of-another-server"', '"99999999999999999999"', 'W/"a"', '""'])(
    'is not done with a tag that no answer gave: %s',
    async (tag) => {
      const { id } = await transferred('east');
      const transfer = { rank: 8, effectiveOn: '2026-01-01' };
      expect(await firm.hr.post(`/employees/${id}/transfers`, transfer, { 'if-match': tag })).toMatchObject({
        status: 412,
        body: { code: 'revision.stale' },
      });
    },
  );

  it('tells nobody of a thing that is not theirs to see', async () => {
    const { id } = await grantedExport();
    const others = [
      [firm.stranger, `/exports/${id}/run`, undefined],
      [firm.stranger, `/customers/${await firm.register()}/reveals`, { field: 'contact.phone' }],
      [firm.manager, `/employees/${await api.hire({ team: 'west' })}/portfolio/hand-over`, { to: 'somebody' }],
      [firm.officer, '/employees/nobody/pseudonym-lifts', { reason: 'to call the person about it' }],
    ] as const;
    for (const [who, path, body] of others)
      expect(await who.post(path, body, { 'if-match': '"99"' })).toMatchObject({ status: 404 });
  });
});
