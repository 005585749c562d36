import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApi } from '#test/support/api';
import type { TestApi } from '#test/support/api';
import { Person } from '#test/support/person';

type Account = { id: string; email: string; roles: string[]; employeeId: string | null; disabled: boolean };
type Written = { id: string; revision: number; position: string };
type List<T> = { items: T[]; nextCursor: string | null };

let api: TestApi;
let admin: Person;
beforeAll(async () => {
  api = await startTestApi();
  admin = await api.signIn('admin');
});
afterAll(() => api.close());

let opened = 0;
const newAccount = (changes: Record<string, unknown> = {}) => ({
  email: `account-${(opened += 1)}@firm.example`,
  name: 'Joe Doe',
  roles: ['privacy_officer'],
  ...changes,
});
const open = async (changes: Record<string, unknown> = {}): Promise<Written> =>
  (await admin.post<Written>('/accounts', newAccount(changes))).body;
const patch = (id: string, body: Record<string, unknown>, headers: Record<string, string> = {}) =>
  admin.call<Written>('PATCH', `/accounts/${id}`, body, headers);
const signInAs = async (id: string): Promise<Person> => {
  const { body } = await admin.post<{ url: string }>(`/accounts/${id}/sign-in-links`);
  return Person.byLink(api.url, body.url);
};
const listed = async (id: string): Promise<Account | undefined> =>
  (await admin.get<List<Account>>('/accounts?limit=200')).body.items.find((each) => each.id === id);

describe('an account', () => {
  it('is opened with its revision and position, and seen at once by who opened it', async () => {
    const answer = await admin.post<Written>('/accounts', newAccount({ email: 'opened@firm.example' }));
    expect(answer).toMatchObject({ status: 201, body: { id: expect.stringMatching(/^[\w-]{1,64}$/), revision: 0 } });
    expect(answer.headers.get('etag')).toBe('"0"');
    expect(answer.headers.get('bookward-position')).toBe(answer.body.position);
    expect(await listed(answer.body.id)).toEqual({
      id: answer.body.id,
      email: 'opened@firm.example',
      name: 'Joe Doe',
      roles: ['privacy_officer'],
      employeeId: null,
      disabled: false,
      locale: null,
      revision: 0,
    });
  });

  it('has an address of its own, in whatever case it is written', async () => {
    await open({ email: 'taken@firm.example' });
    expect(await admin.post('/accounts', newAccount({ email: 'Taken@firm.example' }))).toMatchObject({
      status: 409,
      body: { code: 'state.conflict' },
    });
  });

  it('names its employee by id, external id or address', async () => {
    const hr = await api.signIn('hr');
    const hired = await hr.post<Written>('/employees', {
      externalId: 'E-7',
      email: 'eve@firm.example',
      name: 'Eve Roe',
      team: 'North',
      role: 'Sales',
      region: 'EU',
      timezone: 'Europe/Berlin',
      rank: 5,
      performance: 'normal',
      hiredOn: '2024-01-01',
    });
    expect(hired.status).toBe(201);
    for (const employeeId of [hired.body.id, 'E-7', 'eve@firm.example'])
      expect(await listed((await open({ roles: ['salesperson'], employeeId })).id)).toMatchObject({
        employeeId: hired.body.id,
      });
  });

  it.each(['salesperson', 'manager', 'hr', 'security_officer', 'auditor'])(
    'of a %s needs an employee',
    async (role) => {
      const refused = { status: 422, body: { code: 'reference.unknown', errors: [{ pointer: '/employeeId' }] } };
      expect(await admin.post('/accounts', newAccount({ roles: [role] }))).toMatchObject(refused);
      expect(await admin.post('/accounts', newAccount({ roles: [role], employeeId: 'nobody' }))).toMatchObject(refused);
      const { id } = await open();
      expect(await patch(id, { roles: [role] })).toMatchObject(refused);
    },
  );

  it('is one of a list that pages without gap or repeat', async () => {
    for (let n = 0; n < 5; n += 1) await open();
    const { body: whole } = await admin.get<List<Account>>('/accounts?limit=200');
    const paged: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const { body }: { body: List<Account> } = await admin.get(
        `/accounts?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`,
      );
      paged.push(...body.items.map(({ id }) => id));
      cursor = body.nextCursor;
    }
    expect(paged).toEqual(whole.items.map(({ id }) => id));
  });
});

describe('a change of an account', () => {
  it('of its roles holds for the next request', async () => {
    const { id } = await open({ roles: ['admin'] });
    const person = await signInAs(id);
    expect(await person.get('/accounts')).toMatchObject({ status: 200 });
    expect(await patch(id, { roles: ['privacy_officer'] })).toMatchObject({ status: 200 });
    expect(await person.get('/accounts')).toMatchObject({ status: 403, body: { code: 'auth.forbidden' } });
    expect(await person.get('/me')).toMatchObject({ body: { roles: ['privacy_officer'] } });
  });

  it('that disables it shuts out whoever is signed in, until it is enabled', async () => {
    const { id } = await open();
    const person = await signInAs(id);
    expect(await patch(id, { disabled: true })).toMatchObject({ status: 200 });
    expect(await person.get('/me')).toMatchObject({ status: 401, body: { code: 'auth.required' } });
    expect(await listed(id)).toMatchObject({ disabled: true });
    expect(await patch(id, { disabled: false })).toMatchObject({ status: 200 });
    expect(await person.get('/me')).toMatchObject({ status: 200 });
  });

  it('is refused where the account changed since it was read', async () => {
    const { id } = await open();
    const first = await patch(id, { roles: ['admin'] }, { 'if-match': '"0"' });
    expect(first).toMatchObject({ status: 200, body: { revision: 1 } });
    expect(await patch(id, { disabled: true }, { 'if-match': '"0"' })).toMatchObject({
      status: 412,
      body: { code: 'revision.stale' },
    });
    expect(await listed(id)).toMatchObject({ disabled: false });
    const etag = first.headers.get('etag') ?? '';
    expect(
      await patch(id, { roles: ['admin', 'privacy_officer'], disabled: true }, { 'if-match': etag }),
    ).toMatchObject({
      status: 200,
      body: { revision: 3 },
    });
  });

  it('that changes nothing is answered with the account as it is', async () => {
    const { id, position } = await open();
    expect(await patch(id, { roles: ['privacy_officer'], disabled: false })).toMatchObject({
      status: 200,
      body: { revision: 0, position },
    });
    expect(await patch(id, {})).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
  });

  it('leaves the firm an administrator', async () => {
    const { body } = await admin.get<List<Account>>('/accounts?limit=200');
    const others = body.items.filter(({ id, roles }) => id !== admin.accountId && roles.includes('admin'));
    for (const { id } of others) expect(await patch(id, { disabled: true })).toMatchObject({ status: 200 });
    for (const change of [{ disabled: true }, { roles: ['privacy_officer'] }])
      expect(await patch(admin.accountId, change)).toMatchObject({ status: 409, body: { code: 'state.conflict' } });
    expect(await patch(admin.accountId, { roles: ['admin', 'privacy_officer'] })).toMatchObject({ status: 200 });
    const next = await signInAs((await open({ roles: ['admin'] })).id);
    expect(await patch(admin.accountId, { roles: ['admin'], disabled: false })).toMatchObject({ status: 200 });
    expect(await next.call('PATCH', `/accounts/${admin.accountId}`, { disabled: true })).toMatchObject({ status: 200 });
    expect(await next.call('PATCH', `/accounts/${admin.accountId}`, { disabled: false })).toMatchObject({
      status: 200,
    });
  });

  it('leaves the firm an administrator when two take the right from each other at once', async () => {
    const { body } = await admin.get<List<Account>>('/accounts?limit=200');
    const others = body.items.filter(({ id, roles }) => id !== admin.accountId && roles.includes('admin'));
    for (const { id } of others) await patch(id, { disabled: true });
    const rival = await signInAs((await open({ roles: ['admin'] })).id);
    const [byRival, byAdmin] = await Promise.all([
      rival.call('PATCH', `/accounts/${admin.accountId}`, { disabled: true }),
      patch(rival.accountId, { disabled: true }),
    ]);
    expect([byRival, byAdmin].filter(({ status }) => status === 200)).toHaveLength(1);
    if (byRival.status === 200) await rival.call('PATCH', `/accounts/${admin.accountId}`, { disabled: false });
  });

  it('of an account that nobody opened is not found', async () => {
    expect(await patch('nobody', { disabled: true })).toMatchObject({ status: 404, body: { code: 'not_found' } });
  });
});

describe('a sign-in link', () => {
  it('is a link to this deployment with the token in its fragment', async () => {
    const { id } = await open();
    const { status, body, headers } = await admin.post<{ url: string; expiresAt: string }>(
      `/accounts/${id}/sign-in-links`,
    );
    expect(status).toBe(201);
    expect(headers.get('bookward-position')).not.toBeNull();
    expect(body.url).toMatch(new RegExp(`^${api.url}/sign-in#[\\w-]{43}$`));
    const minutes = (Date.parse(body.expiresAt) - api.now().getTime()) / 60_000;
    expect(minutes).toBeGreaterThan(14);
    expect(minutes).toBeLessThanOrEqual(15);
  });

  it.each(['security_officer', 'auditor'])('of a %s comes from the command line only', async (role) => {
    const { employeeId } = await api.signIn('salesperson');
    const { id } = await open({ roles: ['admin', role], employeeId });
    expect(await admin.post(`/accounts/${id}/sign-in-links`)).toMatchObject({
      status: 403,
      body: { code: 'auth.forbidden' },
    });
  });

  it.each(['security_officer', 'auditor'])(
    'that an administrator knew of does not lead to what a %s may do',
    async (role) => {
      const { employeeId } = await api.signIn('salesperson');
      const email = `to-be-${role}@firm.example`;
      const { id } = await open({ roles: ['salesperson'], employeeId, email });
      const person = await signInAs(id);
      const password = 'known to whoever opened it';
      expect(await person.put('/me/password', { new: password })).toMatchObject({ status: 200 });
      const { body: unused } = await admin.post<{ url: string }>(`/accounts/${id}/sign-in-links`);

      expect(await patch(id, { roles: ['salesperson', role] })).toMatchObject({ status: 200 });
      const signInAgain = { status: 401, body: { code: 'auth.required' } };
      expect(await person.get('/me')).toMatchObject(signInAgain);
      await expect(Person.byLink(api.url, unused.url)).rejects.toThrow('401');
      await expect(Person.signIn(api.url, { email, password, mode: 'bearer' })).rejects.toThrow('401');
      expect(await admin.post(`/accounts/${id}/sign-in-links`)).toMatchObject({ status: 403 });
    },
  );

  it('is not issued for somebody who has left', async () => {
    const hr = await api.signIn('hr');
    const employeeId = await api.hire();
    const { id } = await api.account(['salesperson'], employeeId);
    expect(await hr.post(`/employees/${employeeId}/departure`, { leftOn: '2026-01-31' })).toMatchObject({
      status: 200,
    });
    expect(await admin.post(`/accounts/${id}/sign-in-links`)).toMatchObject({
      status: 409,
      body: { code: 'state.conflict' },
    });
  });

  it('is not issued for a disabled account, nor for one that nobody opened', async () => {
    const { id } = await open();
    await patch(id, { disabled: true });
    expect(await admin.post(`/accounts/${id}/sign-in-links`)).toMatchObject({
      status: 409,
      body: { code: 'state.conflict' },
    });
    expect(await admin.post('/accounts/nobody/sign-in-links')).toMatchObject({ status: 404 });
  });
});

describe('a service key', () => {
  const issue = (body: Record<string, unknown>) => admin.post<{ id: string; key: string }>('/service-keys', body);
  const batch = { 'content-type': 'application/cloudevents-batch+json' };
  const ingest = (key: string) => Person.withKey(api.url, key).call('POST', '/activity', '[]', batch);

  it('is shown once, works at once, and is dead once it was revoked', async () => {
    const { status, body } = await issue({ name: 'CRM', scopes: ['ingest:crm'] });
    expect(status).toBe(201);
    expect(await ingest(body.key)).toMatchObject({ status: 200 });
    const { text } = await admin.get('/service-keys?limit=200');
    expect(JSON.parse(text)).toMatchObject({
      items: expect.arrayContaining([
        expect.objectContaining({
          id: body.id,
          name: 'CRM',
          scopes: ['ingest:crm'],
          historyUntil: null,
          revokedAt: null,
        }),
      ]),
    });
    expect(text).not.toContain(body.key);
    expect(await admin.call('DELETE', `/service-keys/${body.id}`)).toMatchObject({ status: 200 });
    expect(await ingest(body.key)).toMatchObject({ status: 401, body: { code: 'auth.required' } });
    const { body: after } = await admin.get<List<{ id: string; revokedAt: string | null }>>('/service-keys?limit=200');
    expect(after.items.find(({ id }) => id === body.id)?.revokedAt).toEqual(expect.any(String));
  });

  it('stands nowhere in the log', async () => {
    const { body } = await issue({ name: 'CRM', scopes: ['ingest:crm'] });
    const recorded = [];
    for await (const event of api.log.readStream(`account-${body.id}`)) recorded.push(event);
    expect(recorded).toHaveLength(1);
    expect(JSON.stringify(recorded)).not.toContain(body.key);
  });

  it('may have several scopes, of the three that there are', async () => {
    const { body } = await issue({ name: 'CRM', scopes: ['ingest:crm', 'decide:crm', 'hr:crm'] });
    expect(await ingest(body.key)).toMatchObject({ status: 200 });
    for (const scope of ['read:crm', 'ingest', 'ingest:', ''])
      expect(await issue({ name: 'CRM', scopes: [scope] })).toMatchObject({ status: 400 });
    expect(await issue({ name: 'CRM', scopes: [] })).toMatchObject({ status: 400 });
  });

  it('is no account, and no account is a key', async () => {
    const { body } = await issue({ name: 'CRM', scopes: ['ingest:crm'] });
    await expect(Person.signIn(api.url, { token: 'of-nobody', mode: 'bearer' })).rejects.toThrow('401');
    const notFound = { status: 404, body: { code: 'not_found' } };
    for (const id of [body.id, `strangers-${api.now().toISOString().slice(0, 10)}`]) {
      expect(await patch(id, { disabled: true })).toMatchObject(notFound);
      expect(await admin.post(`/accounts/${id}/sign-in-links`)).toMatchObject(notFound);
    }
    const { id } = await open();
    for (const other of [id, `strangers-${api.now().toISOString().slice(0, 10)}`])
      expect(await admin.call('DELETE', `/service-keys/${other}`)).toMatchObject(notFound);
  });

  it('that nobody issued cannot be revoked', async () => {
    expect(await admin.call('DELETE', '/service-keys/nobody')).toMatchObject({ status: 404 });
  });
});
