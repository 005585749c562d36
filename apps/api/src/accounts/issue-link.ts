import { accountDecider } from '#domain/account/account.decider';
import type { Metadata } from '#domain/event';
import { streams } from '#domain/streams';
import { handleCommand } from '#event-store/handle-command';
import type { Log } from '#event-store/log';
import type { NewId } from '#platform/ids';
import { linkLifeMs, linkUrl, newLinkToken } from '../auth/link-token.js';

type Needs = { readonly log: Log; readonly newId: NewId };
type Issue = {
  readonly accountId: string;
  readonly by: 'administrator' | 'command_line';
  readonly baseUrl: string;
  readonly now: Date;
  readonly ifMatch?: number | undefined;
};

/**
 * A one-time link for an account, good for fifteen minutes. The token is in the answer and nowhere else.
 * @throws Refusal `auth.forbidden` (an administrator's, for who watches), `state.conflict` (disabled), `not_found`,
 *   `revision.stale`
 */
export async function issueLink({ log, newId }: Needs, issue: Issue, metadata: Metadata) {
  const { accountId, by, baseUrl, now, ifMatch } = issue;
  const { token, tokenHash } = newLinkToken();
  const expiresAt = new Date(now.getTime() + linkLifeMs).toISOString();
  const { revision, position } = await handleCommand(log, accountDecider, {
    stream: streams.account(accountId),
    metadata,
    command: { type: 'IssueSignInLink', by, linkId: newId(), tokenHash, expiresAt },
    ...(ifMatch !== undefined && { ifMatch }),
  });
  return { url: linkUrl(baseUrl, token), expiresAt, revision, position };
}
