import { accountDecider } from '#domain/account/account.decider';
import type { AccountCommand } from '#domain/account/account.decider';
import { signInRefused } from '#domain/account/account.events';
import { signedIn } from '#domain/access/access.events';
import type { Metadata } from '#domain/event';
import type { EventNamed } from '#domain/events';
import { Refusal } from '#domain/refusal';
import { streams } from '#domain/streams';
import { handleCommand } from '#event-store/handle-command';
import { sha256 } from '#platform/hash';
import type { AuthDesk } from '../auth/auth-desk.js';
import { isPassword } from '../auth/password.js';
import { HttpProblem } from '../http/http-problem.js';
import { perMinute } from '../http/rate-limit.js';

const sessionLifeMs = 12 * 3_600_000;

type Credentials = { readonly token: string } | { readonly email: string; readonly password: string };
export type SignIn = {
  readonly credentials: Credentials;
  readonly mode: 'cookie' | 'bearer';
  /** Where the request came from: counts tries, is never stored. */
  readonly address: string;
  /** What the person signs in with, as it calls itself. */
  readonly device: string | undefined;
  readonly now: Date;
  readonly metadata: Metadata;
};
type Because = EventNamed<'SignInRefused'>['data']['because'];

/**
 * Begins a session. Every refused try is recorded; what the caller is told is the same for all of them.
 * @throws HttpProblem `auth.required`, `rate.limited`
 */
export async function signIn(desk: AuthDesk, request: SignIn) {
  const { credentials, mode, now, metadata } = request;
  const method = 'token' in credentials ? 'link' : 'password';
  const refuse = async (accountId: string | null, because: Because): Promise<never> => {
    const stream = accountId === null ? streams.strangers(now.toISOString().slice(0, 10)) : streams.account(accountId);
    await desk.log.append(stream, 'any', [signInRefused.of({ accountId, method, because })], {
      ...metadata,
      actor: accountId ?? metadata.actor,
    });
    throw new HttpProblem(
      'auth.required',
      method === 'link'
        ? 'This sign-in link was used or has expired; ask for another.'
        : 'The address or the password is wrong.',
    );
  };

  const accountId =
    'token' in credentials
      ? await accountOfLink(desk, credentials.token)
      : await accountOfAddress(desk, credentials.email);
  const name = accountId ?? ('email' in credentials ? sha256(credentials.email.trim().toLowerCase()) : 'link');
  desk.rateLimit.take(`sign-in ${name} ${request.address}`, perMinute.signIn, now.getTime());
  const password = accountId === undefined || 'token' in credentials ? undefined : await passwordOf(desk, accountId);
  if (
    'password' in credentials &&
    !(await desk.passwordQueue.take(request.address, () => isPassword(credentials.password, password?.hash)))
  )
    return refuse(accountId ?? null, accountId === undefined ? 'unknown' : 'wrong_password');
  if (accountId === undefined) return refuse(null, 'unknown');
  const { view } = desk;
  if (view.hasLeft(view.people.account(accountId)?.employeeId ?? '', now.toISOString()))
    return refuse(accountId, 'left');

  const sessionId = desk.newId();
  const session = { sessionId, mode, expiresAt: new Date(now.getTime() + sessionLifeMs).toISOString() };
  const command: AccountCommand =
    'token' in credentials
      ? { type: 'SignInByLink', tokenHash: sha256(credentials.token), session, now: now.toISOString() }
      : { type: 'SignInByPassword', passwordChanges: password?.changes ?? 0, session };
  const handled = await handleCommand(desk.log, accountDecider, {
    stream: streams.account(accountId),
    metadata: { ...metadata, actor: accountId },
    command,
  }).catch(async (error: unknown) => {
    if (error instanceof Refusal && error.code === 'auth.required')
      return refuse(accountId, whyRefused(desk, accountId, credentials, now));
    throw error;
  });
  if (handled.state.status === 'unknown') throw new Error('an account that was signed in to does not exist');
  const { roles, employeeId } = handled.state;
  if (employeeId !== null) await recordSignIn(desk, employeeId, request, accountId);
  await Promise.all([desk.authLive.passed(handled.position), desk.live.passed(handled.position)]);
  return {
    accountId,
    roles,
    employeeId,
    expiresAt: session.expiresAt,
    position: handled.position,
    token: desk.tokens.issue(sessionId),
  };
}

/** What the record says; whoever was refused is told the same in every case. */
function whyRefused({ view, auth }: AuthDesk, accountId: string, credentials: Credentials, now: Date): Because {
  if (view.people.account(accountId)?.disabled === true) return 'disabled';
  if (!('token' in credentials)) return 'wrong_password';
  const link = auth.link(sha256(credentials.token));
  if (link?.voided === true) return 'voided';
  return link !== undefined && link.expiresAt <= now.toISOString() ? 'expired' : 'used';
}

/** A link of another process's may be a moment ahead of this view. */
async function accountOfLink({ auth, authLive, log }: AuthDesk, token: string): Promise<string | undefined> {
  const known = auth.link(sha256(token));
  if (known !== undefined) return known.accountId;
  await authLive.passed(await log.store.head());
  return auth.link(sha256(token))?.accountId;
}

const accountOfAddress = async ({ aliases }: AuthDesk, email: string): Promise<string | undefined> =>
  (await aliases.find('account-email', [email])).get(email);

type Password = {
  /** Undefined without one, or once its person is erased. */
  readonly hash: string | undefined;
  /** How often it was set or voided. */
  readonly changes: number;
};

/** The password that counts now. */
export async function passwordOf({ log }: Pick<AuthDesk, 'log'>, accountId: string): Promise<Password> {
  let password: Password = { hash: undefined, changes: 0 };
  for await (const event of log.readStream(streams.account(accountId))) {
    const changes = password.changes + 1;
    if (event.type === 'PasswordSet') password = { hash: event.personal.passwordHash, changes };
    if (event.type === 'CredentialsVoided') password = { hash: undefined, changes };
  }
  return password;
}

/** Signing in is an access like any other: when, and with what device. */
async function recordSignIn(
  { log, hash }: AuthDesk,
  employeeId: string,
  { device, now, metadata }: SignIn,
  accountId: string,
): Promise<void> {
  const facts = {
    employeeId,
    customerIds: [],
    kinds: [],
    rows: 0,
    sensitivity: null,
    portfolio: 'unknown',
    device: device === undefined ? null : hash('device', device),
    destination: null,
  } as const;
  const event = signedIn.of(
    { ...facts, customerIds: [], kinds: [] },
    device === undefined ? {} : { device: device.slice(0, 200) },
  );
  await log.append(streams.access(employeeId, now.toISOString().slice(0, 10)), 'any', [event], {
    ...metadata,
    actor: accountId,
  });
}
