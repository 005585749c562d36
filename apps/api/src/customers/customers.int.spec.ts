import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApi } from '#test/support/api';
import type { TestApi } from '#test/support/api';
import { openFirm, tiers } from '#test/support/firm';
import type { Firm } from '#test/support/firm';
import { eventually, Person } from '#test/support/person';
import { todayAtTheFirm } from '#test/support/today';

type Shown = { id: string; name?: string; sensitivity: string; details?: Record<string, Record<string, unknown>> };
type List = { items: Shown[]; nextCursor: string | null };
type Report = { rejected: { code: string; detail: string }[] };

let api: TestApi;
let firm: Firm;
beforeAll(async () => {
  api = await startTestApi();
  firm = await openFirm(api);
}, 60_000);
afterAll(() => api.close());

const today = () => api.now().toISOString().slice(0, 10);
const accesses = async (employeeId: string | null, type: string, day = today()) => {
  const found = [];
  for await (const event of api.log.readStream(`access-${employeeId}-${day}`))
    if (event.type === type) found.push(event);
  return found;
};

describe('a customer', () => {
  it('is seen by whoever looks after it, masked by grant, and the view is recorded', async () => {
    const id = await firm.register();
    const shown = await firm.salesperson.get<Shown>(`/customers/${id}`);
    expect(shown).toMatchObject({
      status: 200,
      body: {
        id,
        developedBy: firm.salesperson.employeeId,
        details: {
          basic: { city: 'Bonn' },
          contact: { phone: { masked: '•••1234' }, email: { masked: '•••mple' } },
          quote: { last: { masked: '•••UR' } },
        },
      },
    });
    expect(shown.headers.get('etag')).toBe('"0"');
    const views = await accesses(firm.salesperson.employeeId, 'CustomerRecordViewed');
    expect(views.at(-1)).toMatchObject({ data: { customerIds: [id], portfolio: 'own', sensitivity: 'internal' } });
  });

  it('that is too large for the log leaves its external id free for a smaller one', async () => {
    const { employeeId } = firm.salesperson;
    const customer = { externalId: 'too-large', name: 'Zed', developedBy: employeeId, assignedTo: employeeId };
    const send = (fields: number) => {
      const notes = Array.from({ length: fields }, (_, k): [string, string] => [`note${k}`, 'x'.repeat(2_000)]);
      const details = { basic: Object.fromEntries(notes) };
      return firm.salesperson.post('/customers', { ...customer, sensitivity: 'internal', details });
    };
    expect(await send(350)).toMatchObject({
      status: 413,
      body: {
        code: 'append.too_large',
        errors: [{ pointer: '/details/basic', detail: expect.stringContaining('512 kB') }],
      },
    });
    expect(await send(1)).toMatchObject({ status: 201 });
  });

  it('of two files that say the same at the same moment is registered once and changed by neither', async () => {
    const { employeeId } = firm.salesperson;
    const rows = Array.from({ length: 20 }, (_, n) => `twice-${n},Zed ${n},${employeeId},${employeeId},internal`);
    const file = ['externalId,name,developedBy,assignedTo,sensitivity', ...rows].join('\n');
    const reports = await Promise.all([1, 2].map(() => firm.manager.post('/customers/import', file)));
    const sumOf = (of: string) => reports.reduce((sum, { body }) => sum + Number(body[of]), 0);
    expect([sumOf('applied'), sumOf('unchanged')]).toEqual([20, 20]);
  });

  it('names the colleagues who developed it and who look after it', async () => {
    const developer = await api.hire({ team: 'east' }, 'Dora Diaz');
    await eventually(
      () => firm.manager.get<{ people: { label: string }[] }>('/teams/mine'),
      ({ body }) => body.people.some(({ label }) => label === 'Dora Diaz'),
    );
    const id = await firm.register({ developedBy: developer });
    const people = {
      developer: { id: developer, label: 'Dora Diaz' },
      assignee: { id: firm.salesperson.employeeId, label: 'Ann Lee' },
    };
    expect((await firm.salesperson.get(`/customers/${id}`)).body).toMatchObject(people);
    const list = await eventually(
      () => firm.salesperson.get<List>('/customers'),
      ({ body }) => body.items.some((each) => each.id === id),
    );
    expect(list.body.items.find((each) => each.id === id)).toMatchObject(people);
  });

  it('does not exist for somebody of another scope, and the attempt is recorded', async () => {
    const id = await firm.register();
    const other = await firm.stranger.get(`/customers/${id}`);
    const unknown = await firm.stranger.get('/customers/no-such-customer');
    expect([other.status, other.body['code']]).toEqual([404, 'not_found']);
    expect(other.body).toEqual(unknown.body);
    const denied = await accesses(firm.stranger.employeeId, 'AccessDenied');
    expect(denied).toMatchObject([{ data: { reasons: ['scope'] } }, { data: { reasons: ['object.unknown'] } }]);
  });

  it('above the ceiling is listed with its level only, and refused as such', async () => {
    const id = await firm.register({ sensitivity: 'trade_secret', name: 'Very secret' });
    const list = await eventually(
      () => firm.salesperson.get<List>('/customers?limit=200'),
      ({ body }) => body.items.some((each) => each.id === id),
    );
    expect(list.body.items.find((each) => each.id === id)).toEqual({ id, sensitivity: 'trade_secret' });
    expect(await firm.salesperson.get(`/customers/${id}`)).toMatchObject({
      status: 403,
      body: { code: 'access.denied', errors: [{ code: 'sensitivity' }] },
    });
    const found = await firm.salesperson.post<List>('/customers/search', { q: 'very secret' });
    expect(found.body.items).toEqual([]);
  });

  it('is found by its name and by fields in clear, never by a masked one', async () => {
    const id = await firm.register({
      name: 'Zebra GmbH',
      details: { basic: { city: 'Ulm' }, contact: { phone: '777888' } },
    });
    const search = (q: string) => firm.salesperson.post<List>('/customers/search', { q });
    await eventually(
      () => search('zebra'),
      ({ body }) => body.items.length === 1,
    );
    expect((await search('ULM')).body.items.map((each) => each.id)).toEqual([id]);
    expect((await search('777888')).body.items).toEqual([]);
    const [last] = (await accesses(firm.salesperson.employeeId, 'CustomersSearched')).slice(-1);
    expect(last?.personal).toMatchObject({ searchText: '777888' });
    expect(JSON.stringify(last?.data)).not.toContain('777888');
  });

  it('searched again under one key are given again and recorded once', async () => {
    const seller = await api.signIn('salesperson', await api.hire({ team: 'east' }));
    const search = (q: string) => seller.post<List>('/customers/search', { q }, { 'idempotency-key': 'search-1' });
    const [first, again] = [await search('acme'), await search('acme')];
    expect({ status: again.status, body: again.body }).toEqual({ status: 200, body: first.body });
    expect(await accesses(seller.employeeId, 'CustomersSearched')).toHaveLength(1);
    expect(await search('another')).toMatchObject({ status: 409, body: { code: 'idempotency.mismatch' } });
  });

  it('lists in pages whose cursor nobody can alter', async () => {
    await Promise.all([firm.register(), firm.register(), firm.register()]);
    await eventually(
      () => firm.salesperson.get<List>('/customers?limit=200'),
      ({ body }) => body.items.length >= 3,
    );
    const first = await firm.salesperson.get<List>('/customers?limit=2');
    expect(first.body.items).toHaveLength(2);
    const second = await firm.salesperson.get<List>(`/customers?limit=2&cursor=${first.body.nextCursor}`);
    expect(second.body.items[0]?.id).not.toBe(first.body.items[0]?.id);
    const altered = await firm.salesperson.get(`/customers?cursor=${first.body.nextCursor}x`);
    expect([altered.status, altered.body['code']]).toEqual([400, 'request.invalid']);
  });
});

describe('registering a customer', () => {
  it('is a salesperson’s for customers of their own only', async () => {
    const body = {
      name: 'A',
      developedBy: firm.stranger.employeeId,
      assignedTo: firm.stranger.employeeId,
      sensitivity: 'public',
    };
    expect((await firm.stranger.post('/customers', body)).status).toBe(201);
    expect(await firm.salesperson.post('/customers', body)).toMatchObject({
      status: 403,
      body: { code: 'access.denied' },
    });
  });

  it.each([
    ['an unknown field', { mood: 'good' }, 400, 'request.invalid'],
    ['a wrong level', { sensitivity: 'cosmic' }, 400, 'request.invalid'],
    ['an unknown kind', { details: { gossip: { a: 'b' } } }, 400, 'request.invalid'],
    ['a developer nobody knows', { developedBy: 'nobody' }, 422, 'reference.unknown'],
  ])('is refused with %s, and nothing is written', async (_what, change, status, code) => {
    const { manager, salesperson } = firm;
    const body = {
      name: 'A',
      developedBy: salesperson.employeeId,
      assignedTo: salesperson.employeeId,
      sensitivity: 'public',
    };
    const before = await api.log.store.head();
    expect(await manager.post('/customers', { ...body, ...change })).toMatchObject({ status, body: { code } });
    expect(await api.log.store.head()).toBe(before);
  });

  it('twice under one key is one customer; another body under it is refused', async () => {
    const { manager, salesperson } = firm;
    const body = {
      name: 'A',
      externalId: 'x-once',
      developedBy: salesperson.employeeId,
      assignedTo: salesperson.employeeId,
      sensitivity: 'public',
    };
    const key = { 'idempotency-key': 'register-1' };
    const [first, second] = [await manager.post('/customers', body, key), await manager.post('/customers', body, key)];
    expect(second.body).toEqual(first.body);
    expect(await manager.post('/customers', { ...body, name: 'B' }, key)).toMatchObject({
      status: 409,
      body: { code: 'idempotency.mismatch' },
    });
    expect(await manager.post('/customers', body)).toMatchObject({ status: 409, body: { code: 'state.conflict' } });
  });
});

describe('revealing a field', () => {
  it('shows the value, counts down, and ends at the daily limit', async () => {
    const seller = await api.signIn('salesperson', await api.hire({ team: 'east' }));
    const id = await firm.register({ developedBy: seller.employeeId, assignedTo: seller.employeeId });
    const reveal = () =>
      seller.post<{ value: string; remainingToday: number }>(`/customers/${id}/reveals`, {
        field: 'contact.phone',
        purpose: 'call back',
      });
    const answers = [];
    for (let n = 0; n < 6; n += 1) answers.push(await reveal());
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201, 403]);
    expect(answers[0]?.body).toEqual({ value: '+49 228 5551234', remainingToday: 4 });
    expect(answers[4]?.body.remainingToday).toBe(0);
    expect(answers[5]?.body).toMatchObject({ code: 'access.denied', errors: [{ code: 'limit.daily' }] });
  });

  it('repeated under its key is judged again and recorded once', async () => {
    const seller = await api.signIn('salesperson', await api.hire({ team: 'east' }));
    const id = await firm.register({ developedBy: seller.employeeId, assignedTo: seller.employeeId });
    const reveal = (field: string) =>
      seller.post(`/customers/${id}/reveals`, { field }, { 'idempotency-key': 'reveal-1' });
    const [first, again] = [await reveal('contact.phone'), await reveal('contact.phone')];
    expect(again.body).toEqual(first.body);
    expect(await accesses(seller.employeeId, 'FieldRevealed')).toHaveLength(1);
    expect(await reveal('contact.email')).toMatchObject({ status: 409, body: { code: 'idempotency.mismatch' } });
    await firm.manager.post(`/customers/${id}/assignee`, { employeeId: firm.salesperson.employeeId });
    await firm.admin.put('/policies/tiers', tiers({ kinds: { basic: 'clear', contact: 'masked' } }));
    const judgedAgain = await eventually(
      () => reveal('contact.phone'),
      ({ status }) => status !== 201,
    );
    expect(judgedAgain).toMatchObject({ status: 403, body: { code: 'access.denied' } });
    await firm.admin.put('/policies/tiers', tiers());
    await eventually(
      () => seller.post(`/customers/${id}/reveals`, { field: 'contact.phone' }),
      ({ status }) => status === 201,
    );
  });

  it('tells its position, so that the own record shows it at once', async () => {
    const id = await firm.register();
    const key = { 'idempotency-key': 'tells-its-position' };
    const reveal = () => firm.salesperson.post(`/customers/${id}/reveals`, { field: 'contact.phone' }, key);
    const position = (await reveal()).headers.get('bookward-position');
    expect(position).not.toBeNull();
    const record = await firm.salesperson.get<{ items: unknown[] }>('/me/record?limit=1');
    expect(record.body.items).toMatchObject([{ what: 'FieldRevealed', customerId: id }]);
    expect((await reveal()).headers.get('bookward-position')).toBe(position);
  });

  it('repeated at once under its key takes one of the day’s reveals', async () => {
    const seller = await api.signIn('salesperson', await api.hire({ team: 'east' }));
    const id = await firm.register({ developedBy: seller.employeeId, assignedTo: seller.employeeId });
    const reveal = () =>
      seller.post(`/customers/${id}/reveals`, { field: 'contact.phone' }, { 'idempotency-key': 'at-once' });
    const answers = await Promise.all(Array.from({ length: 7 }, reveal));
    for (const answer of answers)
      expect(answer).toMatchObject({ status: 201, body: { value: '+49 228 5551234', remainingToday: 4 } });
    expect(await accesses(seller.employeeId, 'FieldRevealed')).toHaveLength(1);
    expect((await seller.get('/me')).body).toMatchObject({ limits: { revealsLeftToday: 4 } });
  });

  it('under a key that is used for another customer at the same moment is refused', async () => {
    const seller = await api.signIn('salesperson', await api.hire({ team: 'east' }));
    const own = { developedBy: seller.employeeId, assignedTo: seller.employeeId };
    const ids = [await firm.register(own), await firm.register(own)];
    const answers = await Promise.all(
      ids.map((id) =>
        seller.post(`/customers/${id}/reveals`, { field: 'contact.phone' }, { 'idempotency-key': 'two-customers' }),
      ),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201, 409]));
    expect(await accesses(seller.employeeId, 'FieldRevealed')).toHaveLength(1);
  });

  it.each([
    ['a field that is not granted', () => firm.register(), 'quote.last', 403],
    ['nobody’s customer', () => Promise.resolve('nobody'), 'contact.phone', 404],
  ])(
    'that was denied is judged again under its key, and the denial recorded once: %s',
    async (_, of, field, status) => {
      const id = await of();
      const seller = await api.signIn('salesperson', await api.hire({ team: 'east' }));
      await firm.manager.post(`/customers/${id}/assignee`, { employeeId: seller.employeeId });
      const reveal = () => seller.post(`/customers/${id}/reveals`, { field }, { 'idempotency-key': 'denied' });
      for (const answer of [await reveal(), await reveal(), ...(await Promise.all([reveal(), reveal()]))])
        expect(answer.status).toBe(status);
      expect(await accesses(seller.employeeId, 'AccessDenied')).toHaveLength(1);
      expect(
        await seller.post(`/customers/${id}/reveals`, { field: 'basic.city' }, { 'idempotency-key': 'denied' }),
      ).toMatchObject({ status: 409, body: { code: 'idempotency.mismatch' } });
    },
  );

  it('that was denied and is allowed by then is recorded once', async () => {
    const seller = await api.signIn('salesperson', await api.hire({ team: 'east' }));
    const id = await firm.register({ developedBy: seller.employeeId, assignedTo: seller.employeeId });
    const reveal = () =>
      seller.post(`/customers/${id}/reveals`, { field: 'quote.last' }, { 'idempotency-key': 'allowed-later' });
    expect(await reveal()).toMatchObject({ status: 403 });
    const published = tiers({ kinds: { basic: 'clear', contact: 'reveal', quote: 'reveal' } });
    await firm.admin.put('/policies/tiers', published);
    expect(await reveal()).toMatchObject({ status: 201, body: { value: '1000 EUR' } });
    expect(await reveal()).toMatchObject({ status: 201, body: { value: '1000 EUR' } });
    await firm.admin.put('/policies/tiers', tiers());
    expect(await accesses(seller.employeeId, 'AccessDenied')).toHaveLength(1);
    expect(await accesses(seller.employeeId, 'FieldRevealed')).toHaveLength(1);
  });

  it('of a field that the customer does not have is refused', async () => {
    const id = await firm.register();
    for (const field of ['contact.fax', 'contact.constructor', 'contact.toString'])
      expect(await firm.salesperson.post(`/customers/${id}/reveals`, { field })).toMatchObject({
        status: 422,
        body: { code: 'reference.unknown' },
      });
    expect(await firm.salesperson.post(`/customers/${id}/reveals`, { field: 'quote.last' })).toMatchObject({
      status: 403,
      body: { errors: [{ code: 'grant.none' }] },
    });
  });
});

describe('a customer that changes hands', () => {
  it('is gone for the one and there for the other as soon as the answer is given', async () => {
    const id = await firm.register({ developedBy: firm.manager.employeeId });
    const colleague = await api.signIn('salesperson', await api.hire({ team: 'east' }));
    expect((await firm.salesperson.get(`/customers/${id}`)).status).toBe(200);
    const moved = await firm.manager.post(`/customers/${id}/assignee`, { employeeId: colleague.employeeId });
    expect(moved).toMatchObject({ status: 200, body: { id, revision: 1 } });
    expect((await firm.salesperson.get(`/customers/${id}`)).status).toBe(404);
    expect((await colleague.get(`/customers/${id}`)).status).toBe(200);
  });

  it('is moved by the team’s manager only', async () => {
    const id = await firm.register({ developedBy: firm.stranger.employeeId, assignedTo: firm.stranger.employeeId });
    const body = { employeeId: firm.salesperson.employeeId };
    expect(await firm.manager.post(`/customers/${id}/assignee`, body)).toMatchObject({ status: 404 });
    expect(await firm.salesperson.post(`/customers/${id}/assignee`, body)).toMatchObject({
      status: 403,
      body: { code: 'auth.forbidden' },
    });
  });

  it('is taken over by nobody who is leaving, manager or not', async () => {
    const leaver = await api.signIn('manager', await api.hire({ team: 'east' }));
    const [seller, to] = [firm.salesperson.employeeId, leaver.employeeId];
    const id = await firm.register({ externalId: 'to-take-along' });
    await firm.hr.post(`/employees/${to}/resignation`, {
      noticeOn: todayAtTheFirm(api.now()),
      lastWorkingDay: '2099-12-31',
    });
    expect((await leaver.get(`/customers/${id}`)).status).toBe(404);
    const denied = { status: 403, body: { code: 'access.denied' } };
    expect(await leaver.post(`/customers/${id}/assignee`, { employeeId: to })).toMatchObject(denied);
    expect(await leaver.post(`/employees/${seller}/portfolio/hand-over`, { to, customers: [id] })).toMatchObject(
      denied,
    );
    const row = `externalId,name,developedBy,assignedTo,sensitivity\nto-take-along,Any,${seller},${to},internal`;
    expect((await leaver.post('/customers/import', row)).body).toMatchObject({
      applied: 0,
      rejected: [{ line: 2, code: 'access.denied' }],
    });
    expect((await leaver.get(`/customers/${id}`)).status).toBe(404);
    const colleague = { employeeId: firm.manager.employeeId };
    expect((await leaver.post(`/customers/${id}/assignee`, colleague)).status).toBe(200);
  });

  it('is classified by an officer, with a reason, unless somebody else was faster', async () => {
    const id = await firm.register();
    const classify = (level: string, headers = {}) =>
      firm.officer.call('PUT', `/customers/${id}/classification`, { level, reason: 'contains prices' }, headers);
    expect(await classify('trade_secret')).toMatchObject({ status: 200, body: { revision: 1 } });
    expect((await firm.salesperson.get(`/customers/${id}`)).status).toBe(403);
    expect(await classify('public', { 'if-match': '"0"' })).toMatchObject({
      status: 412,
      body: { code: 'revision.stale' },
    });
  });
});

describe('a file of customers', () => {
  const file = (...rows: string[]) =>
    ['externalId,name,developedBy,assignedTo,sensitivity,contact.phone', ...rows].join('\n');

  it('is taken row by row, and again without change', async () => {
    const who = firm.salesperson.employeeId;
    const good = [`i-1,First,${who},${who},internal,123456`, `i-2,Second,${who},${who},internal,234567`];
    const bad = `i-3,Third,nobody,${who},internal,1`;
    const tried = await firm.manager.post('/customers/import?dryRun', file(...good, bad));
    expect(tried.body).toMatchObject({
      rows: 3,
      applied: 2,
      unchanged: 0,
      rejected: [{ line: 4, code: 'reference.unknown' }],
    });
    const taken = await firm.manager.post('/customers/import', file(...good, bad));
    expect(taken.body).toMatchObject({
      rows: 3,
      applied: 2,
      unchanged: 0,
      rejected: [{ line: 4, code: 'reference.unknown' }],
    });
    const again = await firm.manager.post(
      '/customers/import',
      file(good[0] ?? '', `i-2,Second,${who},${who},internal,999999`),
    );
    expect(again.body).toMatchObject({ rows: 2, applied: 1, unchanged: 1, rejected: [] });
    await eventually(
      () => firm.salesperson.post<List>('/customers/search', { q: 'First' }),
      ({ body }) => body.items.length === 1,
    );
  });

  it('moves a customer of another team for an administrator, not for a manager', async () => {
    const [theirs, ours] = [firm.stranger.employeeId, firm.salesperson.employeeId];
    const id = await firm.register({ externalId: 'i-far', name: 'Far', developedBy: theirs, assignedTo: theirs });
    const moved = file(`i-far,Far,${theirs},${ours},internal,1`);
    for (const path of ['/customers/import?dryRun', '/customers/import'])
      expect((await firm.manager.post(path, moved)).body).toMatchObject({
        applied: 0,
        rejected: [{ line: 2, code: 'access.denied' }],
      });
    expect((await firm.salesperson.get(`/customers/${id}`)).status).toBe(404);
    expect((await firm.admin.post('/customers/import', moved)).body).toMatchObject({ applied: 1, rejected: [] });
    expect((await firm.salesperson.get(`/customers/${id}`)).status).toBe(200);
  });

  it('gives no customer back to somebody who has left after it was handed over', async () => {
    const { employeeId: leaver } = await api.signIn('salesperson', await api.hire({ team: 'east' }));
    const row = `i-left,Left,${firm.manager.employeeId},${leaver},internal,1`;
    const id = await firm.register({ externalId: 'i-left', assignedTo: leaver });
    await firm.hr.post(`/employees/${leaver}/departure`, { leftOn: '2026-01-31' });
    const handedOver = { to: firm.salesperson.employeeId };
    expect((await firm.manager.post(`/employees/${leaver}/portfolio/hand-over`, handedOver)).status).toBe(200);
    for (const path of ['/customers/import?dryRun', '/customers/import'])
      expect((await firm.admin.post(path, file(row))).body).toMatchObject({
        applied: 0,
        rejected: [{ line: 2, code: 'reference.unknown' }],
      });
    expect((await firm.salesperson.get(`/customers/${id}`)).body).toMatchObject({ assignedTo: handedOver.to });
  });

  it('changes nothing of a customer of another team for a manager, and refuses every change of it in the same words', async () => {
    const [theirs, ours] = [firm.stranger.employeeId, firm.salesperson.employeeId];
    const known = `i-off,Off,${theirs},${theirs},confidential,1`;
    expect((await firm.admin.post('/customers/import', file(known))).body).toMatchObject({ applied: 1 });
    const changes = [
      known.replace('Off', 'Our own'),
      known.replace(',1', ',666'),
      known.replace('confidential', 'trade_secret'),
      known.replace('confidential', 'public'),
      known.replace(`${theirs},conf`, `${ours},conf`),
    ];
    for (const path of ['/customers/import?dryRun', '/customers/import']) {
      const { body } = await firm.manager.post<Report>(path, file(known, ...changes));
      expect(body).toMatchObject({ rows: 6, applied: 0, unchanged: 1 });
      expect(body.rejected.map(({ code }) => code)).toEqual(changes.map(() => 'access.denied'));
      expect(new Set(body.rejected.map(({ detail }) => detail)).size).toBe(1);
    }
    expect((await firm.admin.post('/customers/import', file(known))).body).toMatchObject({ unchanged: 1 });
  });

  it('leaves the external id of a row that was refused free for somebody else', async () => {
    const who = firm.salesperson.employeeId;
    const refused = await firm.manager.post('/customers/import', file(`i-free,Free,nobody,${who},internal,1`));
    expect(refused.body).toMatchObject({ rejected: [{ code: 'reference.unknown' }] });
    expect(await firm.register({ externalId: 'i-free' })).toEqual(expect.any(String));
  });

  it('may name one customer in several rows, which are taken in their order', async () => {
    const [first, then] = [firm.salesperson.employeeId, firm.manager.employeeId];
    const rows = [first, then, first, then].map((who) => `i-twice,Twice,${first},${who},internal,1`);
    expect((await firm.manager.post('/customers/import', file(...rows))).body).toMatchObject({
      applied: 4,
      rejected: [],
    });
  });

  it('is tried with each row standing on those before it', async () => {
    const [first, then] = [firm.salesperson.employeeId, firm.manager.employeeId];
    const rows = file(...[first, first, then].map((who) => `i-tried,Tried,${first},${who},internal,1`));
    for (const path of ['/customers/import?dryRun', '/customers/import'])
      expect((await firm.manager.post(path, rows)).body).toMatchObject({ rows: 3, applied: 2, unchanged: 1 });
  });

  it.each([
    ['an unknown column', 'externalId,name,shoeSize', 'csv.header'],
    ['another encoding than UTF-8', Buffer.from([0x6e, 0xff, 0xfe, 0x0a]), 'csv.encoding'],
  ])('is refused as a whole with %s', async (_what, text, code) => {
    expect(await firm.manager.post('/customers/import', text)).toMatchObject({ status: 422, body: { code } });
  });
});

// Last, for it sets the clock forward.
describe('a reveal that is repeated days later', () => {
  it('under its key is judged again and recorded once, whether it was allowed or denied', async () => {
    const password = 'a long enough password';
    const { email, link } = await api.account(['salesperson'], await api.hire({ team: 'east' }));
    const seller = await Person.byLink(api.url, link);
    await seller.put('/me/password', { new: password });
    const id = await firm.register({ developedBy: seller.employeeId, assignedTo: seller.employeeId });
    const reveal = async (by: Person, field: string) => {
      const answer = await by.post(`/customers/${id}/reveals`, { field }, { 'idempotency-key': `days-later-${field}` });
      return answer.status;
    };
    const both = async (by: Person) => [await reveal(by, 'contact.phone'), await reveal(by, 'quote.last')];
    const day = today();
    expect(await both(seller)).toEqual([201, 403]);
    await api.advance(2 * 86_400_000);
    expect(await both(await Person.signIn(api.url, { email, password, mode: 'bearer' }))).toEqual([201, 403]);
    for (const type of ['FieldRevealed', 'AccessDenied']) {
      expect(await accesses(seller.employeeId, type, day)).toHaveLength(1);
      expect(await accesses(seller.employeeId, type)).toHaveLength(0);
    }
  });
});
