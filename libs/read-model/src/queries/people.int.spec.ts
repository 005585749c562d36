import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import {
  accountOpened,
  accountDisabled,
  serviceKeyIssued,
  sessionEnded,
  sessionStarted,
  signInLinkIssued,
  signInLinkUsed,
} from '#domain/account/account.events';
import { pseudonymLifted } from '#domain/audit/audit.events';
import {
  employeeHired,
  employeeLeft,
  employeeTransferred,
  resignationDeclared,
  resignationWithdrawn,
} from '#domain/employee/employee.events';
import { readModelOf } from '#test/support/read-model';
import { recorded } from '#test/support/recorded-events';
import { endedSessions, findAccount, findSession, findSignInLink, listAccounts } from './accounts.js';
import { findEmployee, listEmployees } from './employees.js';
import { liftedSubjects } from './pseudonyms.js';
import { findServiceKeyByHash } from './service-keys.js';

const hired = (employeeId: string, name: string, team = 'east', timezone = 'UTC') =>
  employeeHired.of(
    { employeeId, team, role: 'seller', region: 'EU', timezone, rank: 5, performance: 'normal', hiredOn: '2020-01-01' },
    { name, email: `${employeeId}@firm.example`, externalIds: { default: employeeId } },
  );
const later = '2027-01-01T00:00:00.000Z';

let pool: pg.Pool;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ pool, close } = await readModelOf(
    recorded([
      hired('e-1', 'Ann Ångström'),
      hired('e-2', 'Bob Miller'),
      hired('e-3', 'Cid Müller', 'west', 'Asia/Shanghai'),
      hired('e-4', 'Dee Dunn'),
      employeeTransferred.of({ employeeId: 'e-2', team: 'west', effectiveOn: '2026-05-01' }),
      resignationDeclared.of({ employeeId: 'e-1', noticeOn: '2026-03-02', lastWorkingDay: '2026-04-30' }),
      resignationDeclared.of({ employeeId: 'e-3', noticeOn: '2026-03-02', lastWorkingDay: '2026-04-30' }),
      resignationWithdrawn.of({ employeeId: 'e-3' }, { reason: 'stays' }),
      employeeLeft.of({ employeeId: 'e-4', leftOn: '2026-03-20' }),
      employeeTransferred.of({ employeeId: 'e-4', team: 'west', effectiveOn: '2026-03-03' }),
      { ...hired('e-4', 'Dee Dunn', 'north'), recordedAt: '2026-09-01T00:00:00.000Z' },
      accountOpened.of(
        { accountId: 'account-1', subjectId: 'e-1', employeeId: 'e-1', roles: ['manager', 'salesperson'] },
        { email: 'e-1@firm.example', name: 'Ann' },
      ),
      accountOpened.of(
        { accountId: 'account-2', subjectId: 'account-2', employeeId: null, roles: ['admin'] },
        { email: 'root@firm.example', name: 'Root' },
      ),
      accountDisabled.of({ accountId: 'account-2' }),
      signInLinkIssued.of({ accountId: 'account-1', linkId: 'l-1', tokenHash: 'hash', expiresAt: later }),
      signInLinkUsed.of({ accountId: 'account-1', linkId: 'l-1' }),
      sessionStarted.of({ accountId: 'account-1', sessionId: 's-1', mode: 'cookie', method: 'link', expiresAt: later }),
      sessionStarted.of({ accountId: 'account-1', sessionId: 's-2', mode: 'bearer', method: 'link', expiresAt: later }),
      sessionEnded.of({ accountId: 'account-1', sessionId: 's-1' }),
      serviceKeyIssued.of({ keyId: 'k-1', name: 'CRM', scopes: ['ingest:crm'], keyHash: 'k-hash', historyUntil: null }),
      pseudonymLifted.of(
        { actorId: 'e-9', subjectId: 'e-1', subjectKind: 'employee', expiresAt: later, alertId: null },
        { reason: 'needed for a case' },
      ),
    ]),
  ));
});
afterAll(() => close());

describe('the list of employees', () => {
  const ids = async (filter: Parameters<typeof listEmployees>[1], now: string) =>
    (await listEmployees(pool, filter, now, { limit: 50 })).items.map(({ employee }) => employee.employeeId);

  it('knows the team of the day, moves to come left out until their day', async () => {
    expect(await ids({ team: 'west' }, '2026-04-30T12:00:00.000Z')).toEqual(['e-3']);
    expect(await ids({ team: 'west' }, '2026-05-01T12:00:00.000Z')).toEqual(['e-2', 'e-3']);
  });

  it('tells declared departures from those that are over', async () => {
    expect(await ids({ departure: 'declared' }, '2026-04-30T12:00:00.000Z')).toEqual(['e-1']);
    expect(await ids({ departure: 'left' }, '2026-05-01T00:00:01.000Z')).toEqual(['e-1']);
    expect(await ids({ departure: 'none' }, '2026-04-30T12:00:00.000Z')).toEqual(['e-2', 'e-3', 'e-4']);
  });

  it('starts afresh with somebody who comes back', async () => {
    const back = await findEmployee(pool, 'e-4');
    expect(back?.employee).toMatchObject({ hiredAs: { team: 'north' }, moves: [], leaving: null });
  });

  it('finds part of a name, whatever its case and letters', async () => {
    expect(await ids({ q: 'MÜLL' }, later)).toEqual(['e-3']);
    expect(await ids({ q: 'ångs' }, later)).toEqual(['e-1']);
    expect(await ids({ q: '%' }, later)).toEqual([]);
  });

  it('gives everybody once, page by page, when a filter leaves most of them out', async () => {
    const found: string[] = [];
    let after: readonly string[] | null = null;
    do {
      const page: Awaited<ReturnType<typeof listEmployees>> = await listEmployees(
        pool,
        { departure: 'none' },
        '2026-04-30T12:00:00.000Z',
        { limit: 1, after },
      );
      found.push(...page.items.map(({ employee }) => employee.employeeId));
      after = page.next;
    } while (after !== null);
    expect(found).toEqual(['e-2', 'e-3', 'e-4']);
  });

  it('names the declaration that stands, and none once it was withdrawn', async () => {
    expect((await findEmployee(pool, 'e-1'))?.resignation).toEqual({
      eventId: '00000000-0000-7000-8000-000000000006',
      recordedAt: '2026-03-02T09:00:06.000Z',
    });
    expect((await findEmployee(pool, 'e-3'))?.resignation).toBeNull();
    expect(await findEmployee(pool, 'e-99')).toBeUndefined();
  });
});

describe('accounts', () => {
  it('are listed with roles and state, by their ids', async () => {
    const { items, next } = await listAccounts(pool, { limit: 1 });
    expect(items).toMatchObject([{ accountId: 'account-1', employeeId: 'e-1', roles: ['manager', 'salesperson'] }]);
    expect((await listAccounts(pool, { limit: 1, after: next })).items).toMatchObject([
      { accountId: 'account-2', disabled: true, passwordHash: null },
    ]);
    expect(await findAccount(pool, 'account-3')).toBeUndefined();
  });

  it('are entered by a link that is known by the hash of its token and used once', async () => {
    expect(await findSignInLink(pool, 'hash')).toMatchObject({
      linkId: 'l-1',
      accountId: 'account-1',
      expiresAt: later,
      usedAt: '2026-03-02T09:00:16.000Z',
    });
    expect(await findSignInLink(pool, 'other')).toBeUndefined();
  });

  it('have sessions that end before they expire', async () => {
    expect(await findSession(pool, 's-2')).toMatchObject({ mode: 'bearer', ended: false });
    expect((await endedSessions(pool, '2026-12-31T00:00:00.000Z')).map(({ sessionId }) => sessionId)).toEqual(['s-1']);
    expect(await endedSessions(pool, later)).toEqual([]);
  });

  it('of other systems are keys, known by their hash', async () => {
    expect(await findServiceKeyByHash(pool, 'k-hash')).toMatchObject({ scopes: ['ingest:crm'], revokedAt: null });
  });
});

describe('pseudonyms', () => {
  it('are lifted for one reader and for a time', async () => {
    const lifted = (actor: string, now: string) => liftedSubjects(pool, actor, ['e-1', 'e-2'], now);
    expect([...(await lifted('e-9', '2026-12-31T00:00:00.000Z'))]).toEqual([['e-1', later]]);
    expect([...(await lifted('e-8', '2026-12-31T00:00:00.000Z'))]).toEqual([]);
    expect([...(await lifted('e-9', later))]).toEqual([]);
  });
});
