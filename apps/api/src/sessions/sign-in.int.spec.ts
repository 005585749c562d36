import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApi } from '#test/support/api';
import type { TestApi } from '#test/support/api';
import { Person } from '#test/support/person';
import { todayAtTheFirm } from '#test/support/today';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const hourMs = 3_600_000;
const tokenOf = (link: string): string => new URL(link).hash.slice(1);
const nobody = () => Person.withKey(api.url, '');
const signIn = <T = { bearer: string; accountId: string; expiresAt: string }>(body: Record<string, unknown>) =>
  nobody().post<T>('/sessions', body);
const withCookie =
  (cookie: string) =>
  (method: string, path: string, headers: Record<string, string> = {}) =>
    nobody().call(method, path, undefined, { authorization: '', cookie, ...headers });

/** Signs in with a cookie, as the console does. */
async function byCookie() {
  const { link } = await api.account(['admin'], null);
  const answer = await signIn({ token: tokenOf(link), mode: 'cookie' });
  const set = answer.headers.get('set-cookie') ?? '';
  return { answer, set, ask: withCookie(set.split(';')[0] ?? '') };
}

const signInAgain = { status: 401, body: { code: 'auth.required' } };

describe('a sign-in link', () => {
  it('begins one session and no second', async () => {
    const { link, id } = await api.account(['admin'], null);
    const body = { token: tokenOf(link), mode: 'bearer' };
    expect(await signIn(body)).toMatchObject({
      status: 201,
      body: { accountId: id, roles: ['admin'], employeeId: null, bearer: expect.any(String) },
    });
    expect(await signIn(body)).toMatchObject(signInAgain);
  });

  it('begins one session when it is followed twice at once', async () => {
    const { link } = await api.account(['admin'], null);
    const answers = await Promise.all([1, 2, 3].map(() => signIn({ token: tokenOf(link), mode: 'bearer' })));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 401, 401]);
  });

  it('is over after fifteen minutes', async () => {
    const { link } = await api.account(['admin'], null);
    await api.advance(15 * 60_000);
    expect(await signIn({ token: tokenOf(link), mode: 'bearer' })).toMatchObject(signInAgain);
  });

  it('is good for nothing when it is not one of ours', async () => {
    expect(await signIn({ token: 'made up', mode: 'bearer' })).toMatchObject(signInAgain);
  });

  it.each([{ token: 'x' }, { token: 'x', mode: 'both' }, { token: 'x', email: 'a@b.example', mode: 'bearer' }, {}])(
    'and a mode are needed: %j',
    async (body) => {
      expect(await signIn(body)).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
    },
  );

  it('that was refused is on the record, with why and without the link', async () => {
    const { link, id } = await api.account(['admin'], null);
    const follow = () => signIn({ token: tokenOf(link), mode: 'bearer' });
    await follow();
    await follow();
    await api.advance(15 * 60_000);
    await follow();
    const recorded = [];
    for await (const { type, data } of api.log.readStream(`account-${id}`)) recorded.push({ type, data });
    expect(recorded.slice(-2)).toEqual(
      ['used', 'expired'].map((because) => ({
        type: 'SignInRefused',
        data: { accountId: id, method: 'link', because },
      })),
    );
    expect(JSON.stringify(recorded)).not.toContain(tokenOf(link));
  });
});

describe('a password', () => {
  const password = 'correct horse battery';
  async function withPassword() {
    const { link, email, id } = await api.account(['admin'], null);
    const person = await Person.byLink(api.url, link);
    expect(await person.put('/me/password', { new: password })).toMatchObject({ status: 200 });
    return { person, email, id };
  }

  it('signs in once it was set, with the address in any case', async () => {
    const { email, id } = await withPassword();
    expect(await signIn({ email: email.toUpperCase(), password, mode: 'bearer' })).toMatchObject({
      status: 201,
      body: { accountId: id },
    });
  });

  it('that is wrong is answered as an address that nobody has', async () => {
    const { email } = await withPassword();
    const wrong = await signIn({ email, password: 'wrong horse battery', mode: 'bearer' });
    const stranger = await signIn({ email: 'stranger@firm.example', password, mode: 'bearer' });
    expect(wrong).toMatchObject(signInAgain);
    expect(wrong.text).toBe(stranger.text);
  });

  it('is changed only by who knows the current one', async () => {
    const { person, email } = await withPassword();
    expect(await person.put('/me/password', { new: 'another long secret' })).toMatchObject({
      status: 403,
      body: { code: 'auth.forbidden' },
    });
    const changed = { current: password, new: 'another long secret' };
    expect(await person.put('/me/password', changed)).toMatchObject({ status: 200 });
    expect(await signIn({ email, password, mode: 'bearer' })).toMatchObject(signInAgain);
    expect(await signIn({ email, password: changed.new, mode: 'bearer' })).toMatchObject({ status: 201 });
  });

  it('has twelve characters at least', async () => {
    const person = await api.signIn('admin');
    expect(await person.put('/me/password', { new: 'eleven char' })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/new' }] },
    });
  });
});

describe('a session', () => {
  it('says who is signed in', async () => {
    const { link, id } = await api.account(['salesperson', 'manager'], await api.hire());
    const person = await Person.byLink(api.url, link);
    expect(await person.get('/me')).toMatchObject({
      status: 200,
      body: {
        accountId: id,
        roles: ['salesperson', 'manager'],
        employeeId: person.employeeId,
        name: 'Ann Lee',
        locale: null,
        csrf: expect.any(String),
        limits: { revealsLeftToday: null, viewsLeftToday: null },
      },
    });
    expect(await person.call('PATCH', '/me', { locale: 'zh-CN' })).toMatchObject({ status: 200 });
    expect(await person.get('/me')).toMatchObject({ body: { locale: 'zh-CN' } });
    expect(await person.call('PATCH', '/me', { locale: 'a language' })).toMatchObject({ status: 400 });
  });

  it('outlives a restart, and is dead everywhere once it was ended', async () => {
    const { link } = await api.account(['admin'], null);
    const { body } = await signIn({ token: tokenOf(link), mode: 'bearer' });
    const person = () => Person.withKey(api.url, body.bearer);
    await api.restart();
    expect(await person().get('/me')).toMatchObject({ status: 200 });
    expect(await person().call('DELETE', '/sessions/current')).toMatchObject({ status: 204, text: '' });
    expect(await person().get('/me')).toMatchObject(signInAgain);
    await api.restart();
    expect(await person().get('/me')).toMatchObject(signInAgain);
  });

  it('ends when its account comes to watch others, and stays ended after a restart', async () => {
    const { id, email, link } = await api.account(['salesperson'], await api.hire());
    const { body } = await signIn({ token: tokenOf(link), mode: 'bearer' });
    const person = () => Person.withKey(api.url, body.bearer);
    expect(await person().put('/me/password', { new: 'correct horse battery' })).toMatchObject({ status: 200 });
    const admin = await api.signIn('admin');
    expect(await admin.call('PATCH', `/accounts/${id}`, { roles: ['auditor'] })).toMatchObject({ status: 200 });
    expect(await person().get('/me')).toMatchObject(signInAgain);
    await api.restart();
    expect(await person().get('/me')).toMatchObject(signInAgain);
    expect(await signIn({ email, password: 'correct horse battery', mode: 'bearer' })).toMatchObject(signInAgain);
  });

  it('ends alone: another session of the same account goes on', async () => {
    const { email, link } = await api.account(['admin'], null);
    const first = await Person.byLink(api.url, link);
    await first.put('/me/password', { new: 'correct horse battery' });
    const second = await Person.signIn(api.url, { email, password: 'correct horse battery', mode: 'bearer' });
    await first.call('DELETE', '/sessions/current');
    expect(await first.get('/me')).toMatchObject(signInAgain);
    expect(await second.get('/me')).toMatchObject({ status: 200 });
  });

  it('ends by itself at its time', async () => {
    const { link } = await api.account(['admin'], null);
    const { body } = await signIn({ token: tokenOf(link), mode: 'bearer' });
    const person = Person.withKey(api.url, body.bearer);
    await api.advance(Date.parse(body.expiresAt) - api.now().getTime() - 60_000);
    expect(await person.get('/me')).toMatchObject({ status: 200 });
    await api.advance(60_000);
    expect(await person.get('/me')).toMatchObject(signInAgain);
  });

  it('ends with the last working day of its person', async () => {
    const hr = await api.signIn('hr');
    const leaver = await api.signIn('salesperson');
    const today = todayAtTheFirm(api.now());
    await hr.post(`/employees/${leaver.employeeId}/resignation`, { noticeOn: today, lastWorkingDay: today });
    expect(await leaver.get('/me')).toMatchObject({ status: 200 });
    await api.advance(48 * hourMs);
    expect(await leaver.get('/me')).toMatchObject(signInAgain);
  });

  it.each(['', 'x', 'a.b', 'bwk_unknown', '018f0000-0000-7000-8000-000000000000.AAAA'])(
    'is nobody’s when its token was made up: %s',
    async (token) => {
      expect(await Person.withKey(api.url, token).get('/me')).toMatchObject(signInAgain);
    },
  );
});

describe('a session in a cookie', () => {
  it('is kept from scripts and from other sites, and gives no token to anybody', async () => {
    const { answer, set } = await byCookie();
    expect(answer.status).toBe(201);
    expect(answer.body).not.toHaveProperty('bearer');
    expect(set).toMatch(/; HttpOnly/);
    expect(set).toMatch(/; SameSite=Strict/);
    expect(set).toMatch(/; Path=\//);
  });

  it('reads by itself and writes only with the header that its page knows', async () => {
    const { ask } = await byCookie();
    const { body } = await ask('GET', '/me');
    const csrf = String(body['csrf']);
    const forbidden = { status: 403, body: { code: 'auth.forbidden' } };
    expect(await ask('DELETE', '/sessions/current')).toMatchObject(forbidden);
    expect(await ask('DELETE', '/sessions/current', { 'x-bookward-csrf': `${csrf}x` })).toMatchObject(forbidden);
    const another = await byCookie();
    expect(await another.ask('DELETE', '/sessions/current', { 'x-bookward-csrf': csrf })).toMatchObject(forbidden);
    const ended = await ask('DELETE', '/sessions/current', { 'x-bookward-csrf': csrf });
    expect(ended.status).toBe(204);
    expect(ended.headers.get('set-cookie')).toMatch(/bookward_session=;.*1970/);
    expect(await ask('GET', '/me')).toMatchObject(signInAgain);
  });

  it('is no bearer token, and a bearer token is no cookie', async () => {
    const { set } = await byCookie();
    const token = /bookward_session=([^;]+)/.exec(set)?.[1] ?? '';
    expect(await Person.withKey(api.url, token).get('/me')).toMatchObject(signInAgain);
    const { link } = await api.account(['admin'], null);
    const { body } = await signIn({ token: tokenOf(link), mode: 'bearer' });
    const asCookie = withCookie(`bookward_session=${body.bearer}`);
    expect(await asCookie('GET', '/me')).toMatchObject(signInAgain);
  });
});

describe('signing in', () => {
  it('is an access like any other: on the record, with the device as a hash', async () => {
    const employeeId = await api.hire();
    await api.signIn('salesperson', employeeId);
    const today = api.now().toISOString().slice(0, 10);
    const recorded = [];
    for await (const event of api.log.readStream(`access-${employeeId}-${today}`)) recorded.push(event);
    expect(recorded).toMatchObject([
      {
        type: 'SignedIn',
        data: { employeeId, device: expect.stringMatching(/^[\w-]{32}$/) },
        personal: { device: expect.any(String) },
        trust: 'witnessed',
      },
    ]);
  });

  it('is refused to a disabled account, by link and by password', async () => {
    const admin = await api.signIn('admin');
    const { id, link, email } = await api.account(['privacy_officer'], null);
    const person = await Person.byLink(api.url, link);
    await person.put('/me/password', { new: 'correct horse battery' });
    const again = await admin.post<{ url: string }>(`/accounts/${id}/sign-in-links`);
    expect(await admin.call('PATCH', `/accounts/${id}`, { disabled: true })).toMatchObject({ status: 200 });
    expect(await person.get('/me')).toMatchObject(signInAgain);
    expect(await signIn({ token: tokenOf(again.body.url), mode: 'bearer' })).toMatchObject(signInAgain);
    expect(await signIn({ email, password: 'correct horse battery', mode: 'bearer' })).toMatchObject(signInAgain);
  });
});
