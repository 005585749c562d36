import { randomBytes } from 'node:crypto';
import { serviceKeyDecider } from '#domain/account/service-key.decider';
import type { Metadata } from '#domain/event';
import { streams } from '#domain/streams';
import { handleCommand } from '#event-store/handle-command';
import type { Log } from '#event-store/log';
import { sha256 } from '#platform/hash';
import { servicePrefix } from '../auth/authenticate.js';

export type NewKey = {
  readonly keyId: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly historyUntil: string | null;
};

/** A key for another system. It is in the answer and nowhere else: the log keeps its hash. */
export async function issueKey(
  { log }: { readonly log: Log },
  { keyId, name, scopes, historyUntil }: NewKey,
  metadata: Metadata,
) {
  const key = `${servicePrefix}${randomBytes(32).toString('base64url')}`;
  const { revision, position } = await handleCommand(log, serviceKeyDecider, {
    stream: streams.account(keyId),
    creates: true,
    metadata,
    command: { type: 'IssueServiceKey', key: { keyId, name, scopes: [...scopes], keyHash: sha256(key), historyUntil } },
  });
  return { id: keyId, key, revision, position };
}
