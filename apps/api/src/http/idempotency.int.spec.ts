import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { canonicalJson, sha256 } from '#platform/hash';
import { startTestApi } from '#test/support/api';
import type { TestApi } from '#test/support/api';
import { eventually, Person } from '#test/support/person';
import type { Call } from './call.js';
import { Repeats } from './idempotency.js';
import { defineRoute } from './route.js';

let api: TestApi;
let admin: Person;
beforeAll(async () => {
  api = await startTestApi();
  admin = await api.signIn('admin');
});
afterAll(() => api.close());

let used = 0;
const newKey = () => ({ 'idempotency-key': `key-${(used += 1)}` });
const account = (email: string) => ({ email, name: 'Ann Lee', roles: ['admin'] });
const accountsOf = async (email: string) => {
  const { body } = await admin.get<{ items: { email: string }[] }>('/accounts?limit=200');
  return body.items.filter((each) => each.email === email);
};

describe('a request that is sent again under its key', () => {
  it('gets the first answer, and is done once', async () => {
    const key = newKey();
    const first = await admin.post('/accounts', account('once@firm.example'), key);
    const again = await admin.post('/accounts', account('once@firm.example'), key);
    expect(first.status).toBe(201);
    expect({ status: again.status, body: again.body }).toEqual({ status: 201, body: first.body });
    for (const header of ['etag', 'bookward-position'])
      expect(again.headers.get(header)).toBe(first.headers.get(header) ?? 'none was given');
    expect(await accountsOf('once@firm.example')).toHaveLength(1);
  });

  it('is the same whatever the order of its fields', async () => {
    const key = newKey();
    const { name, ...rest } = account('fields@firm.example');
    const first = await admin.post('/accounts', { name, ...rest }, key);
    expect(await admin.post('/accounts', { ...rest, name }, key)).toMatchObject({ status: 201, body: first.body });
  });

  it('gets the first answer from an api that was restarted', async () => {
    const { link } = await api.account(['admin'], null);
    const token = new URL(link).hash.slice(1);
    const { body: session } = await admin.post<{ bearer: string }>('/sessions', { token, mode: 'bearer' });
    const key = newKey();
    const ask = () => Person.withKey(api.url, session.bearer).post('/accounts', account('restart@firm.example'), key);
    const first = await ask();
    await api.restart();
    expect(first.status).toBe(201);
    expect(await ask()).toMatchObject({ status: 201, body: first.body });
    admin = await api.signIn('admin');
  });

  it('is done once when both arrive together', async () => {
    const key = newKey();
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => admin.post('/accounts', account('together@firm.example'), key)),
    );
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    for (const { body } of answers) expect(body).toEqual(answers[0]?.body);
    expect(await accountsOf('together@firm.example')).toHaveLength(1);
  });

  /** As if another process were at it since then. */
  const beingHandled = async (key: string, body: unknown, sinceSeconds: number) => {
    const hash = sha256(`POST /api/v1/accounts\n${api.bodyHash(body)}`);
    await api.pool.query(
      `insert into ops.first_answer (actor, key, request_hash, claimed_at)
       values ($1, $2, $3, now() - make_interval(secs => $4))`,
      [admin.accountId, key, hash, sinceSeconds],
    );
  };

  it('is told when to come back while the first takes long', async () => {
    const key = newKey();
    const body = account('long@firm.example');
    await beingHandled(key['idempotency-key'], body, 0);
    const answer = await admin.post('/accounts', body, key);
    expect(answer).toMatchObject({ status: 409, body: { code: 'state.conflict' } });
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await accountsOf('long@firm.example')).toEqual([]);
  }, 30_000);

  it('is done when the first was given up half a minute ago', async () => {
    const key = newKey();
    const body = account('given-up@firm.example');
    await beingHandled(key['idempotency-key'], body, 31);
    expect(await admin.post('/accounts', body, key)).toMatchObject({ status: 201 });
  });

  it('waits for the first, and is not done beside it, however long that takes', async () => {
    const repeats = new Repeats(api.pool, new Uint8Array(32));
    const route = defineRoute({ method: 'POST', path: '/slow', summary: 'Takes its time.', access: 'public' });
    const call = { principal: undefined, idempotencyKey: 'slow', body: {}, request: { path: '/slow' } } as Call;
    let times = 0;
    let finish = (_: unknown): void => undefined;
    const handle = () => {
      times += 1;
      return new Promise((resolve) => (finish = resolve));
    };
    const first = repeats.once(call, route, handle);
    const claim = "from ops.first_answer where key = 'slow'";
    await eventually(
      () => api.pool.query(`select ${claim}`),
      ({ rowCount }) => rowCount === 1,
    );
    await api.pool.query(`update ops.first_answer set claimed_at = now() - interval '31 seconds' where key = 'slow'`);
    await eventually(
      () => api.pool.query(`select ${claim} and claimed_at > now() - interval '30 seconds'`),
      ({ rowCount }) => rowCount === 1,
    );
    const again = repeats.once(call, route, handle);
    finish({ done: true });
    expect(await first).toEqual({ done: true });
    expect(await again).toMatchObject({ body: { done: true } });
    expect(times).toBe(1);
  });

  it('may be sent again where it failed', async () => {
    const key = newKey();
    const seller = { ...account('later@firm.example'), roles: ['salesperson'], employeeId: 'later@firm.example' };
    expect(await admin.post('/accounts', seller, key)).toMatchObject({
      status: 422,
      body: { code: 'reference.unknown' },
    });
    const { employeeId } = await api.signIn('salesperson');
    expect(await admin.post('/accounts', { ...seller, employeeId }, key)).toMatchObject({ status: 201 });
  });
});

describe('a key that was used', () => {
  it('is refused for another body', async () => {
    const key = newKey();
    await admin.post('/accounts', account('body@firm.example'), key);
    expect(await admin.post('/accounts', account('other-body@firm.example'), key)).toMatchObject({
      status: 409,
      body: { code: 'idempotency.mismatch' },
    });
    expect(await accountsOf('other-body@firm.example')).toEqual([]);
  });

  it('is refused for another query', async () => {
    const key = newKey();
    const manager = await api.signIn('manager');
    const file = 'externalId,name,developedBy,assignedTo,sensitivity';
    expect(await manager.post('/customers/import?dryRun', file, key)).toMatchObject({ status: 200 });
    expect(await manager.post('/customers/import?dryRun', file, key)).toMatchObject({ status: 200 });
    expect(await manager.post('/customers/import', file, key)).toMatchObject({
      status: 409,
      body: { code: 'idempotency.mismatch' },
    });
  });

  it('is refused for another route', async () => {
    const key = newKey();
    const { body } = await admin.post<{ id: string }>('/accounts', account('route@firm.example'), key);
    expect(await admin.post(`/accounts/${body.id}/sign-in-links`, undefined, key)).toMatchObject({
      status: 409,
      body: { code: 'idempotency.mismatch' },
    });
  });

  it('is free for everybody else', async () => {
    const key = newKey();
    const another = await api.signIn('admin');
    const mine = await admin.post<{ id: string }>('/accounts', account('mine@firm.example'), key);
    const theirs = await another.post<{ id: string }>('/accounts', account('theirs@firm.example'), key);
    expect(theirs.status).toBe(201);
    expect(theirs.body.id).not.toBe(mine.body.id);
  });
});

describe('what a request under a key said', () => {
  it('cannot be guessed from what is kept of it: a password least of all', async () => {
    const { id, email } = await api.account(['admin'], null);
    const { body: link } = await admin.post<{ url: string }>(`/accounts/${id}/sign-in-links`);
    const password = 'a password of mine';
    await (await Person.byLink(api.url, link.url)).put('/me/password', { new: password });
    const body = { email, password, mode: 'bearer' };
    expect(await admin.post('/sessions', body, newKey())).toMatchObject({ status: 201 });

    const { rows: kept } = await api.pool.query<{ kept: string }>(
      `select metadata ->> 'bodyHash' as kept from log.event where stream = $1 and metadata ->> 'bodyHash' is not null
       union all select request_hash from ops.first_answer`,
      [`account-${id}`],
    );
    const guesses = [canonicalJson(body), `POST /api/v1/sessions\n${canonicalJson(body)}`].map(sha256);
    expect(kept.length).toBeGreaterThan(1);
    expect(kept.filter((each) => guesses.includes(each.kept))).toEqual([]);
  });

  it('may not be nested so deeply that nobody can walk through it', async () => {
    const crm = await api.service(['ingest:crm']);
    const depth = 50_000;
    const batch = `[${'['.repeat(depth)}${']'.repeat(depth)}]`;
    const type = { 'content-type': 'application/cloudevents-batch+json' };
    expect(await crm.call('POST', '/activity', batch, { ...type, ...newKey() })).toMatchObject({
      status: 400,
      body: { code: 'request.malformed' },
    });
  });
});

describe('an answer that carries a secret', () => {
  it('is given once: a service key', async () => {
    const key = newKey();
    const body = { name: 'crm', scopes: ['ingest:crm'] };
    expect(await admin.post('/service-keys', body, key)).toMatchObject({ status: 201 });
    const before = await api.log.store.head();
    expect(await admin.post('/service-keys', body, key)).toMatchObject({
      status: 409,
      body: { code: 'idempotency.spent' },
    });
    expect(await api.log.store.head()).toBe(before);
  });

  it('is given once: a sign-in link', async () => {
    const key = newKey();
    const { body } = await admin.post<{ id: string }>('/accounts', account('link@firm.example'));
    expect(await admin.post(`/accounts/${body.id}/sign-in-links`, {}, key)).toMatchObject({ status: 201 });
    expect(await admin.post(`/accounts/${body.id}/sign-in-links`, {}, key)).toMatchObject({
      status: 409,
      body: { code: 'idempotency.spent' },
    });
  });

  it('is given once: a session', async () => {
    const { link } = await api.account(['admin'], null);
    const body = { token: new URL(link).hash.slice(1), mode: 'bearer' };
    const key = newKey();
    expect(await admin.post('/sessions', body, key)).toMatchObject({ status: 201 });
    expect(await admin.post('/sessions', body, key)).toMatchObject({
      status: 409,
      body: { code: 'idempotency.spent' },
    });
  });

  it('stands nowhere in what is kept of first answers', async () => {
    const issued = await admin.post<{ key: string }>('/service-keys', { name: 'crm', scopes: ['hr:crm'] }, newKey());
    const { rows } = await api.pool.query<{ sealed: Buffer | null }>(
      'select sealed from ops.first_answer order by claimed_at desc limit 1',
    );
    expect(issued.status).toBe(201);
    expect(rows).toEqual([{ sealed: null }]);
  });
});
