import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { exportRequested, exportSetListed } from '#domain/export/export.events';
import { streams } from '#domain/streams';
import { derivedId, namespaces } from '#platform/ids';
import { exportedSet } from '#read-model/queries/exports';
import { startTestApi } from '#test/support/api';
import type { TestApi } from '#test/support/api';
import { chains, openFirm, tiers } from '#test/support/firm';
import type { Firm } from '#test/support/firm';
import { metadataBy } from '#test/support/log';
import { eventually } from '#test/support/person';
import type { Person } from '#test/support/person';
import { todayAtTheFirm } from '#test/support/today';

type Requested = { id: string; approvalId: string; status: string; preview: { rows: number } };

let api: TestApi;
let firm: Firm;
beforeAll(async () => {
  api = await startTestApi();
  firm = await openFirm(api);
}, 60_000);
afterAll(() => api.close());

const body = (ids: readonly string[], changes: Record<string, unknown> = {}) => ({
  filter: { ids },
  fields: ['contact.email', 'contact.phone'],
  format: 'csv',
  purpose: 'Mailing for the spring fair',
  recipient: 'print shop',
  ...changes,
});
/** Somebody of team east with so many customers of their own, known to the read models. */
async function sellerWith(count: number): Promise<{ seller: Person; ids: string[] }> {
  const seller = await api.signIn('salesperson', await api.hire({ team: 'east' }));
  const ids: string[] = [];
  for (let n = 0; n < count; n += 1)
    ids.push(
      await firm.register({
        developedBy: seller.employeeId,
        assignedTo: seller.employeeId,
        details: { contact: { email: `c${n}@acme.example`, phone: `=1+${n}` } },
      }),
    );
  await eventually(
    () => seller.get<{ items: unknown[] }>('/customers'),
    ({ body: list }) => list.items?.length === count,
  );
  return { seller, ids };
}
async function granted(
  seller: Person,
  ids: readonly string[],
  changes: Record<string, unknown> = {},
): Promise<Requested> {
  const requested = await seller.post<Requested>('/exports', body(ids, changes));
  if (requested.status !== 201) throw new Error(requested.text);
  const approved = await firm.manager.post(`/approvals/${requested.body.approvalId}/decisions`, {
    decision: 'approve',
    reason: 'agreed',
  });
  if (approved.body['status'] !== 'granted') throw new Error(approved.text);
  return requested.body;
}

describe('an export', () => {
  it('shows what it would release, is approved, runs once and hands out its file on the record', async () => {
    const { seller, ids } = await sellerWith(3);
    const requested = await seller.post<Requested>('/exports', body(ids));
    expect(requested).toMatchObject({
      status: 201,
      body: {
        status: 'pending',
        preview: { rows: 3, highestSensitivity: 'internal', chain: [{ level: 'Team lead' }] },
      },
    });
    const { id, approvalId } = requested.body;
    expect(await seller.post(`/exports/${id}/run`)).toMatchObject({ status: 409, body: { code: 'state.conflict' } });
    const inbox = await eventually(
      () => firm.manager.get<{ items: { id: string }[] }>('/approvals?assigned=me&status=pending'),
      ({ body: list }) => list.items?.some((each) => each.id === approvalId),
    );
    expect(inbox.body.items.find((each) => each.id === approvalId)).toMatchObject({
      facts: { rows: 3 },
      requestedBy: seller.employeeId,
      level: 0,
      levels: [{ escalated: false, escalateTo: { role: 'manager' }, expiresAfterHours: 24 }],
    });
    expect(
      await seller.post(`/approvals/${approvalId}/decisions`, { decision: 'approve', reason: 'mine' }),
    ).toMatchObject({ status: 422, body: { code: 'sod.self' } });
    expect(
      await firm.stranger.post(`/approvals/${approvalId}/decisions`, { decision: 'approve', reason: 'why not' }),
    ).toMatchObject({ status: 403, body: { code: 'auth.forbidden' } });
    expect(
      await firm.manager.post(`/approvals/${approvalId}/decisions`, { decision: 'approve', reason: 'agreed' }),
    ).toMatchObject({ status: 200, body: { status: 'granted' } });

    const run = await seller.post(`/exports/${id}/run`);
    expect(run).toMatchObject({
      status: 200,
      body: { status: 'executed', rows: 3, leftOut: 0, manifestRoot: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    // Also for whom the answer to the first run did not reach.
    expect(await seller.post(`/exports/${id}/run`)).toMatchObject({
      status: 409,
      body: { code: 'grant.used', detail: expect.stringContaining('its file can be fetched') },
    });

    const file = await seller.get(`/exports/${id}/file`);
    expect(file.headers.get('content-type')).toMatch(/^text\/csv/);
    const lines = file.text.trim().split('\n');
    expect(lines[0]).toBe('customerId,externalId,contact.email,contact.phone');
    expect(lines).toHaveLength(4);
    expect(file.text).toContain("'=1+0");
    await seller.get(`/exports/${id}/file`);
    expect(await firm.manager.get(`/exports/${id}/file`)).toMatchObject({ status: 404 });

    const seen = await eventually(
      () => seller.get(`/exports/${id}`),
      ({ body: shown }) => shown['downloads'] === 2,
    );
    expect(seen.body).toMatchObject({
      status: 'executed',
      rows: 3,
      watermarkId: run.body['watermarkId'],
      recipient: 'print shop',
      filter: { ids },
    });
    const byOfficer = await firm.officer.get(`/exports/${id}`);
    expect(byOfficer.body).toMatchObject({ status: 'executed', employee: { label: expect.stringMatching(/^P-/) } });
    expect(byOfficer.body).not.toHaveProperty('recipient');
    expect(byOfficer.body).not.toHaveProperty('filter');
    expect(await firm.stranger.get(`/exports/${id}`)).toMatchObject({ status: 404 });
    expect(await firm.stranger.get(`/approvals/${approvalId}`)).toMatchObject({ status: 404 });
  });

  it('leaves out what is above the ceiling, and what changed hands before it ran', async () => {
    const { seller, ids } = await sellerWith(2);
    const secret = await firm.register({
      developedBy: seller.employeeId,
      assignedTo: seller.employeeId,
      sensitivity: 'trade_secret',
    });
    await eventually(
      () => seller.get<{ items: unknown[] }>('/customers'),
      ({ body: list }) => list.items.length === 3,
    );
    const export_ = await granted(seller, [...ids, secret]);
    expect(export_.preview).toMatchObject({ rows: 2, leftOut: 1 });
    await firm.officer.put(`/customers/${ids[0]}/classification`, { level: 'trade_secret', reason: 'prices' });
    const run = await seller.post(`/exports/${export_.id}/run`);
    expect(run.body).toMatchObject({ rows: 1, leftOut: 2 });
    expect((await seller.get(`/exports/${export_.id}/file`)).text).not.toContain(String(ids[0]));
  });

  it.each([
    ['a purpose that says nothing', (ids: string[]) => body(ids, { purpose: 'because' }), 422, 'purpose.too_short'],
    ['a field that is only masked', (ids: string[]) => body(ids, { fields: ['quote.last'] }), 403, 'access.denied'],
    ['a customer of somebody else', (ids: string[]) => body([...ids, 'c-of-somebody-else']), 404, 'not_found'],
    ['an unknown format', (ids: string[]) => body(ids, { format: 'xlsx' }), 400, 'request.invalid'],
    ['no fields', (ids: string[]) => body(ids, { fields: [] }), 400, 'request.invalid'],
  ])('is refused with %s', async (_what, request, status, code) => {
    const { seller, ids } = await sellerWith(1);
    expect(await seller.post('/exports', request(ids))).toMatchObject({ status, body: { code } });
  });

  it('of customers who are none of the requester’s is refused as if there were none, and is on record', async () => {
    const { seller, ids } = await sellerWith(1);
    const foreign = await firm.register();
    for (const id of [foreign, 'c-unknown'])
      expect(await seller.post('/exports', body([...ids, id]))).toMatchObject({
        status: 404,
        body: { code: 'not_found', errors: [{ pointer: '/filter/ids' }] },
      });
    const mine = await eventually(
      () => seller.get<{ items: { because: string }[] }>('/exports?mine&status=refused'),
      ({ body: list }) => list.items?.length === 2,
    );
    for (const refused of mine.body.items)
      expect(refused).toMatchObject({ because: 'scope', preview: { rows: 0, highestSensitivity: null } });
    expect((await firm.officer.get(`/exports?employeeId=${seller.employeeId}`)).body).toMatchObject({
      items: [{ because: 'scope' }, { because: 'scope' }],
    });
  });

  it('of customers whom the reads do not know yet is put off, and nothing is on record', async () => {
    const { seller, ids } = await sellerWith(1);
    await api.withoutProjector(async () => {
      const own = { developedBy: seller.employeeId, assignedTo: seller.employeeId };
      const asked = body([...ids, await firm.register(own)]);
      const before = await api.log.store.head();
      expect(await seller.impatient().post('/exports', asked)).toMatchObject({
        status: 503,
        body: { code: 'view.lagging' },
      });
      expect(await api.log.store.head()).toBe(before);
    });
  });

  it('that a crash cut off before its approval goes on as it was recorded, and never for another request', async () => {
    const { seller, ids } = await sellerWith(2);
    const [first] = ids;
    const asked = body(ids, { fields: ['contact.email'] });
    const recorded = async (key: string, bodyHash: string): Promise<Record<string, string>> => {
      const idFor = (what: string) => derivedId(namespaces.url, `${seller.accountId}#${key}#${what}`);
      const exportId = idFor('export');
      const words = { purpose: asked.purpose, recipient: asked.recipient };
      await api.log.append(
        streams.export(exportId),
        'none',
        [
          exportSetListed.of({ exportId, set: 'requested', part: 0, customerIds: [String(first)] }),
          exportRequested.of(
            {
              exportId,
              requestedBy: String(seller.employeeId),
              requestedByAccount: seller.accountId,
              filter: { ids },
              fields: ['contact.email'],
              format: 'csv',
              rows: 1,
              leftOut: 7,
              highestSensitivity: 'public',
              approvalId: idFor('approval'),
              setRoot: '',
              policyVersion: 1,
            },
            words,
          ),
        ],
        { ...metadataBy(seller.accountId, api.now().toISOString()), bodyHash },
      );
      return { 'idempotency-key': key };
    };
    expect(await seller.post('/exports', asked, await recorded('another', 'of another body'))).toMatchObject({
      status: 409,
      body: { code: 'idempotency.mismatch' },
    });
    const same = await seller.post<Requested>('/exports', asked, await recorded('same', api.bodyHash(asked)));
    const asRecorded = { rows: 1, highestSensitivity: 'public' };
    expect(same).toMatchObject({ status: 201, body: { preview: { ...asRecorded, leftOut: 7 } } });
    expect((await seller.get(`/approvals/${same.body.approvalId}`)).body).toMatchObject({ facts: asRecorded });
  });

  it('that a crash cut off between two parts of its customers is made again under the same key', async () => {
    const { seller, ids } = await sellerWith(2);
    const asked = body(ids);
    const exportId = derivedId(namespaces.url, `${seller.accountId}#cut-off#export`);
    await api.log.append(
      streams.export(exportId),
      'none',
      [exportSetListed.of({ exportId, set: 'requested', part: 0, customerIds: [...ids, 'c-of-before'] })],
      { ...metadataBy(seller.accountId, api.now().toISOString()), bodyHash: api.bodyHash(asked) },
    );
    const again = await seller.post<Requested>('/exports', asked, { 'idempotency-key': 'cut-off' });
    expect(again).toMatchObject({ status: 201, body: { id: exportId, preview: { rows: 2 } } });
    await firm.manager.post(`/approvals/${again.body.approvalId}/decisions`, { decision: 'approve', reason: 'agreed' });
    expect((await seller.post(`/exports/${exportId}/run`)).body).toMatchObject({ rows: 2, leftOut: 0 });
    await seller.get(`/exports/${exportId}`);
    expect([...(await exportedSet(api.pool, exportId, 'requested'))].sort()).toEqual([...ids].sort());
  });

  it('whose run a crash cut off between two parts runs again, and only what left then is on record', async () => {
    const { seller, ids } = await sellerWith(3);
    const { id: exportId } = await granted(seller, ids);
    const [stream, metadata] = [streams.export(exportId), metadataBy(seller.accountId, api.now().toISOString())];
    const [part, further] = [ids.slice(0, 2), ids.slice(2)].map((customerIds, n) =>
      exportSetListed.of({ exportId, set: 'released', part: n, customerIds }),
    );
    await api.log.append(
      stream,
      'any',
      [part, further].flatMap((event) => event ?? []),
      metadata,
    );
    await firm.officer.put(`/customers/${ids[0]}/classification`, { level: 'trade_secret', reason: 'prices' });
    expect((await seller.post(`/exports/${exportId}/run`)).body).toMatchObject({ status: 'executed', rows: 2 });
    expect((await seller.get(`/exports/${exportId}`)).body).toMatchObject({ status: 'executed', rows: 2 });
    expect([...(await exportedSet(api.pool, exportId, 'released'))].sort()).toEqual(ids.slice(1).sort());
  });

  it('has an empty cell where the customer has no such field, however it is called', async () => {
    const { seller, ids } = await sellerWith(1);
    const export_ = await granted(seller, ids, { fields: ['contact.constructor', 'contact.toString'] });
    expect(await seller.post(`/exports/${export_.id}/run`)).toMatchObject({ status: 200, body: { rows: 1 } });
    expect((await seller.get(`/exports/${export_.id}/file`)).text.trim().split('\n')[1]).toBe(`${ids[0]},,,`);
  });

  it('above the cap is refused, and the refusal is on record', async () => {
    const { seller, ids } = await sellerWith(2);
    await firm.admin.put('/policies/approval-chains', chains({ exportRowCap: 1 }));
    const refused = await eventually(
      () => seller.post('/exports', body(ids)),
      ({ status }) => status !== 201,
    );
    expect(refused).toMatchObject({ status: 422, body: { code: 'export.cap' } });
    await firm.admin.put('/policies/approval-chains', chains());
    const mine = await eventually(
      () => seller.get<{ items: { status: string }[] }>('/exports?mine&status=refused'),
      ({ body: list }) => list.items?.length === 1,
    );
    expect(mine.body.items[0]).toMatchObject({ because: 'export.cap', rows: null, preview: { rows: 2 } });
    await eventually(
      () => seller.post('/exports', body(ids)),
      ({ status }) => status === 201,
    );
  });

  it('is found by whose request it was, by those who may see it', async () => {
    const [one, other] = [await sellerWith(1), await sellerWith(1)];
    const { id } = (await one.seller.post<Requested>('/exports', body(one.ids))).body;
    await other.seller.post('/exports', body(other.ids));
    const foundBy = (reader: Person, employeeId: string | null) =>
      reader.get<{ items: { id: string }[] }>(`/exports?employeeId=${employeeId}`);
    await eventually(
      () => foundBy(firm.officer, other.seller.employeeId),
      ({ body: list }) => list.items?.length === 1,
    );
    const found = await foundBy(firm.officer, one.seller.employeeId);
    expect(found.body.items.map((each) => each.id)).toEqual([id]);
    expect((await foundBy(other.seller, one.seller.employeeId)).body.items).toEqual([]);
  });

  it('of a rejected, returned or withdrawn approval does not run', async () => {
    const { seller, ids } = await sellerWith(1);
    for (const [decision, status] of [
      ['reject', 'rejected'],
      ['return', 'returned'],
    ] as const) {
      const { body: requested } = await seller.post<Requested>('/exports', body(ids));
      expect(
        await firm.manager.post(`/approvals/${requested.approvalId}/decisions`, { decision, reason: 'no' }),
      ).toMatchObject({ body: { status } });
      expect(await seller.post(`/exports/${requested.id}/run`)).toMatchObject({
        status: 409,
        body: { code: 'state.conflict' },
      });
    }
    const { body: requested } = await seller.post<Requested>('/exports', body(ids));
    expect(await firm.stranger.post(`/approvals/${requested.approvalId}/withdrawal`)).toMatchObject({ status: 403 });
    expect(await seller.post(`/approvals/${requested.approvalId}/withdrawal`)).toMatchObject({
      status: 200,
      body: { status: 'withdrawn' },
    });
    expect(await seller.post(`/exports/${requested.id}/run`)).toMatchObject({ status: 409 });
    expect(
      await firm.manager.post(`/approvals/${requested.approvalId}/decisions`, {
        decision: 'approve',
        reason: 'too late',
      }),
    ).toMatchObject({ status: 409, body: { code: 'state.conflict' } });
  });

  it('granted before the notice no longer runs, and whoever is leaving may not ask for another', async () => {
    const { seller, ids } = await sellerWith(1);
    const export_ = await granted(seller, ids);
    const run = await granted(seller, ids);
    expect((await seller.post(`/exports/${run.id}/run`)).status).toBe(200);
    await firm.hr.post(`/employees/${seller.employeeId}/resignation`, {
      noticeOn: todayAtTheFirm(api.now()),
      lastWorkingDay: '2099-12-31',
    });
    expect(await seller.post(`/exports/${export_.id}/run`)).toMatchObject({
      status: 403,
      body: { code: 'access.denied' },
    });
    expect(await seller.get(`/exports/${run.id}/file`)).toMatchObject({ status: 403, body: { code: 'access.denied' } });
    expect(await seller.post('/exports', body(ids))).toMatchObject({
      status: 403,
      body: { code: 'access.denied', errors: [{ code: 'guard.departing' }] },
    });
  });

  it('of whoever was leaving when it was approved runs, if its chain is one for those who are leaving', async () => {
    const { seller, ids } = await sellerWith(1);
    const [chain] = chains().chains;
    await firm.admin.put(
      '/policies/approval-chains',
      chains({ chains: [{ ...chain, when: { requesterDeparting: true } }, chain] }),
    );
    await firm.hr.post(`/employees/${seller.employeeId}/resignation`, {
      noticeOn: todayAtTheFirm(api.now()),
      lastWorkingDay: '2099-12-31',
    });
    const { body: requested } = await eventually(
      () => seller.post<Requested>('/exports', body(ids)),
      ({ status }) => status === 201,
    );
    await firm.manager.post(`/approvals/${requested.approvalId}/decisions`, { decision: 'approve', reason: 'agreed' });
    expect(await seller.post(`/exports/${requested.id}/run`)).toMatchObject({ status: 200, body: { rows: 1 } });
    expect((await seller.get(`/exports/${requested.id}/file`)).status).toBe(200);
    await firm.admin.put('/policies/approval-chains', chains());
  });

  it('is judged by the rights of the moment it runs', async () => {
    const { seller, ids } = await sellerWith(1);
    const export_ = await granted(seller, ids);
    await firm.admin.put('/policies/tiers', tiers({ mayRequestExport: false }));
    const denied = await eventually(
      () => seller.post(`/exports/${export_.id}/run`),
      ({ status }) => status === 403,
    );
    expect(denied.body).toMatchObject({ code: 'access.denied', errors: [{ code: 'action.forbidden' }] });
    await firm.admin.put('/policies/tiers', tiers());
    await eventually(
      () => seller.post(`/exports/${export_.id}/run`),
      ({ status }) => status === 200,
    );
  });

  it('run twice at the same moment is released once', async () => {
    const { seller, ids } = await sellerWith(2);
    const export_ = await granted(seller, ids);
    const runs = await Promise.all([1, 2, 3].map(() => seller.post(`/exports/${export_.id}/run`)));
    expect(runs.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(runs.filter(({ status }) => status === 409)).toHaveLength(2);
    expect((await seller.get(`/exports/${export_.id}/file`)).text.trim().split('\n')).toHaveLength(3);
  });

  it('is granted for as long as the chains said when it was requested', async () => {
    const { seller, ids } = await sellerWith(1);
    const { body: requested } = await seller.post<Requested>('/exports', body(ids));
    await firm.admin.put('/policies/approval-chains', chains({ exportGrantHours: 1 }));
    await firm.manager.post(`/approvals/${requested.approvalId}/decisions`, { decision: 'approve', reason: 'agreed' });
    await firm.admin.put('/policies/approval-chains', chains());
    const shown = await eventually(
      () => seller.get<{ grantExpiresAt: string | null }>(`/exports/${requested.id}`),
      ({ body: { grantExpiresAt } }) => grantExpiresAt !== null,
    );
    const hours = (Date.parse(String(shown.body.grantExpiresAt)) - api.now().getTime()) / 3_600_000;
    expect(hours).toBeGreaterThan(23);
  });

  it('expires with its grant', async () => {
    const { seller, ids } = await sellerWith(1);
    const [waiting, executed] = [await granted(seller, ids), await granted(seller, ids)];
    expect((await seller.post(`/exports/${executed.id}/run`)).status).toBe(200);
    await api.advance(24 * 3_600_000);
    const later = await api.signIn('salesperson', String(seller.employeeId));
    expect(await later.post(`/exports/${waiting.id}/run`)).toMatchObject({
      status: 410,
      body: { code: 'grant.expired' },
    });
    expect(await later.get(`/exports/${executed.id}/file`)).toMatchObject({
      status: 410,
      body: { code: 'grant.expired' },
    });
  });
});
