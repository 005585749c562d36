import { accountDecider } from '#domain/account/account.decider';
import type { Metadata } from '#domain/event';
import { Refusal } from '#domain/refusal';
import { streams } from '#domain/streams';
import type { Role } from '#domain/values';
import type { Aliases } from '#event-store/aliases';
import { handleCommand } from '#event-store/handle-command';
import type { Log } from '#event-store/log';

export type NewAccount = {
  /** Derived from the caller's idempotency key, or new. */
  readonly accountId: string;
  readonly email: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly employeeId: string | null;
};

/**
 * Opens an account under an address that no other account has. The address is claimed first: whoever repeats the
 * request after a crash claims the same and finishes.
 * @throws Refusal `state.conflict` (the address is taken), `reference.unknown` (the role needs an employee)
 */
export async function openAccount(
  { log, aliases }: { readonly log: Log; readonly aliases: Aliases },
  account: NewAccount,
  metadata: Metadata,
) {
  const { accountId, email, name, roles, employeeId } = account;
  const command = { type: 'OpenAccount', accountId, employeeId, roles, email, name } as const;
  // Refused before the address is claimed: a refused request leaves nothing behind.
  accountDecider.decide(command, accountDecider.initial);
  const held = await aliases.claim('account-email', [
    { name: email, id: accountId, subjectId: employeeId ?? accountId },
  ]);
  if (held.get(email) !== accountId) throw new Refusal('state.conflict', 'Another account has this address.', '/email');
  return handleCommand(log, accountDecider, { stream: streams.account(accountId), creates: true, metadata, command });
}
