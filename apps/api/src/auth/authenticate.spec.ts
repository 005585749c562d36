import { describe, expect, it } from '@jest/globals';
import type { Request } from 'express';
import { Refusal } from '#domain/refusal';
import { sha256 } from '#platform/hash';
import { People } from '../decision-view/people.js';
import type { Account } from '../decision-view/people.js';
import { AuthView } from './auth-view.js';
import { authenticator, servicePrefix } from './authenticate.js';
import { SessionTokens } from './session-token.js';

const now = new Date('2026-03-02T09:00:00.000Z');
const key = `${servicePrefix}key`;

const account: Account = {
  accountId: 'a-1',
  employeeId: null,
  roles: ['security_officer'],
  disabled: false,
  voidedAt: null,
};

/** An officer with a session and a service key, before views that follow the log until one is said to lag. */
function admission() {
  const people = new People();
  const auth = new AuthView();
  const tokens = new SessionTokens(Buffer.alloc(32));
  const lagging = { live: false, authLive: false };
  const liveView = (name: keyof typeof lagging) => ({
    requireFresh: () => {
      if (lagging[name]) throw new Refusal('view.lagging', 'not up to date');
    },
    passed: async () => undefined,
  });
  people.putAccount(account);
  auth.putSession('s-1', {
    accountId: 'a-1',
    mode: 'bearer',
    startedAt: '2026-03-02T08:00:00.000Z',
    expiresAt: '2026-03-02T20:00:00.000Z',
  });
  auth.putKey({ keyHash: sha256(key), keyId: 'k-1', scopes: ['decide:crm'], historyUntil: null });
  const authenticate = authenticator({
    people,
    auth,
    live: liveView('live'),
    authLive: liveView('authLive'),
    tokens,
    head: async () => '',
  });
  const sending = (bearer: string) => authenticate({ headers: { authorization: `Bearer ${bearer}` } } as Request, now);
  return { lagging, people, auth, officer: () => sending(tokens.issue('s-1')), service: () => sending(key) };
}

describe('who sends a request', () => {
  it('is known by session or key', async () => {
    const { officer, service } = admission();
    expect(await officer()).toMatchObject({ kind: 'person', accountId: 'a-1', roles: ['security_officer'] });
    expect(await service()).toMatchObject({ kind: 'service', keyId: 'k-1' });
  });

  it('is let in with no role that may have ended since: neither view may lag', async () => {
    const { lagging, officer } = admission();
    for (const view of ['live', 'authLive'] as const) {
      lagging[view] = true;
      await expect(officer()).rejects.toMatchObject({ code: 'view.lagging' });
      lagging[view] = false;
    }
    expect(await officer()).toMatchObject({ kind: 'person' });
  });

  it('is let in by a key, which has no account, whatever is known of accounts', async () => {
    const { lagging, service } = admission();
    lagging.live = true;
    expect(await service()).toMatchObject({ keyId: 'k-1' });
    lagging.authLive = true;
    await expect(service()).rejects.toMatchObject({ code: 'view.lagging' });
  });

  it('is let in by no session that is over, nor to an account that is closed', async () => {
    const { people, auth, officer } = admission();
    const isRefused = () => expect(officer()).rejects.toMatchObject({ code: 'auth.required' });
    people.putAccount({ ...account, disabled: true });
    await isRefused();
    people.putAccount(account);
    auth.putSession('s-1', {
      accountId: 'a-1',
      mode: 'bearer',
      startedAt: '2026-03-01T21:00:00.000Z',
      expiresAt: now.toISOString(),
    });
    await isRefused();
  });

  it('is let in no longer once the last working day is over where the person is', async () => {
    const { people, officer } = admission();
    people.putAccount({ ...account, employeeId: 'e-1' });
    const lastDay = (lastWorkingDay: string) =>
      people.putEmployee({
        status: 'employed',
        employeeId: 'e-1',
        hiredOn: '2020-01-01',
        hiredAs: {
          team: 'east',
          role: 'seller',
          region: 'apac',
          timezone: 'Asia/Tokyo',
          rank: 3,
          performance: 'normal',
        },
        moves: [],
        leaving: { noticeOn: '2026-02-01', lastWorkingDay, leftOn: null },
        past: [],
      });
    lastDay('2026-03-02');
    expect(await officer()).toMatchObject({ employeeId: 'e-1' });
    lastDay('2026-03-01');
    await expect(officer()).rejects.toMatchObject({ code: 'auth.required' });
  });

  it('has no new role in an old session, whichever of the two is heard of first', async () => {
    const { people, officer } = admission();
    people.putAccount({ ...account, voidedAt: '2026-03-02T08:30:00.000Z' });
    await expect(officer()).rejects.toMatchObject({ code: 'auth.required' });
    people.putAccount({ ...account, voidedAt: '2026-03-02T07:30:00.000Z' });
    expect(await officer()).toMatchObject({ roles: ['security_officer'] });
  });
});
