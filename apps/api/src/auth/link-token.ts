import { randomBytes } from 'node:crypto';
import { sha256 } from '#platform/hash';

export const linkLifeMs = 15 * 60_000;

/** The token of a one-time link: shown once, kept only as its hash. */
export function newLinkToken(): { readonly token: string; readonly tokenHash: string } {
  const token = randomBytes(32).toString('base64url');
  return { token, tokenHash: sha256(token) };
}

/** The token stands in the fragment, which browsers send to nobody. */
export const linkUrl = (baseUrl: string, token: string): string => `${baseUrl}/sign-in#${token}`;
