import { timingSafeEqual } from 'node:crypto';
import type { Request } from 'express';
import { departureOn } from '#domain/employee/employee';
import { sha256 } from '#platform/hash';
import type { People } from '../decision-view/people.js';
import type { Authenticate } from '../http/admission.guard.js';
import { HttpProblem } from '../http/http-problem.js';
import type { Person, Principal } from '../http/principal.js';
import type { LiveView } from '../view/live-view.js';
import type { AuthView } from './auth-view.js';
import type { SessionTokens } from './session-token.js';

export const sessionCookie = 'bookward_session';
/** Service keys begin so, which tells them from sessions. */
export const servicePrefix = 'bwk_';

type Needs = {
  readonly people: People;
  /** Of the view that people and their accounts stand in. */
  readonly live: Pick<LiveView, 'requireFresh'>;
  readonly auth: AuthView;
  readonly authLive: Pick<LiveView, 'requireFresh' | 'passed'>;
  readonly tokens: SessionTokens;
  /** Position of the log's last event. */
  readonly head: () => Promise<string>;
};

/**
 * Who sends a request, by session or service key. Rights are those of this moment: views that lag answer nobody. A
 * session or key that another process made a moment ago is waited for.
 */
export function authenticator({ people, live, auth, authLive, tokens, head }: Needs): Authenticate {
  const upToDate = async (): Promise<void> => authLive.passed(await head());

  const serviceOf = async (key: string): Promise<Principal> => {
    const keyHash = sha256(key);
    if (auth.service(keyHash) === undefined) await upToDate();
    const service = auth.service(keyHash);
    if (service === undefined) throw new HttpProblem('auth.required', 'This key is unknown or was revoked.');
    return service;
  };

  const personOf = async (token: string, mode: 'cookie' | 'bearer', now: Date): Promise<Person> => {
    const sessionId = tokens.verify(token);
    if (sessionId === undefined) throw signInAgain();
    if (auth.session(sessionId) === undefined) await upToDate();
    const session = auth.session(sessionId);
    if (session?.mode !== mode || session.expiresAt <= now.toISOString()) throw signInAgain();
    live.requireFresh();
    const account = people.account(session.accountId);
    if (account === undefined || account.disabled) throw signInAgain();
    // Sessions and roles come by two subscriptions: an old session may not have new roles even for a moment.
    if (account.voidedAt !== null && session.startedAt <= account.voidedAt) throw signInAgain();
    const employee = account.employeeId === null ? undefined : people.employee(account.employeeId);
    // A session ends by itself with the last working day.
    if (employee !== undefined && departureOn(employee, now.toISOString()) === 'left') throw signInAgain();
    const { accountId, employeeId, roles } = account;
    return { kind: 'person', accountId, employeeId, roles, sessionId, mode };
  };

  return async (request, now) => {
    authLive.requireFresh();
    const bearer = bearerOf(request);
    if (bearer?.startsWith(servicePrefix) === true) return serviceOf(bearer);
    if (bearer !== undefined) return personOf(bearer, 'bearer', now);
    const cookie = cookieOf(request);
    if (cookie === undefined) throw new HttpProblem('auth.required', 'Sign in first, or send a key.');
    const person = await personOf(cookie, 'cookie', now);
    if (request.method !== 'GET') requireCsrf(request, tokens.csrf(person.sessionId));
    return person;
  };
}

function requireCsrf(request: Request, expected: string): void {
  const given = Buffer.from(String(request.headers['x-bookward-csrf'] ?? ''));
  const wanted = Buffer.from(expected);
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) {
    throw new HttpProblem(
      'auth.forbidden',
      'A write with the cookie needs the header X-Bookward-CSRF, as GET /me gives it.',
    );
  }
}

const bearerOf = (request: Request): string | undefined =>
  /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];

function cookieOf(request: Request): string | undefined {
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const [name, value] = pair.trim().split('=');
    if (name === sessionCookie && value !== undefined && value !== '') return value;
  }
  return undefined;
}

const signInAgain = (): HttpProblem =>
  new HttpProblem('auth.required', 'The session is over or was never ours; sign in again.');
