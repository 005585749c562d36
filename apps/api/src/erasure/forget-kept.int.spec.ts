import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApi } from '#test/support/api';
import type { TestApi } from '#test/support/api';
import { openFirm } from '#test/support/firm';
import type { Firm } from '#test/support/firm';
import { eventually } from '#test/support/person';
import { forgetKept } from './forget-kept.js';

let api: TestApi;
let firm: Firm;
beforeAll(async () => {
  api = await startTestApi();
  firm = await openFirm(api);
}, 60_000);
afterAll(() => api.close());

/** Exports a customer of their own; answers the customer and how its file is answered. */
async function exported() {
  const seller = await api.signIn('salesperson', await api.hire({ team: 'east' }));
  const customerId = await firm.register({ developedBy: seller.employeeId, assignedTo: seller.employeeId });
  await eventually(
    () => seller.get<{ items: unknown[] }>('/customers'),
    ({ body }) => body.items?.length === 1,
  );
  const request = {
    filter: { ids: [customerId] },
    fields: ['contact.phone'],
    format: 'csv',
    purpose: 'Mailing for the spring fair',
    recipient: 'print shop',
  };
  const { body } = await seller.post<{ id: string; approvalId: string }>('/exports', request);
  await firm.manager.post(`/approvals/${body.approvalId}/decisions`, { decision: 'approve', reason: 'agreed' });
  await seller.post(`/exports/${body.id}/run`);
  return { seller, customerId, file: () => seller.get(`/exports/${body.id}/file`) };
}

describe('an erasure', () => {
  it('leaves no first answer that could name the subject, and keeps their keys spent', async () => {
    const search = () => firm.salesperson.post('/customers/search', { q: 'Acme' }, { 'idempotency-key': 'kept' });
    expect(await search()).toMatchObject({ status: 200 });
    await forgetKept(api, 'c-1');
    expect(await search()).toMatchObject({ status: 409, body: { code: 'idempotency.spent' } });
    expect((await api.pool.query('select 1 from ops.first_answer where sealed is not null')).rowCount).toBe(0);
  });

  it('leaves no file of an export that the subject is in or asked for, and every other', async () => {
    const [ofCustomer, ofRequester, other] = [await exported(), await exported(), await exported()];
    for (const { file } of [ofCustomer, ofRequester, other]) expect(await file()).toMatchObject({ status: 200 });
    await forgetKept(api, ofCustomer.customerId);
    await forgetKept(api, ofRequester.seller.employeeId ?? '');
    for (const { file } of [ofCustomer, ofRequester])
      expect(await file()).toMatchObject({ status: 410, body: { code: 'grant.expired' } });
    expect(await other.file()).toMatchObject({ status: 200 });
  });
});
