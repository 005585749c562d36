import type { Role } from '#domain/values';
import { rowsOf } from '../sql.js';
import type { Queryable } from '../sql.js';
import { pageOf } from './page.js';
import type { Page, PageRequest } from './page.js';
import { Where } from './where.js';

/** Name, address and password are `[erased]` once the person's key is destroyed. */
export type AccountRecord = {
  readonly accountId: string;
  readonly subjectId: string;
  readonly employeeId: string | null;
  readonly roles: readonly Role[];
  readonly disabled: boolean;
  readonly locale: string | null;
  readonly name: string;
  readonly email: string;
  /** Null until the person has set one. */
  readonly passwordHash: string | null;
  readonly openedAt: string;
  readonly revision: number;
};
export type LinkRecord = {
  readonly linkId: string;
  readonly accountId: string;
  readonly expiresAt: string;
  readonly usedAt: string | null;
};
export type SessionRecord = {
  readonly sessionId: string;
  readonly accountId: string;
  readonly mode: 'cookie' | 'bearer';
  readonly expiresAt: string;
  readonly ended: boolean;
};

export async function findAccount(db: Queryable, accountId: string): Promise<AccountRecord | undefined> {
  return (await select(db, new Where().and('account_id = $1', accountId), 1))[0];
}

/** In the order of their ids. */
export async function listAccounts(db: Queryable, page: PageRequest): Promise<Page<AccountRecord>> {
  const rows = await select(db, new Where().after(['account_id'], page.after), page.limit + 1);
  return pageOf(rows, page, ({ accountId }) => [accountId]);
}

/** All of a person's: separation of duties counts persons, across their accounts. */
export const accountsOfEmployee = (db: Queryable, employeeId: string): Promise<readonly AccountRecord[]> =>
  select(db, new Where().and('employee_id = $1', employeeId), 100);

/** The link whose token has this SHA-256. */
export async function findSignInLink(db: Queryable, tokenHash: string): Promise<LinkRecord | undefined> {
  const [link] = await rowsOf<LinkRecord>(
    db,
    `select link_id as "linkId", account_id as "accountId", expires_at as "expiresAt", used_at as "usedAt"
     from read.sign_in_links where token_hash = $1`,
    [tokenHash],
  );
  return link;
}

export async function findSession(db: Queryable, sessionId: string): Promise<SessionRecord | undefined> {
  const [session] = await rowsOf<SessionRecord>(db, `${sessionColumns} where session_id = $1`, [sessionId]);
  return session;
}

/** Sessions that were ended before their time and would not yet have expired. */
export const endedSessions = (db: Queryable, now: string): Promise<readonly SessionRecord[]> =>
  rowsOf<SessionRecord>(db, `${sessionColumns} where ended and expires_at > $1`, [now]);

const sessionColumns = `select session_id as "sessionId", account_id as "accountId", mode, expires_at as "expiresAt", ended
  from read.sessions`;

const select = (db: Queryable, where: Where, limit: number): Promise<readonly AccountRecord[]> =>
  rowsOf<AccountRecord>(
    db,
    `select account_id as "accountId", subject_id as "subjectId", employee_id as "employeeId", roles, disabled, locale,
       name, email, password_hash as "passwordHash", opened_at as "openedAt", revision
     from read.accounts ${where.clause} order by account_id limit ${where.param(limit)}`,
    where.values,
  );
