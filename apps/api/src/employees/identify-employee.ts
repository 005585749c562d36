import { Refusal } from '#domain/refusal';
import { defaultSource } from '#event-store/aliases';
import type { Aliases } from '#event-store/aliases';

/** What HR knows a person by. */
export type Identity = { readonly externalId?: string | undefined; readonly email: string };

const externalIds = `employee:${defaultSource}` as const;

/** Who has the external id, else the address; undefined for a stranger. */
export async function findIdentity(
  aliases: Pick<Aliases, 'find'>,
  { externalId, email }: Identity,
): Promise<string | undefined> {
  const byExternalId =
    externalId === undefined ? undefined : (await aliases.find(externalIds, [externalId])).get(externalId);
  return byExternalId ?? (await aliases.find('employee-email', [email])).get(email);
}

/**
 * Makes the person known by both, `newId` if nobody is yet. What a crash leaves claimed is claimed again to the same
 * end.
 * @throws Refusal `state.conflict` when the two belong to different people
 */
export async function claimIdentity(
  aliases: Pick<Aliases, 'claim' | 'find'>,
  identity: Identity,
  newId: string,
): Promise<string> {
  const { externalId, email } = identity;
  const employeeId = (await findIdentity(aliases, identity)) ?? newId;
  const claim = (name: string) => [{ name, id: employeeId, subjectId: employeeId }];
  const holders = [
    (await aliases.claim('employee-email', claim(email))).get(email),
    externalId === undefined ? employeeId : (await aliases.claim(externalIds, claim(externalId))).get(externalId),
  ];
  if (holders.some((holder) => holder !== employeeId))
    throw new Refusal('state.conflict', 'The address and the external id belong to different people.', '/email');
  return employeeId;
}
