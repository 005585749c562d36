import { timingSafeEqual } from 'node:crypto';
import type { Request } from 'express';
import { departureOn } from '#domain/employee/employee';
import { sha256 } from '#platform/hash';
import type { People } from '../decision-view/people.js';
import type { Authenticate } from '../http/admission.guard.js';
import { HttpProblem } from '../http/http-problem.js';
import type { Principal } from '../http/principal.js';
import type { LiveView } from '../view/live-view.js';
import type { AuthView } from './auth-view.js';
import type { SessionTokens } from './session-token.js';

export const sessionCookie = 'bookward_session';
/** Service keys begin so, which tells them from sessions. */
export const servicePrefix = 'bwk_';

type Needs = {
  readonly people: People;
  readonly auth: AuthView;
  readonly authLive: Pick<LiveView, 'requireFresh'>;
  readonly tokens: SessionTokens;
};

/** Who sends a request, by session or service key. Rights are those of this moment: views that lag answer nobody. */
export function authenticator({ people, auth, authLive, tokens }: Needs): Authenticate {
  /** @throws HttpProblem `auth.required` */
  const personOf = (token: string, mode: 'cookie' | 'bearer', now: Date): Extract<Principal, { kind: 'person' }> => {
    const sessionId = tokens.verify(token);
    const session = sessionId === undefined ? undefined : auth.session(sessionId);
    if (
      sessionId === undefined ||
      session === undefined ||
      session.mode !== mode ||
      session.expiresAt <= now.toISOString()
    )
      throw signInAgain();
    const account = people.account(session.accountId);
    if (account === undefined || account.disabled) throw signInAgain();
    const employee = account.employeeId === null ? undefined : people.employee(account.employeeId);
    // A session ends by itself with the last working day.
    if (employee !== undefined && departureOn(employee, now.toISOString()) === 'left') throw signInAgain();
    return {
      kind: 'person',
      accountId: account.accountId,
      employeeId: account.employeeId,
      roles: account.roles,
      sessionId,
      mode,
    };
  };

  return (request, now) => {
    authLive.requireFresh();
    const bearer = bearerOf(request);
    if (bearer?.startsWith(servicePrefix) === true) {
      const service = auth.service(sha256(bearer));
      if (service === undefined) throw new HttpProblem('auth.required', 'This key is unknown or was revoked.');
      return service;
    }
    if (bearer !== undefined) return personOf(bearer, 'bearer', now);
    const cookie = cookieOf(request);
    if (cookie === undefined) throw new HttpProblem('auth.required', 'Sign in first, or send a key.');
    const person = personOf(cookie, 'cookie', now);
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
