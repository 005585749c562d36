import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import {
  accountOpened,
  accountDisabled,
  serviceKeyIssued,
  serviceKeyRevoked,
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
import { positionOf, recorded } from '#test/support/recorded-events';
import { findAccount, listAccounts } from './accounts.js';
import { readAuthSnapshot } from './auth-snapshot.js';
import { findEmployee, listEmployees } from './employees.js';
import { liftedSubjects } from './pseudonyms.js';
import { listServiceKeys } from './service-keys.js';

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
      signInLinkIssued.of({ accountId: 'account-1', linkId: 'l-2', tokenHash: 'hash-2', expiresAt: later }),
      serviceKeyIssued.of({ keyId: 'k-2', name: 'Old', scopes: ['hr:old'], keyHash: 'old', historyUntil: null }),
      serviceKeyIssued.of({ keyId: 'k-1', name: 'CRM', scopes: ['ingest:crm'], keyHash: 'k-hash', historyUntil: null }),
      serviceKeyRevoked.of({ keyId: 'k-2' }),
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

  it('let in by sessions, links and keys that are good at the moment, and by no others', async () => {
    const told: { session: unknown[]; link: unknown[]; key: unknown[] } = { session: [], link: [], key: [] };
    const sink = {
      session: (session: unknown) => void told.session.push(session),
      link: (link: unknown) => void told.link.push(link),
      key: (key: unknown) => void told.key.push(key),
    };
    const position = await readAuthSnapshot(pool, sink, new Date('2026-12-31T00:00:00.000Z'));
    expect(position).toBe(positionOf(24));
    expect(told).toEqual({
      session: [
        {
          sessionId: 's-2',
          accountId: 'account-1',
          mode: 'bearer',
          startedAt: '2026-03-02T09:00:18.000Z',
          expiresAt: later,
        },
      ],
      link: [{ linkId: 'l-2', tokenHash: 'hash-2', accountId: 'account-1', expiresAt: later }],
      key: [{ keyId: 'k-1', keyHash: 'k-hash', scopes: ['ingest:crm'], historyUntil: null }],
    });
  });

  it('of other systems are keys, listed with the revoked ones', async () => {
    expect((await listServiceKeys(pool, { limit: 50 })).items).toMatchObject([
      { keyId: 'k-1', scopes: ['ingest:crm'], revokedAt: null },
      { keyId: 'k-2', revokedAt: '2026-03-02T09:00:23.000Z' },
    ]);
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
