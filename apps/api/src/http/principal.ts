import type { Role } from '#domain/values';
import { watches } from '#domain/values';

/** Somebody signed in. `mode` says how the session is carried: only cookies need the CSRF header. */
export type Person = {
  readonly kind: 'person';
  readonly accountId: string;
  readonly employeeId: string | null;
  readonly roles: readonly Role[];
  readonly sessionId: string;
  readonly mode: 'cookie' | 'bearer';
};

export const isWatcher = ({ roles }: Pick<Person, 'roles'>): boolean => watches(roles);

export type ServiceRight = 'ingest' | 'decide' | 'hr';
/** Another system, by its key. */
export type Service = {
  readonly kind: 'service';
  readonly keyId: string;
  readonly scopes: readonly { readonly right: ServiceRight; readonly source: string }[];
  /** Records older than it train baselines and count for nothing else. */
  readonly historyUntil: string | null;
};

export type Principal = Person | Service;

/** Who acts, in metadata, rate limits and idempotency alike. */
export const actorOf = (principal: Principal): string =>
  principal.kind === 'person' ? principal.accountId : principal.keyId;

/** The sources for which a key has the right. */
export const sourcesFor = (service: Service, right: ServiceRight): readonly string[] => [
  ...new Set(service.scopes.filter((scope) => scope.right === right).map(({ source }) => source)),
];
