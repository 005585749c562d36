import type { components } from '../../api/schema';

/** Accounts that a policy names, under the labels that the reader sees. */
export type NamedAccounts = readonly components['schemas']['Labelled'][];

type Props = { readonly id: string; readonly accounts: NamedAccounts };

/** Whose account it is, as the reader may know them; what is none, such as a service key, by its id. */
export function AccountLabel({ id, accounts }: Props) {
  const found = accounts.find((account) => account.id === id);
  return found === undefined ? <code>{id}</code> : <bdi title={id}>{found.label}</bdi>;
}
