import { Refusal } from '#domain/refusal';
import { defaultSource } from '#event-store/aliases';
import type { Aliases, NameSpace } from '#event-store/aliases';

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
  const found = await findIdentity(aliases, identity);
  const claim = async (space: NameSpace, name: string, id: string): Promise<string> =>
    (await aliases.claim(space, [{ name, id, subjectId: id }])).get(name) ?? id;
  const byEmail = await claim('employee-email', email, found ?? newId);
  // Of those who bring a stranger at the same moment the first to claim the address says who it is. The others would
  // else leave the address with one id and the external id with another, and nobody could be hired under the two.
  const employeeId = found ?? byEmail;
  const byExternalId = externalId === undefined ? employeeId : await claim(externalIds, externalId, employeeId);
  if (byEmail !== employeeId || byExternalId !== employeeId)
    throw new Refusal('state.conflict', 'The address and the external id belong to different people.', '/email');
  return employeeId;
}
