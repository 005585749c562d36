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
export async function findAccount(db: Queryable, accountId: string): Promise<AccountRecord | undefined> {
  return (await select(db, new Where().and('account_id = $1', accountId), 1))[0];
}

/** Those of these that there are. */
export const findAccounts = (db: Queryable, accountIds: readonly string[]): Promise<readonly AccountRecord[]> =>
  select(db, new Where().and('account_id = any($1)', [...accountIds]), accountIds.length);

/** In the order of their ids. */
export async function listAccounts(db: Queryable, page: PageRequest): Promise<Page<AccountRecord>> {
  const rows = await select(db, new Where().after(['account_id'], page.after), page.limit + 1);
  return pageOf(rows, page, ({ accountId }) => [accountId]);
}

const select = (db: Queryable, where: Where, limit: number): Promise<readonly AccountRecord[]> =>
  rowsOf<AccountRecord>(
    db,
    `select account_id as "accountId", subject_id as "subjectId", employee_id as "employeeId", roles, disabled, locale,
       name, email, password_hash as "passwordHash", opened_at as "openedAt", revision
     from read.accounts ${where.clause} order by account_id limit ${where.param(limit)}`,
    where.values,
  );
