import { issueLink } from '#api/accounts/issue-link';
import { openAccount } from '#api/accounts/open-account';
import { Refusal } from '#domain/refusal';
import type { Deployment } from './deployment.js';
import { byCommandLine } from './metadata.js';

/** Nobody's mailbox: the account of whoever installs Bookward, until accounts of their own are opened. */
const address = 'administrator@bookward.invalid';

/** By role; undefined for an account that is disabled. */
export type SignInLinks = Readonly<Record<string, string | undefined>>;

type Needs = Pick<Deployment, 'log' | 'aliases' | 'newId' | 'clock'>;

/**
 * A one-time link for the first administrator, whose account is opened at the first start; undefined once it is
 * disabled.
 */
export async function administratorLink(deployment: Needs, baseUrl: string): Promise<string | undefined> {
  const { log, aliases, newId, clock } = deployment;
  let accountId = (await aliases.find('account-email', [address])).get(address);
  if (accountId === undefined) {
    accountId = newId();
    await openAccount(
      { log, aliases },
      { accountId, email: address, name: 'Administrator', roles: ['admin'], employeeId: null },
      byCommandLine(clock, newId),
    );
  }
  return linkUnlessDisabled(deployment, accountId, baseUrl);
}

/** A one-time link that a start prints: whoever was disabled gets none, and all others their Bookward. */
export async function linkUnlessDisabled(
  { log, newId, clock }: Needs,
  accountId: string,
  baseUrl: string,
): Promise<string | undefined> {
  const issue = { accountId, by: 'command_line', baseUrl, now: clock() } as const;
  try {
    return (await issueLink({ log, newId }, issue, byCommandLine(clock, newId))).url;
  } catch (error) {
    if (error instanceof Refusal && error.code === 'state.conflict') return undefined;
    throw error;
  }
}
