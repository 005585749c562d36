import type pg from 'pg';
import { inTransaction } from '#platform/postgres';
import { checkpointsOf } from '../checkpoints.js';
import { rowsOf } from '../sql.js';

/** Told of every session, link and key that is good at the moment. */
export type AuthSnapshotSink = {
  readonly session: (session: {
    readonly sessionId: string;
    readonly accountId: string;
    readonly mode: 'cookie' | 'bearer';
    readonly startedAt: string;
    readonly expiresAt: string;
  }) => void;
  readonly link: (link: {
    readonly linkId: string;
    readonly tokenHash: string;
    readonly accountId: string;
    readonly expiresAt: string;
  }) => void;
  readonly key: (key: {
    readonly keyId: string;
    readonly keyHash: string;
    readonly scopes: readonly string[];
    readonly historyUntil: string | null;
  }) => void;
};

const needed = ['accounts', 'service-keys'];

/** Reads what may sign in, as of one moment; answers the position at which it stands. */
export const readAuthSnapshot = (pool: pg.Pool, sink: AuthSnapshotSink, now: Date): Promise<string> =>
  inTransaction(pool, async (client) => {
    await client.query('set transaction isolation level repeatable read, read only');
    const positions = (await checkpointsOf(client))
      .filter(({ projection }) => needed.includes(projection))
      .map(({ position }) => position);
    const sessions = await rowsOf<Parameters<AuthSnapshotSink['session']>[0]>(
      client,
      `select session_id as "sessionId", account_id as "accountId", mode, started_at as "startedAt",
         expires_at as "expiresAt"
       from read.sessions where not ended and expires_at > $1`,
      [now],
    );
    const links = await rowsOf<Parameters<AuthSnapshotSink['link']>[0]>(
      client,
      `select link_id as "linkId", token_hash as "tokenHash", account_id as "accountId", expires_at as "expiresAt"
       from read.sign_in_links where used_at is null and not voided and expires_at > $1`,
      [now],
    );
    const keys = await rowsOf<Parameters<AuthSnapshotSink['key']>[0]>(
      client,
      `select key_id as "keyId", key_hash as "keyHash", scopes, history_until as "historyUntil"
       from read.service_keys where revoked_at is null`,
    );
    sessions.forEach(sink.session);
    links.forEach(sink.link);
    keys.forEach(sink.key);
    return positions.toSorted()[0] ?? '';
  });
