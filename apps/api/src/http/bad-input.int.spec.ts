import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApi } from '#test/support/api';
import type { TestApi } from '#test/support/api';
import { eventually, Person } from '#test/support/person';
import type { Answer } from '#test/support/person';

let api: TestApi;
let admin: Person;
let salesperson: Person;
let feed: Person;

beforeAll(async () => {
  api = await startTestApi();
  admin = await api.signIn('admin');
  salesperson = await api.signIn('salesperson');
  feed = await api.service(['ingest:crm']);
});
afterAll(() => api.close());

type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly errors?: readonly { readonly pointer: string; readonly code: string; readonly detail: string }[];
};

const json = { 'content-type': 'application/json' };
const key = { name: 'crm', scopes: ['ingest:crm'] };
const issueKey = (body: string, headers: Record<string, string> = json) =>
  admin.call<Problem>('POST', '/service-keys', body, headers);
const escapeOf = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
const pointersOf = ({ body }: Answer<Problem>) => (body.errors ?? []).map(({ pointer }) => pointer);

describe('a request that is refused', () => {
  it('is answered with a problem document and writes nothing', async () => {
    const before = await api.log.store.head();
    const answer = await issueKey(JSON.stringify({ ...key, surprise: 1 }));
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(answer.body).toEqual({
      type: 'urn:bookward:problem:request.invalid',
      title: expect.any(String),
      status: 400,
      code: 'request.invalid',
      detail: expect.stringContaining('/surprise'),
      errors: [{ pointer: '/surprise', code: 'field.unknown', detail: expect.any(String) }],
    });
    expect(answer.status).toBe(400);
    expect(await api.log.store.head()).toBe(before);
  });
});

describe('somebody who has not signed in', () => {
  it('is told how to', async () => {
    for (const headers of [{}, { authorization: 'Bearer none' }]) {
      const refused = await fetch(`${api.url}/api/v1/me`, { headers });
      expect(refused.status).toBe(401);
      expect(refused.headers.get('www-authenticate')).toBe('Bearer');
    }
  });
});

describe('a body', () => {
  it.each(['{"name":', 'name=crm', '[1,2', '"'])('that is not JSON is malformed: %s', async (body) => {
    expect(await issueKey(body)).toMatchObject({ status: 400, body: { code: 'request.malformed' } });
  });

  it('names every field that is at fault', async () => {
    const answer = await issueKey(JSON.stringify({ name: 7, scopes: ['ingest:crm', 'rule:everything'], extra: null }));
    expect(answer).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
    expect(pointersOf(answer).toSorted()).toEqual(['/extra', '/name', '/scopes/1']);
  });

  it.each(['null', '[]', '"text"', '7', '{}'])('of the wrong kind is invalid: %s', async (body) => {
    expect(await issueKey(body)).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
  });

  it('is needed where something is required, and not where nothing is', async () => {
    expect(await admin.post('/service-keys')).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
    const { body } = await admin.post('/accounts', { email: 'a@firm.example', name: 'Ann', roles: ['admin'] });
    const { id } = body as { id: string };
    expect(await admin.post(`/accounts/${id}/sign-in-links`)).toMatchObject({ status: 201 });
    expect(await admin.post(`/accounts/${id}/sign-in-links`, {})).toMatchObject({ status: 201 });
  });

  it.each(['{"__proto__":{"admin":true},"name":"crm","scopes":[]}', '{"name":"crm","scopes":[{"__proto__":1}]}'])(
    'with the key __proto__ is invalid: %s',
    async (body) => {
      expect(await issueKey(body)).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
    },
  );

  it.each(['"\\u0000"', '"\\ud800"', '"\\uDFFF x"', '{"\\u0000":1}', '["\\u0000"]'])(
    'with text that no database holds is invalid: %s',
    async (text) => {
      const answer = await issueKey(`{"name":${text},"scopes":["ingest:crm"]}`);
      expect(answer).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
    },
  );

  it('may hold any other text', async () => {
    const name = '😀 \u0001 北京 \u00e9 \uffff';
    const escaped = JSON.stringify(name).replaceAll(/[^\x20-\x7e]/g, (unit) => escapeOf(unit));
    expect(await issueKey(`{"name":${escaped},"scopes":["ingest:crm"]}`)).toMatchObject({ status: 201 });
    const { body } = await admin.get<{ items: { name: string }[] }>('/service-keys?limit=200');
    expect(body.items.map((each) => each.name)).toContain(name);
  });

  it('is UTF-8', async () => {
    const latin1 = Buffer.from('{"name":"\u00e9","scopes":["ingest:crm"]}', 'latin1');
    const response = await fetch(`${api.url}/api/v1/sessions`, { method: 'POST', headers: json, body: latin1 });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'request.malformed' });
  });

  it.each([
    ['text/plain', () => issueKey(JSON.stringify(key), { 'content-type': 'text/plain' })],
    ['nothing', () => issueKey(JSON.stringify(key), { 'content-type': '' })],
    ['JSON where CSV is taken', () => admin.call('POST', '/customers/import', '{}', json)],
    ['JSON where CloudEvents are taken', () => feed.call('POST', '/activity', '[]', json)],
    [
      'a single CloudEvent',
      () => feed.call('POST', '/activity', '{}', { 'content-type': 'application/cloudevents+json' }),
    ],
  ])('that calls itself %s is of an unsupported type', async (_, send) => {
    expect(await send()).toMatchObject({ status: 415, body: { code: 'media.unsupported' } });
  });

  it('is not taken compressed', async () => {
    const gzipped = { ...json, 'content-encoding': 'gzip' };
    expect(await issueKey(JSON.stringify(key), gzipped)).toMatchObject({
      status: 415,
      body: { code: 'media.unsupported', detail: expect.stringContaining('gzip') },
    });
    const plain = { ...json, 'content-encoding': 'identity' };
    expect(await issueKey('{}', plain)).toMatchObject({ status: 400 });
  });

  it('may name its character set', async () => {
    expect(await issueKey('{}', { 'content-type': 'application/json; charset=utf-8' })).toMatchObject({ status: 400 });
  });

  it.each([
    ['JSON', 1, () => admin, '/service-keys', 'application/json'],
    ['CSV', 10, () => admin, '/customers/import', 'text/csv'],
    ['activity', 5, () => feed, '/activity', 'application/cloudevents-batch+json'],
  ])('of %s is at most %i MB long', async (_, megabytes, who, path, type) => {
    const before = await api.log.store.head();
    for (const bytes of [megabytes * 1024 * 1024 + 1, 20_000_000]) {
      // A busy machine may say “not yet” first.
      const refused = await eventually(
        () => who().call('POST', path, ' '.repeat(bytes), { 'content-type': type }),
        ({ status }) => status !== 503,
      );
      expect(refused).toMatchObject({ status: 413, body: { code: 'body.too_large' } });
    }
    expect(await api.log.store.head()).toBe(before);
  });
});

describe('a body that is far too long', () => {
  it('is refused by an answer that is read even by a client that sends all of it first and then hangs up', async () => {
    const { hostname, port } = new URL(api.url);
    const socket = connect(Number(port), hostname);
    const bytes = 20_000_000;
    const head = `POST /api/v1/sessions HTTP/1.1\r\nhost: ${hostname}\r\nconnection: close\r\ncontent-type: application/json`;
    await new Promise<void>((sent, failed) => {
      socket.once('error', failed).pause();
      socket.write(`${head}\r\ncontent-length: ${bytes}\r\n\r\n`);
      socket.write(Buffer.alloc(bytes, ' '), (error) => (error ? failed(error) : sent()));
    });
    expect(await text(socket)).toMatch(/^HTTP\/1.1 413 [^]*"body.too_large"/);
  });
});

describe('a body that is sent in pieces, without saying how long it is', () => {
  it('is refused by an answer that its sender gets to read, however long it goes on', async () => {
    const piece = Buffer.alloc(1_000_000, ' ');
    let sent = 0;
    const body = new ReadableStream({
      pull: (pieces) => {
        if ((sent += 1) > 20) pieces.close();
        else pieces.enqueue(piece);
      },
    });
    const response = await fetch(`${api.url}/api/v1/sessions`, { method: 'POST', headers: json, body, duplex: 'half' });
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ code: 'body.too_large' });
  });
});

describe('a query', () => {
  it.each([
    '?limit=0',
    '?limit=201',
    '?limit=many',
    '?limit=1.5',
    '?limit=0x10',
    '?limit=1e2',
    '?limit=%2B5',
    '?limit=%205',
    '?limit=',
    '?limit=10&limit=20',
    '?cursor=a&cursor=b',
    '?order=asc',
    '?__proto__=1',
    '?cursor=AAAA',
    '?cursor=',
    '?limit=1%00',
  ])('is refused where it is not in form: %s', async (query) => {
    const answer = await admin.get<Problem>(`/accounts${query}`);
    expect(answer).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
    expect(pointersOf(answer)).toEqual([`?${/\w+/.exec(query)?.[0]}`]);
  });

  it('takes a cursor as it was given, of the list that gave it, and no other', async () => {
    const { body: first } = await admin.get<{ items: unknown[]; nextCursor: string }>('/accounts?limit=1');
    const middle = Math.floor(first.nextCursor.length / 2);
    const other = first.nextCursor[middle] === 'A' ? 'B' : 'A';
    const altered = first.nextCursor.slice(0, middle) + other + first.nextCursor.slice(middle + 1);
    expect(await admin.get(`/accounts?limit=1&cursor=${first.nextCursor}`)).toMatchObject({ status: 200 });
    expect(await admin.get(`/accounts?cursor=${altered}`)).toMatchObject({ status: 400 });
    expect(await admin.get(`/service-keys?cursor=${first.nextCursor}`)).toMatchObject({ status: 400 });
  });
});

describe('a day that no calendar has', () => {
  const hire = (hiredOn: string) => ({
    email: 'early@firm.example',
    name: 'Early Bird',
    team: 'North',
    role: 'Sales',
    region: 'EU',
    timezone: 'Europe/Berlin',
    rank: 3,
    performance: 'normal',
    hiredOn,
  });
  it.each(['0000-01-01', '2026-02-29', '2026-13-01', '26-01-01', '2026-01-01T00:00:00Z', '+010000-01-01'])(
    'is refused before it can stop a read model: %s',
    async (hiredOn) => {
      const hr = await api.signIn('hr');
      expect(await hr.post('/employees', hire(hiredOn))).toMatchObject({
        status: 400,
        body: { code: 'request.invalid', errors: [{ pointer: '/hiredOn' }] },
      });
    },
  );

  it('is no moment either', async () => {
    const historyUntil = '0000-01-01T00:00:00Z';
    expect(await issueKey(JSON.stringify({ ...key, historyUntil }))).toMatchObject({ status: 400 });
    const auditor = await api.signIn('auditor');
    expect(await auditor.get(`/audit/events?from=${historyUntil}`)).toMatchObject({ status: 400 });
    const event = {
      specversion: '1.0',
      type: 'bookward.activity.v1',
      source: 'crm',
      id: '1',
      time: historyUntil,
      data: { employee: 'E-1', action: 'view' },
    };
    const batch = { 'content-type': 'application/cloudevents-batch+json' };
    expect(await feed.call('POST', '/activity', JSON.stringify([event]), batch)).toMatchObject({
      status: 200,
      body: { accepted: 0, parked: 0, rejected: [{ index: 0, code: 'request.invalid' }] },
    });
  });
});

describe('a header', () => {
  it.each([
    ['If-Match', 'three'],
    ['Idempotency-Key', 'k'.repeat(129)],
  ])('is refused where it is not in form: %s', async (name, value) => {
    expect(await issueKey(JSON.stringify(key), { ...json, [name]: value })).toMatchObject({
      status: 400,
      body: { code: 'request.invalid' },
    });
  });

  it.each(['x', '-1', '1e5', '0', '9'.repeat(30)])('that asks for what is no position is refused: %s', async (text) => {
    const answer = await admin.call<Problem>('GET', '/accounts', undefined, { 'bookward-after': text });
    expect(answer).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
    expect(answer.body.detail).toContain('Bookward-After takes a position');
  });

  it('that asks for a position which reads do not reach is answered with when to come back', async () => {
    const answer = await admin.impatient().call('GET', '/accounts', undefined, { 'bookward-after': '8'.repeat(19) });
    expect(answer).toMatchObject({ status: 503, body: { code: 'view.lagging' } });
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});

describe('an address', () => {
  it.each(['/nowhere', '/accounts/1/2/3', '/employees/%2e%2e', `/employees/${'a'.repeat(300)}`, '/employees/a%00b'])(
    'with nothing behind it is not found: %s',
    async (path) => {
      const hr = await api.signIn('hr');
      expect(await hr.get(path)).toMatchObject({ status: 404, body: { code: 'not_found' } });
    },
  );

  it('that is not encoded properly is malformed', async () => {
    expect(await admin.get('/employees/%E0%A4%A')).toMatchObject({ status: 400, body: { code: 'request.malformed' } });
  });

  it('takes only the methods of the contract', async () => {
    expect(await admin.call('DELETE', '/accounts')).toMatchObject({ status: 404, body: { code: 'not_found' } });
  });
});

describe('checks come in one order', () => {
  const nobody = () => Person.withKey(api.url, '');
  const unknown = '/accounts/nobody/sign-in-links';

  it('who asks, before anything', async () => {
    expect(await nobody().call('POST', unknown, '{', json)).toMatchObject({
      status: 401,
      body: { code: 'auth.required' },
    });
  });
  it('then whether the role may ask', async () => {
    expect(await salesperson.call('POST', unknown, '{', json)).toMatchObject({
      status: 403,
      body: { code: 'auth.forbidden' },
    });
  });
  it('then the form of the request', async () => {
    expect(await admin.call('POST', unknown, '{', json)).toMatchObject({
      status: 400,
      body: { code: 'request.malformed' },
    });
  });
  it('then whether what it names is there', async () => {
    expect(await admin.call('POST', unknown, '{}', json)).toMatchObject({ status: 404, body: { code: 'not_found' } });
  });
  it.each(['/customers/%E0%A4%A', '/customers/%', '/customers/%ff/reveals'])(
    'also where the address is not encoded properly: %s',
    async (path) => {
      const [method, body] = path.endsWith('reveals') ? (['POST', {}] as const) : (['GET', undefined] as const);
      const answers = [nobody(), admin, salesperson].map((who) => who.call(method, path, body));
      expect(await Promise.all(answers)).toMatchObject([
        { status: 401, body: { code: 'auth.required' } },
        { status: 403, body: { code: 'auth.forbidden' } },
        { status: 400, body: { code: 'request.malformed' } },
      ]);
    },
  );

  it('refuses whoever may not ask before a large body is read', async () => {
    const answer = await salesperson.call('POST', '/service-keys', ' '.repeat(20_000_000), json);
    expect(answer).toMatchObject({ status: 403, body: { code: 'auth.forbidden' } });
  });
});
