import { describe, expect, it } from '@jest/globals';
import { fold } from '../decider.js';
import { refused, specify } from '../testing/specification.js';
import { accountDecider } from './account.decider.js';
import type { AccountCommand } from './account.decider.js';
import * as events from './account.events.js';
import { serviceKeyDecider } from './service-key.decider.js';

const open = (
  roles: Extract<AccountCommand, { type: 'OpenAccount' }>['roles'],
  employeeId: string | null,
): AccountCommand => ({
  type: 'OpenAccount',
  accountId: 'a1',
  employeeId,
  roles,
  email: 'sam@firm.example',
  name: 'Sam',
});
const opened = events.accountOpened.of(
  { accountId: 'a1', subjectId: 'sam', employeeId: 'sam', roles: ['salesperson'] },
  { email: 'sam@firm.example', name: 'Sam' },
);
const issued = events.signInLinkIssued.of({
  accountId: 'a1',
  linkId: 'l1',
  tokenHash: 'hash',
  expiresAt: '2026-03-02T09:15:00.000Z',
});
const session = { sessionId: 's1', mode: 'bearer', expiresAt: '2026-03-03T09:00:00.000Z' } as const;
const byLink = (now: string, tokenHash = 'hash'): AccountCommand => ({ type: 'SignInByLink', tokenHash, session, now });
const byPassword = (passwordChanges: number): AccountCommand => ({
  type: 'SignInByPassword',
  passwordChanges,
  session,
});
const issue = (linkId: string, by: 'administrator' | 'command_line' = 'administrator'): AccountCommand => ({
  type: 'IssueSignInLink',
  by,
  linkId,
  tokenHash: 'hash',
  expiresAt: inTime,
});
const inTime = '2026-03-02T09:14:59.999Z';
const used = events.signInLinkUsed.of({ accountId: 'a1', linkId: 'l1' });
const started = events.sessionStarted.of({ accountId: 'a1', ...session, method: 'link' });
const disabled = events.accountDisabled.of({ accountId: 'a1' });
const { given } = specify(accountDecider);

describe('An account', () => {
  it('is the employee’s when it has one, so that erasing the person erases it', () => {
    expect(given().when(open(['salesperson'], 'sam'))).toEqual([opened]);
    expect(given().when(open(['admin'], null))).toMatchObject([{ data: { subjectId: 'a1', employeeId: null } }]);
  });
  it.each(['salesperson', 'manager', 'hr', 'security_officer', 'auditor'] as const)(
    'has an employee to act as when its role is %s',
    (role) => {
      expect(given().when(open([role], null))).toEqual(refused('reference.unknown'));
    },
  );
  it('keeps that rule when its roles change', () => {
    const admin = events.accountOpened.of(
      { accountId: 'a1', subjectId: 'a1', employeeId: null, roles: ['admin'] },
      { email: 'a@firm.example', name: 'A' },
    );
    expect(given(admin).when({ type: 'ChangeRoles', roles: ['admin', 'hr'] })).toEqual(refused('reference.unknown'));
    expect(given(admin).when({ type: 'ChangeRoles', roles: ['privacy_officer'] })).toEqual([
      events.rolesChanged.of({ accountId: 'a1', roles: ['privacy_officer'] }),
    ]);
  });
  it('changes nothing when told what it knows', () => {
    expect(given(opened).when(open(['salesperson'], 'sam'))).toEqual([]);
    expect(given(opened).when({ type: 'ChangeRoles', roles: ['salesperson', 'salesperson'] })).toEqual([]);
    const changed = events.rolesChanged.of({ accountId: 'a1', roles: ['manager', 'hr'] });
    expect(given(opened, changed).when({ type: 'ChangeRoles', roles: ['hr', 'manager'] })).toEqual([]);
    expect(given(opened).when({ type: 'EnableAccount' })).toEqual([]);
    expect(given(opened, disabled).when({ type: 'DisableAccount' })).toEqual([]);
    expect(given(opened, issued).when(issue('l1'))).toEqual([]);
    expect(
      given(opened, events.localeChanged.of({ accountId: 'a1', locale: 'zh' })).when({
        type: 'ChangeLocale',
        locale: 'zh',
      }),
    ).toEqual([]);
  });
  it('is disabled and enabled again', () => {
    expect(given(opened).when({ type: 'DisableAccount' })).toEqual([disabled]);
    expect(given(opened, disabled).when({ type: 'EnableAccount' })).toEqual([
      events.accountEnabled.of({ accountId: 'a1' }),
    ]);
  });
  it('keeps a password only where its person’s key can erase it', () => {
    expect(given(opened, started).when({ type: 'SetPassword', sessionId: 's1', passwordHash: 'scrypt' })).toEqual([
      events.passwordSet.of({ accountId: 'a1', subjectId: 'sam' }, { passwordHash: 'scrypt' }),
    ]);
  });
  it('is not found before it is opened', () => {
    expect(given().when({ type: 'DisableAccount' })).toEqual(refused('not_found'));
    expect(given(disabled).state).toThrow('AccountDisabled before AccountOpened');
  });
  it('is neither a service key nor the refused sign-ins of strangers', () => {
    const keyId = 'k1';
    const key = events.serviceKeyIssued.of({ keyId, name: 'CRM', scopes: ['hr:x'], keyHash: 'h', historyUntil: null });
    const stranger = events.signInRefused.of({ accountId: null, method: 'link', because: 'unknown' });
    for (const history of [[key], [key, events.serviceKeyRevoked.of({ keyId })], [stranger, stranger]])
      expect(given(...history).when({ type: 'DisableAccount' })).toEqual(refused('not_found'));
  });
});

describe('A sign-in link', () => {
  it('gives one session, once', () => {
    expect(given(opened, issued).when(byLink(inTime))).toEqual([used, started]);
    expect(given(opened, issued, used, started).when(byLink(inTime))).toEqual(refused('auth.required'));
  });
  it('dies with its time', () => {
    expect(given(opened, issued).when(byLink('2026-03-02T09:15:00.000Z'))).toEqual(refused('auth.required'));
  });
  it('is known by its token alone', () => {
    expect(given(opened, issued).when(byLink(inTime, 'other'))).toEqual(refused('auth.required'));
  });
  it('is neither issued for nor taken from a disabled account', () => {
    expect(given(opened, issued, disabled).when(byLink(inTime))).toEqual(refused('auth.required'));
    expect(given(opened, disabled).when(issue('l2'))).toEqual(refused('state.conflict'));
  });
});

describe('A session', () => {
  it('begins with a password on an enabled account only', () => {
    expect(given(opened).when(byPassword(0))).toMatchObject([{ type: 'SessionStarted', data: { method: 'password' } }]);
    expect(given(opened, disabled).when(byPassword(0))).toEqual(refused('auth.required'));
  });
  it('begins after any number of refused tries', () => {
    const refusedTry = events.signInRefused.of({ accountId: 'a1', method: 'password', because: 'wrong_password' });
    expect(given(opened, refusedTry, refusedTry).when(byPassword(0))).toMatchObject([{ type: 'SessionStarted' }]);
  });
  it('is ended once', () => {
    const end: AccountCommand = { type: 'EndSession', sessionId: 's1' };
    const ended = events.sessionEnded.of({ accountId: 'a1', sessionId: 's1' });
    expect(given(opened, started).when(end)).toEqual([ended]);
    expect(given(opened, started, ended).when(end)).toEqual([]);
    expect(given(opened, started, ended).state()).toMatchObject({ sessions: [] });
  });
});

describe.each(['security_officer', 'auditor'] as const)('Whoever comes to watch as %s', (role) => {
  const voided = events.credentialsVoided.of({ accountId: 'a1' });
  const watching = events.rolesChanged.of({ accountId: 'a1', roles: ['salesperson', role] });
  const become: AccountCommand = { type: 'ChangeRoles', roles: ['salesperson', role] };
  const passwordSet = events.passwordSet.of({ accountId: 'a1', subjectId: 'sam' }, { passwordHash: 'scrypt' });

  it('comes in anew: what an administrator knew of before lets nobody in', () => {
    expect(given(opened).when(become)).toEqual([voided, watching]);
    const before = [opened, issued, started, passwordSet, voided, watching];
    expect(given(...before).when(byLink(inTime))).toEqual(refused('auth.required'));
    expect(given(...before).when(byPassword(1))).toEqual(refused('auth.required'));
    expect(given(...before).state()).toMatchObject({ sessions: [], links: {} });
  });
  it('cannot be given a password by a session of before', () => {
    const set: AccountCommand = { type: 'SetPassword', sessionId: 's1', passwordHash: 'scrypt' };
    expect(given(opened, started, voided, watching).when(set)).toEqual(refused('auth.required'));
  });
  it('gets links from the command line only', () => {
    expect(given(opened, voided, watching).when(issue('l2'))).toEqual(refused('auth.forbidden'));
    expect(given(opened, voided, watching).when(issue('l2', 'command_line'))).toMatchObject([
      { type: 'SignInLinkIssued' },
    ]);
  });
  it('keeps the sessions when watching already', () => {
    const both: AccountCommand = { type: 'ChangeRoles', roles: ['security_officer', 'auditor'] };
    expect(given(opened, voided, watching).when(both)).toMatchObject([{ type: 'RolesChanged' }]);
  });
  it('does not cease to watch unseen: neither without the role, nor disabled', () => {
    const ended = events.watchingEnded.of({ accountId: 'a1' });
    const resumed = events.watchingResumed.of({ accountId: 'a1' });
    const neither: AccountCommand = { type: 'ChangeRoles', roles: ['salesperson'] };
    const plain = events.rolesChanged.of({ accountId: 'a1', roles: ['salesperson'] });
    const enabled = events.accountEnabled.of({ accountId: 'a1' });
    const watches = [opened, voided, watching];
    expect(given(...watches).when(neither)).toEqual([plain, ended]);
    expect(given(...watches).when({ type: 'DisableAccount' })).toEqual([disabled, ended]);
    expect(given(...watches, disabled, ended).when({ type: 'EnableAccount' })).toEqual([enabled, resumed]);
    expect(given(...watches, disabled, ended).when(neither)).toEqual([plain]);
    expect(given(...watches, disabled, ended, enabled, resumed).state()).toMatchObject({ status: 'enabled' });
  });
});

describe('A service key', () => {
  const key = { keyId: 'k1', name: 'CRM', scopes: ['ingest:crm'], keyHash: 'hash', historyUntil: null };
  it('is issued once and revoked for good', () => {
    const spec = specify(serviceKeyDecider);
    const [first] = serviceKeyDecider.decide({ type: 'IssueServiceKey', key }, serviceKeyDecider.initial);
    expect(first).toEqual(events.serviceKeyIssued.of(key));
    const valid = events.serviceKeyIssued.of(key);
    const revoked = events.serviceKeyRevoked.of({ keyId: 'k1' });
    expect(spec.given(valid).when({ type: 'IssueServiceKey', key })).toEqual([]);
    expect(spec.given(valid).when({ type: 'RevokeServiceKey' })).toEqual([revoked]);
    expect(spec.given(valid, revoked).when({ type: 'RevokeServiceKey' })).toEqual([]);
    expect(spec.given().when({ type: 'RevokeServiceKey' })).toEqual(refused('not_found'));
    expect(fold(serviceKeyDecider, [valid, revoked])).toMatchObject({ status: 'revoked', scopes: ['ingest:crm'] });
  });
});
