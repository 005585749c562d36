import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApi } from '#test/support/api';
import type { TestApi } from '#test/support/api';
import { chains, openFirm, tiers } from '#test/support/firm';
import type { Firm } from '#test/support/firm';
import { eventually } from '#test/support/person';

let api: TestApi;
let firm: Firm;
let ids: string[];
beforeAll(async () => {
  api = await startTestApi();
  firm = await openFirm(api);
  ids = [
    await firm.register(),
    await firm.register({ sensitivity: 'confidential' }),
    await firm.register({ sensitivity: 'trade_secret' }),
  ];
  await eventually(
    () => firm.salesperson.get<{ items: unknown[] }>('/customers'),
    ({ body }) => body.items.length === ids.length,
  );
}, 60_000);
afterAll(() => api.close());

const preview = (asked: Record<string, unknown> = {}) =>
  firm.salesperson.post('/exports/previews', { filter: { ids }, fields: ['contact.email'], ...asked });

describe('a preview of an export', () => {
  it('says what a request would release, and who would have to approve it', async () => {
    expect(await preview()).toMatchObject({
      status: 200,
      body: {
        rows: 2,
        leftOut: 1,
        highestSensitivity: 'confidential',
        chain: [{ level: 'Team lead', approvers: { role: 'manager', of: 'requester_team' } }],
      },
    });
    expect((await preview({ filter: { sensitivity: 'internal' } })).body).toMatchObject({ rows: 1, leftOut: 0 });
  });

  it('names the fields that may be taken out, before any is chosen', async () => {
    await firm.register({ sensitivity: 'trade_secret', details: { contact: { fax: '+1' } } });
    await eventually(
      () => firm.salesperson.get<{ items: unknown[] }>('/customers'),
      ({ body }) => body.items.length === ids.length + 1,
    );
    expect((await preview({ filter: {}, fields: undefined })).body).toMatchObject({
      grantHours: 24,
      exportableFields: ['basic.city', 'contact.email', 'contact.phone'],
    });
  });

  it('asks for nothing, and leaves nothing in the log', async () => {
    const before = await api.log.store.head();
    await preview();
    await preview({ fields: ['quote.last'] });
    expect(await api.log.store.head()).toBe(before);
    expect((await firm.salesperson.get('/exports')).body).toMatchObject({ items: [] });
  });

  it('refuses what the request would refuse', async () => {
    expect(await preview({ fields: ['quote.last'] })).toMatchObject({ status: 403, body: { code: 'access.denied' } });
    expect(await preview({ filter: { ids: ['nobody'] } })).toMatchObject({ status: 404, body: { code: 'not_found' } });
    await firm.admin.put('/policies/approval-chains', chains({ exportRowCap: 1 }));
    expect(await preview()).toMatchObject({ status: 422, body: { code: 'export.cap' } });
    await firm.admin.put('/policies/approval-chains', chains());
    await firm.admin.put('/policies/tiers', tiers({ mayRequestExport: false }));
    expect(await preview()).toMatchObject({ status: 403, body: { code: 'access.denied' } });
    await firm.admin.put('/policies/tiers', tiers());
  });

  it('counts within the own scope only', async () => {
    expect(await firm.stranger.post('/exports/previews', { filter: { ids }, fields: ['contact.email'] })).toMatchObject(
      { status: 404 },
    );
    expect(await firm.stranger.post('/exports/previews', { filter: {}, fields: ['contact.email'] })).toMatchObject({
      status: 200,
      body: { rows: 0, highestSensitivity: null },
    });
  });
});
