import { issueLink } from '#api/accounts/issue-link';
import { openAccount } from '#api/accounts/open-account';
import type { Deployment } from './deployment.js';
import { byCommandLine } from './metadata.js';

/** Nobody's mailbox: the account of whoever installs Bookward, until accounts of their own are opened. */
const address = 'administrator@bookward.invalid';

/** A one-time link for the first administrator; the account is opened at the first start. */
export async function administratorLink({ log, aliases, newId, clock }: Deployment, baseUrl: string): Promise<string> {
  const metadata = byCommandLine(clock, newId);
  let accountId = (await aliases.find('account-email', [address])).get(address);
  if (accountId === undefined) {
    accountId = newId();
    await openAccount(
      { log, aliases },
      { accountId, email: address, name: 'Administrator', roles: ['admin'], employeeId: null },
      metadata,
    );
  }
  const issue = { accountId, by: 'command_line', baseUrl, now: clock() } as const;
  return (await issueLink({ log, newId }, issue, metadata)).url;
}
