import { request } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startTestApi } from '#test/support/api';
import type { TestApi } from '#test/support/api';
import { Person } from '#test/support/person';
import { inParallel } from '../imports/in-parallel.js';

/** A tenth of the limits: 60 requests a minute for a session, 1 sign-in. */
const rateLimitFactor = 0.1;
const minuteMs = 60_000;

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi({ rateLimitFactor });
});
afterAll(() => api.close());
// Every spec has a minute of its own.
beforeEach(() => api.advance(minuteMs - (api.now().getTime() % minuteMs)));

/** The answers to so many requests, some at a time. */
async function statuses(ask: () => Promise<{ readonly status: number }>, times: number): Promise<readonly number[]> {
  const answers = await inParallel(Array.from({ length: times }), 20, ask);
  return answers.map(({ status }) => status);
}
const countOf = (found: readonly number[], status: number): number => found.filter((each) => each === status).length;

const tooMany = { status: 429, body: { code: 'rate.limited' } };
const waitOf = ({ headers }: { readonly headers: Headers }): number => Number(headers.get('retry-after'));

describe('in a minute', () => {
  it('a session may ask six hundred times, and is told when it may ask again', async () => {
    const person = await api.signIn('admin');
    const found = await statuses(() => person.get('/me'), 61);
    expect(countOf(found, 200)).toBeGreaterThan(0);
    expect(countOf(found, 429)).toBe(1);
    const refused = await person.get('/me');
    expect(refused).toMatchObject(tooMany);
    expect(waitOf(refused)).toBeGreaterThan(0);
    expect(waitOf(refused)).toBeLessThanOrEqual(60);
    await api.advance(waitOf(refused) * 1_000);
    expect(await person.get('/me')).toMatchObject({ status: 200 });
  });

  it('one session takes nothing from another', async () => {
    const [one, other] = [await api.signIn('admin'), await api.signIn('admin')];
    await statuses(() => one.get('/me'), 61);
    expect(await other.get('/me')).toMatchObject({ status: 200 });
  });

  it('what is refused for its role counts too', async () => {
    const person = await api.signIn('privacy_officer');
    const found = await statuses(() => person.get('/accounts'), 61);
    expect([countOf(found, 403), countOf(found, 429)]).toEqual([60, 1]);
  });

  it('a service key may ask six thousand times', async () => {
    // A hundredth of it, so that few requests reach it.
    const own = await startTestApi({ rateLimitFactor: 0.01 });
    try {
      const key = await own.service(['ingest:crm']);
      const events = { 'content-type': 'application/cloudevents-batch+json' };
      const found = await statuses(() => key.call('POST', '/activity', '[]', events), 61);
      // On a busy machine some are admitted and answered by “not yet”.
      expect(countOf(found, 200)).toBeGreaterThan(30);
      expect(countOf(found, 429)).toBe(1);
    } finally {
      await own.close();
    }
  });

  it('an account may try to sign in ten times from one address, by password or by link', async () => {
    const { email, link } = await api.account(['admin'], null);
    const nobody = Person.withKey(api.url, '');
    const byPassword = { email, password: 'not the password', mode: 'bearer' };
    expect(await nobody.post('/sessions', byPassword)).toMatchObject({ status: 401 });
    const refused = await nobody.post('/sessions', byPassword);
    expect(refused).toMatchObject(tooMany);
    expect(waitOf(refused)).toBeGreaterThan(0);
    expect(await nobody.post('/sessions', { token: new URL(link).hash.slice(1), mode: 'bearer' })).toMatchObject(
      tooMany,
    );
  });

  it('nobody may try more addresses of strangers than of people', async () => {
    const nobody = Person.withKey(api.url, '');
    const stranger = { email: 'nobody@firm.example', password: 'not the password', mode: 'bearer' };
    expect(await nobody.post('/sessions', stranger)).toMatchObject({ status: 401 });
    expect(await nobody.post('/sessions', stranger)).toMatchObject(tooMany);
  });
});

describe('passwords', () => {
  /** Tries a password of a stranger's from another address of this machine; answers the status. */
  const tried = (n: number, localAddress: string): Promise<number> =>
    new Promise((resolve, reject) => {
      const headers = { 'content-type': 'application/json' };
      request(`${api.url}/api/v1/sessions`, { method: 'POST', localAddress, headers }, (answer) => {
        answer.resume();
        resolve(answer.statusCode ?? 0);
      })
        .on('error', reject)
        .end(JSON.stringify({ email: `stranger-${n}@firm.example`, password: 'not the password', mode: 'bearer' }));
    });

  it('that one address tries in masses keep nobody else from signing in', async () => {
    let answered = 0;
    const masses = Array.from({ length: 40 }, async (_, n) => {
      const status = await tried(n, '127.0.0.2');
      if (status === 401) answered += 1;
      return status;
    });
    await Promise.race(masses);
    expect(await tried(100, '127.0.0.1')).toBe(401);
    expect(answered).toBeLessThan(10);
    const statuses = await Promise.all(masses);
    expect(new Set(statuses)).toEqual(new Set([401, 429]));
  });

  it('cannot be guessed any faster by whoever got hold of a session', async () => {
    const { link } = await api.account(['admin'], null);
    const thief = await Person.byLink(api.url, link);
    expect(await thief.put('/me/password', { new: 'the password of the owner' })).toMatchObject({ status: 200 });
    const guess = { current: 'not the password', new: 'the password of the thief' };
    expect(await thief.put('/me/password', guess)).toMatchObject({ status: 403 });
    expect(await thief.put('/me/password', guess)).toMatchObject(tooMany);
  });
});

describe('a connection', () => {
  it('that does not get to the end of its headers within ten seconds is closed', async () => {
    const { hostname, port } = new URL(api.url);
    const begunAt = performance.now();
    const socket = connect(Number(port), hostname);
    socket.write(`GET /healthz HTTP/1.1\r\nhost: ${hostname}\r\n`);
    expect(await text(socket)).toMatch(/^HTTP\/1.1 408 /);
    const tookMs = performance.now() - begunAt;
    expect(tookMs).toBeGreaterThan(9_000);
    expect(tookMs).toBeLessThan(20_000);
  }, 30_000);
});
