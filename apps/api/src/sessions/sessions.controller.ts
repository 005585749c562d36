import { Controller, Inject } from '@nestjs/common';
import { accountDecider } from '#domain/account/account.decider';
import type { AccountCommand } from '#domain/account/account.decider';
import { streams } from '#domain/streams';
import { handleCommand } from '#event-store/handle-command';
import { findAccount } from '#read-model/queries/accounts';
import { AUTH_DESK } from '../auth/auth-desk.js';
import type { AuthDesk } from '../auth/auth-desk.js';
import { sessionCookie } from '../auth/authenticate.js';
import { hashPassword, isPassword } from '../auth/password.js';
import { Answer, written } from '../http/answer.js';
import type { Call, CallOf } from '../http/call.js';
import { Handle } from '../http/handle.js';
import { HttpProblem } from '../http/http-problem.js';
import type { Person } from '../http/principal.js';
import { perMinute } from '../http/rate-limit.js';
import { sessionRoutes as routes } from './session.routes.js';
import { passwordOf, signIn } from './sign-in.js';

@Controller()
export class SessionsController {
  readonly #desk: AuthDesk;

  constructor(@Inject(AUTH_DESK) desk: AuthDesk) {
    this.#desk = desk;
  }

  @Handle(routes.signIn)
  async signIn({ body, request, now, metadata }: CallOf<typeof routes.signIn>) {
    const { mode, ...credentials } = body;
    const address = request.socket.remoteAddress ?? '';
    const { token, position, ...session } = await signIn(this.#desk, {
      credentials,
      mode,
      address,
      device: request.headers['user-agent'],
      now,
      metadata,
    });
    const headers = { 'Bookward-Position': position };
    return mode === 'bearer'
      ? new Answer({ ...session, bearer: token }, headers)
      : new Answer(session, { ...headers, 'Set-Cookie': this.#cookie(token, session.expiresAt) });
  }

  @Handle(routes.signOut)
  async signOut(call: CallOf<typeof routes.signOut>) {
    const { position } = await this.#handle(call, { type: 'EndSession', sessionId: call.principal.sessionId });
    await this.#desk.authLive.passed(position);
    return new Answer(undefined, {
      'Bookward-Position': position,
      'Set-Cookie': this.#cookie('', new Date(0).toISOString()),
    });
  }

  @Handle(routes.me)
  async me({ principal, now }: CallOf<typeof routes.me>) {
    const { accountId, roles, employeeId, sessionId } = principal;
    const [name, account] = await Promise.all([this.#nameOf(accountId), findAccount(this.#desk.pool, accountId)]);
    return {
      accountId,
      roles,
      employeeId,
      name,
      locale: account?.locale ?? null,
      csrf: this.#desk.tokens.csrf(sessionId),
      limits: this.#limits(employeeId, now.toISOString()),
    };
  }

  @Handle(routes.changeLocale)
  async changeLocale(call: CallOf<typeof routes.changeLocale>) {
    const { revision, position } = await this.#handle(call, { type: 'ChangeLocale', locale: call.body.locale });
    return written({ id: call.principal.accountId, revision, position });
  }

  @Handle(routes.setPassword)
  async setPassword(call: CallOf<typeof routes.setPassword>) {
    const { accountId, sessionId } = call.principal;
    const { hash } = await passwordOf(this.#desk, accountId);
    if (hash !== undefined && !(await this.#isCurrent(call, hash))) {
      throw new HttpProblem('auth.forbidden', 'The current password is wrong.', [
        { pointer: '/current', code: 'password.wrong', detail: 'not the current password' },
      ]);
    }
    const { revision, position } = await this.#handle(call, {
      type: 'SetPassword',
      sessionId,
      passwordHash: await this.#desk.passwordQueue.take(accountId, () => hashPassword(call.body.new)),
    });
    return written({ id: call.principal.accountId, revision, position });
  }

  /** Whoever got hold of a session may guess the password no faster than by signing in. */
  async #isCurrent({ principal, body, now }: CallOf<typeof routes.setPassword>, hash: string): Promise<boolean> {
    const { rateLimit, passwordQueue } = this.#desk;
    rateLimit.take(`password ${principal.accountId}`, perMinute.signIn, now.getTime());
    return passwordQueue.take(principal.accountId, () => isPassword(body.current ?? '', hash));
  }

  /** From the log: somebody whose account was opened a moment ago has a name, too. */
  async #nameOf(accountId: string): Promise<string> {
    for await (const event of this.#desk.log.readStream(streams.account(accountId), { limit: 1 }))
      if (event.type === 'AccountOpened') return event.personal.name;
    throw new Error('somebody is signed in to an account that nobody opened');
  }

  #handle({ principal, metadata, ifMatch }: Call<Person>, command: AccountCommand) {
    return handleCommand(this.#desk.log, accountDecider, {
      stream: streams.account(principal.accountId),
      metadata,
      command,
      ...(ifMatch !== undefined && { ifMatch }),
    });
  }

  /** Null where no tier sets a limit: whoever has no employee, or while no tier policy is published. */
  #limits(employeeId: string | null, now: string) {
    const assigned = employeeId === null ? undefined : this.#desk.view.tierOf(employeeId, now);
    if (employeeId === null || assigned === undefined)
      return { revealsLeftToday: null, viewsLeftToday: null, dailyReveals: null, dailyViews: null };
    const used = this.#desk.view.usedToday(employeeId, now);
    const { dailyReveals, dailyViews } = assigned.tier;
    return {
      revealsLeftToday: Math.max(0, dailyReveals - used.reveals),
      viewsLeftToday: Math.max(0, dailyViews - used.views),
      dailyReveals,
      dailyViews,
    };
  }

  #cookie(token: string, expiresAt: string): string {
    const secure = this.#desk.baseUrl().startsWith('https:') ? '; Secure' : '';
    return `${sessionCookie}=${token}; Path=/; HttpOnly; SameSite=Strict; Expires=${new Date(expiresAt).toUTCString()}${secure}`;
  }
}
