import { rowsOf } from '../sql.js';
import type { Queryable } from '../sql.js';
import { pageOf } from './page.js';
import type { Page, PageRequest } from './page.js';
import { Where } from './where.js';

export type ServiceKeyRecord = {
  readonly keyId: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly historyUntil: string | null;
  readonly issuedBy: string;
  readonly issuedAt: string;
  readonly revokedAt: string | null;
  readonly revision: number;
};

/** In the order of their ids. */
export async function listServiceKeys(db: Queryable, page: PageRequest): Promise<Page<ServiceKeyRecord>> {
  const rows = await select(db, new Where().after(['key_id'], page.after), page.limit + 1);
  return pageOf(rows, page, ({ keyId }) => [keyId]);
}

const select = (db: Queryable, where: Where, limit: number): Promise<readonly ServiceKeyRecord[]> =>
  rowsOf<ServiceKeyRecord>(
    db,
    `select key_id as "keyId", name, scopes, history_until as "historyUntil", issued_by as "issuedBy",
       issued_at as "issuedAt", revoked_at as "revokedAt", revision
     from read.service_keys ${where.clause} order by key_id limit ${where.param(limit)}`,
    where.values,
  );
