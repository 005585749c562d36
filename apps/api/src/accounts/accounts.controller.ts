import { Controller, Inject } from '@nestjs/common';
import { accountDecider } from '#domain/account/account.decider';
import type { AccountCommand } from '#domain/account/account.decider';
import { serviceKeyDecider } from '#domain/account/service-key.decider';
import { Refusal } from '#domain/refusal';
import { streams } from '#domain/streams';
import { defaultSource } from '#event-store/aliases';
import { handleCommand } from '#event-store/handle-command';
import type { Handled } from '#event-store/handle-command';
import { listAccounts } from '#read-model/queries/accounts';
import { listServiceKeys } from '#read-model/queries/service-keys';
import { AUTH_DESK } from '../auth/auth-desk.js';
import type { AuthDesk } from '../auth/auth-desk.js';
import { pageAnswer, pageRequest } from '../desk.js';
import { peopleByName } from '../decision-view/people-by-name.js';
import { Answer, written } from '../http/answer.js';
import type { CallOf } from '../http/call.js';
import { Handle } from '../http/handle.js';
import { HttpProblem } from '../http/http-problem.js';
import { accountRoutes as routes } from './account.routes.js';
import { issueKey } from './issue-key.js';
import { issueLink } from './issue-link.js';
import { openAccount } from './open-account.js';

@Controller()
export class AccountsController {
  readonly #desk: AuthDesk;
  #lastChange: Promise<unknown> = Promise.resolve();

  constructor(@Inject(AUTH_DESK) desk: AuthDesk) {
    this.#desk = desk;
  }

  @Handle(routes.list)
  async list({ query }: CallOf<typeof routes.list>) {
    const page = await listAccounts(this.#desk.pool, pageRequest(this.#desk, 'accounts', query));
    return pageAnswer(
      this.#desk,
      'accounts',
      page,
      ({ accountId, email, name, roles, employeeId, disabled, locale, revision }) => ({
        id: accountId,
        email,
        name,
        roles,
        employeeId,
        disabled,
        locale,
        revision,
      }),
    );
  }

  @Handle(routes.open)
  async open(call: CallOf<typeof routes.open>) {
    const { email, name, roles } = call.body;
    const employeeId = await this.#employeeNamed(call.body.employeeId ?? null);
    const account = { accountId: call.idFor('account'), email, name, roles, employeeId };
    return this.#effective(account.accountId, await openAccount(this.#desk, account, call.metadata));
  }

  /** One change after another, or two administrators who disable each other would leave the firm none. */
  @Handle(routes.change)
  change(call: CallOf<typeof routes.change>) {
    const changed = this.#lastChange.then(() => this.#change(call));
    this.#lastChange = changed.catch(() => undefined);
    return changed;
  }

  async #change(call: CallOf<typeof routes.change>) {
    const { roles, disabled } = call.body;
    const accountId = call.params['id'] ?? '';
    const commands: AccountCommand[] = [
      ...(roles === undefined ? [] : [{ type: 'ChangeRoles' as const, roles }]),
      ...(disabled === undefined
        ? []
        : [{ type: disabled ? ('DisableAccount' as const) : ('EnableAccount' as const) }]),
    ];
    if (commands.length === 0)
      throw new HttpProblem('request.invalid', 'Say what to change: roles, disabled, or both.');
    this.#mustLeaveAnAdministrator(accountId, call.body, call.now.toISOString());
    let ifMatch = call.ifMatch;
    let last: Handled<unknown, unknown> | undefined;
    for (const command of commands) {
      last = await handleCommand(this.#desk.log, accountDecider, {
        stream: streams.account(accountId),
        metadata: call.metadata,
        command,
        ...(ifMatch !== undefined && { ifMatch }),
      });
      if (ifMatch !== undefined) ifMatch = last.revision;
    }
    return this.#effective(accountId, last);
  }

  @Handle(routes.issueLink)
  async issueLink(call: CallOf<typeof routes.issueLink>) {
    const accountId = call.params['id'] ?? '';
    this.#mustStillWork(accountId, call.now.toISOString());
    const { url, expiresAt, position } = await issueLink(
      this.#desk,
      { accountId, by: 'administrator', baseUrl: this.#desk.baseUrl(), now: call.now, ifMatch: call.ifMatch },
      call.metadata,
    );
    await this.#desk.authLive.passed(position);
    return new Answer({ url, expiresAt }, { 'Bookward-Position': position });
  }

  @Handle(routes.listKeys)
  async listKeys({ query }: CallOf<typeof routes.listKeys>) {
    const page = await listServiceKeys(this.#desk.pool, pageRequest(this.#desk, 'service-keys', query));
    return pageAnswer(
      this.#desk,
      'service-keys',
      page,
      ({ keyId, name, scopes, historyUntil, issuedAt, revokedAt }) => ({
        id: keyId,
        name,
        scopes,
        historyUntil,
        issuedAt,
        revokedAt,
      }),
    );
  }

  @Handle(routes.issueKey)
  async issueKey(call: CallOf<typeof routes.issueKey>) {
    const { name, scopes, historyUntil } = call.body;
    const issued = await issueKey(
      this.#desk,
      { keyId: call.idFor('key'), name, scopes, historyUntil: historyUntil ?? null },
      call.metadata,
    );
    await this.#desk.authLive.passed(issued.position);
    return written(issued);
  }

  @Handle(routes.revokeKey)
  async revokeKey(call: CallOf<typeof routes.revokeKey>) {
    const keyId = call.params['id'] ?? '';
    const { revision, position } = await handleCommand(this.#desk.log, serviceKeyDecider, {
      stream: streams.account(keyId),
      metadata: call.metadata,
      command: { type: 'RevokeServiceKey' },
      ...(call.ifMatch !== undefined && { ifMatch: call.ifMatch }),
    });
    await this.#desk.authLive.passed(position);
    return written({ id: keyId, revision, position });
  }

  /** A link would let nobody in who has left, and would say that it was used. @throws Refusal `state.conflict` */
  #mustStillWork(accountId: string, now: string): void {
    const { view } = this.#desk;
    if (view.hasLeft(view.people.account(accountId)?.employeeId ?? '', now))
      throw new Refusal('state.conflict', 'Whose account this is has left, and no link lets them in.');
  }

  /** Nobody could undo over HTTP what the last administrator does to the own account. @throws Refusal `state.conflict` */
  #mustLeaveAnAdministrator(accountId: string, change: CallOf<typeof routes.change>['body'], now: string): void {
    const { roles = ['admin'], disabled = false } = change;
    if (roles.includes('admin') && !disabled) return;
    const administrators = this.#desk.view.people.accountsWith('admin', now);
    if (administrators.length === 1 && administrators[0] === accountId)
      throw new Refusal(
        'state.conflict',
        'Nobody else administers accounts; make somebody else an administrator first.',
      );
  }

  /** Answers once this process decides by the change. */
  async #effective(id: string, handled: Handled<unknown, unknown> | undefined) {
    if (handled === undefined) throw new Error('nothing was handled');
    const { revision, position } = handled;
    await this.#desk.live.passed(position);
    return written({ id, revision, position });
  }

  async #employeeNamed(name: string | null): Promise<string | null> {
    if (name === null) return null;
    const { view, externalIds, aliases } = this.#desk;
    const employeeId = (await peopleByName({ people: view.people, externalIds, aliases }, defaultSource, [name])).get(
      name,
    );
    if (employeeId === undefined) throw new Refusal('reference.unknown', 'There is no such employee.', '/employeeId');
    return employeeId;
  }
}
