import type { EventNamed } from '#domain/events';
import type { RecordedFact } from '#event-store/codec';
import type { Service, ServiceRight } from '../http/principal.js';

export type Session = {
  readonly accountId: string;
  readonly mode: 'cookie' | 'bearer';
  readonly startedAt: string;
  readonly expiresAt: string;
};
export type Link = { readonly accountId: string; readonly expiresAt: string; readonly voided?: boolean };

/** The types of event that change who is signed in. */
export const authTypes = [
  'SessionStarted',
  'SessionEnded',
  'SignInLinkIssued',
  'CredentialsVoided',
  'ServiceKeyIssued',
  'ServiceKeyRevoked',
] as const;
type AuthFact = Extract<RecordedFact, { type: (typeof authTypes)[number] }>;
export const isAuthFact = (event: RecordedFact): event is AuthFact =>
  (authTypes as readonly string[]).includes(event.type);

/** Sessions, sign-in links and service keys that stand, in memory: about 300 bytes each. */
export class AuthView {
  readonly #sessions = new Map<string, Session>();
  readonly #links = new Map<string, Link>();
  readonly #keys = new Map<string, Service>();

  session(sessionId: string): Session | undefined {
    return this.#sessions.get(sessionId);
  }
  /** Also one that was used: whose link was tried again is worth knowing. */
  link(tokenHash: string): Link | undefined {
    return this.#links.get(tokenHash);
  }
  service(keyHash: string): Service | undefined {
    return this.#keys.get(keyHash);
  }

  putSession(sessionId: string, session: Session): void {
    this.#sessions.set(sessionId, session);
  }
  putLink(tokenHash: string, link: Link): void {
    this.#links.set(tokenHash, link);
  }
  putKey({
    keyHash,
    keyId,
    scopes,
    historyUntil,
  }: Pick<EventNamed<'ServiceKeyIssued'>['data'], 'keyHash' | 'keyId' | 'historyUntil'> & {
    readonly scopes: readonly string[];
  }): void {
    this.#keys.set(keyHash, { kind: 'service', keyId, scopes: scopes.map(parseScope), historyUntil });
  }

  apply(event: AuthFact): void {
    switch (event.type) {
      case 'SessionStarted': {
        const { sessionId, accountId, mode, expiresAt } = event.data;
        return this.putSession(sessionId, { accountId, mode, startedAt: event.recordedAt, expiresAt });
      }
      case 'SessionEnded':
        this.#sessions.delete(event.data.sessionId);
        return;
      case 'SignInLinkIssued': {
        const { tokenHash, accountId, expiresAt } = event.data;
        return this.putLink(tokenHash, { accountId, expiresAt });
      }
      case 'CredentialsVoided':
        return this.#void(event.data.accountId);
      case 'ServiceKeyIssued':
        return this.putKey(event.data);
      case 'ServiceKeyRevoked':
        deleteWhere(this.#keys, ({ keyId }) => keyId === event.data.keyId);
        return;
    }
  }

  #void(accountId: string): void {
    deleteWhere(this.#sessions, (session) => session.accountId === accountId);
    for (const [tokenHash, link] of this.#links)
      if (link.accountId === accountId) this.#links.set(tokenHash, { ...link, voided: true });
  }

  /** Forgets what has expired. */
  purge(now: string): void {
    deleteWhere(this.#sessions, ({ expiresAt }) => expiresAt <= now);
    deleteWhere(this.#links, ({ expiresAt }) => expiresAt <= now);
  }
}

function deleteWhere<V>(map: Map<string, V>, goes: (value: V) => boolean): void {
  for (const [key, value] of map) if (goes(value)) map.delete(key);
}

function parseScope(scope: string): Service['scopes'][number] {
  const [right, ...source] = scope.split(':');
  // The event's schema lets only these pass.
  return { right: right as ServiceRight, source: source.join(':') };
}
