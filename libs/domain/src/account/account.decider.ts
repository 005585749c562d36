import type { Decider } from '../decider.js';
import type { EventOf } from '../event.js';
import { Refusal } from '../refusal.js';
import { rolesOfEmployees, watches } from '../values.js';
import type { Role } from '../values.js';
import * as events from './account.events.js';

/** Service keys have streams of the same kind, and so have refused sign-ins of strangers: neither is an account. */
type AccountDefinitions = Omit<typeof events, 'serviceScope'>;
export type AccountEvent = EventOf<AccountDefinitions[keyof AccountDefinitions]>;

type Link = { readonly tokenHash: string; readonly expiresAt: string; readonly used: boolean };
type Account = {
  readonly status: 'enabled' | 'disabled';
  readonly accountId: string;
  readonly subjectId: string;
  readonly employeeId: string | null;
  readonly roles: readonly Role[];
  readonly locale: string | null;
  readonly links: Readonly<Record<string, Link>>;
  /** Sessions that have not been ended; some may be over by time. */
  readonly sessions: readonly string[];
  /** How often a password was set or voided: tells whether one that was compared is still the one that counts. */
  readonly passwordChanges: number;
};
export type AccountState = { readonly status: 'unknown' } | Account;

type Session = { readonly sessionId: string; readonly mode: 'cookie' | 'bearer'; readonly expiresAt: string };
export type AccountCommand =
  | {
      readonly type: 'OpenAccount';
      readonly accountId: string;
      readonly employeeId: string | null;
      readonly roles: readonly Role[];
      readonly email: string;
      readonly name: string;
    }
  | { readonly type: 'ChangeRoles'; readonly roles: readonly Role[] }
  | { readonly type: 'DisableAccount' }
  | { readonly type: 'EnableAccount' }
  | { readonly type: 'ChangeLocale'; readonly locale: string }
  | {
      readonly type: 'IssueSignInLink';
      /** Whoever administers accounts may not become who watches: only the command line lets those in. */
      readonly by: 'administrator' | 'command_line';
      readonly linkId: string;
      readonly tokenHash: string;
      readonly expiresAt: string;
    }
  | { readonly type: 'SignInByLink'; readonly tokenHash: string; readonly session: Session; readonly now: string }
  /** The caller has compared the password, as it was after so many changes. */
  | { readonly type: 'SignInByPassword'; readonly passwordChanges: number; readonly session: Session }
  | { readonly type: 'EndSession'; readonly sessionId: string }
  | { readonly type: 'SetPassword'; readonly sessionId: string; readonly passwordHash: string };

/** Accounts: who may sign in, as what, by which links and sessions. @throws Refusal `not_found` before it is opened */
export const accountDecider: Decider<AccountState, AccountCommand, AccountEvent> = {
  initial: { status: 'unknown' },

  decide(command, state) {
    if (command.type === 'OpenAccount') return state.status === 'unknown' ? openAccount(command) : [];
    if (state.status === 'unknown') throw new Refusal('not_found', 'There is no such account.');
    const { accountId } = state;
    switch (command.type) {
      case 'ChangeRoles':
        return changeRoles(state, command.roles);
      case 'DisableAccount':
        return state.status === 'disabled' ? [] : disable(state);
      case 'EnableAccount':
        return state.status === 'enabled' ? [] : enable(state);
      case 'ChangeLocale':
        return state.locale === command.locale ? [] : [events.localeChanged.of({ accountId, locale: command.locale })];
      case 'IssueSignInLink':
        return issueLink(state, command);
      case 'SignInByLink':
        return signInByLink(state, command);
      case 'SignInByPassword':
        mustBeEnabled(state);
        if (command.passwordChanges !== state.passwordChanges)
          throw new Refusal('auth.required', 'The password was changed at the same moment; sign in again.');
        return [events.sessionStarted.of({ accountId, ...command.session, method: 'password' })];
      case 'EndSession':
        return state.sessions.includes(command.sessionId)
          ? [events.sessionEnded.of({ accountId, sessionId: command.sessionId })]
          : [];
      case 'SetPassword':
        if (!state.sessions.includes(command.sessionId))
          throw new Refusal('auth.required', 'The session is over; sign in again.');
        return [
          events.passwordSet.of({ accountId, subjectId: state.subjectId }, { passwordHash: command.passwordHash }),
        ];
    }
  },

  evolve(state, event) {
    if (event.type === 'AccountOpened') {
      const { accountId, subjectId, employeeId, roles } = event.data;
      return { ...untouched, accountId, subjectId, employeeId, roles };
    }
    if (state.status === 'unknown') {
      if (ofNoAccount.includes(event.type)) return state;
      throw new Error(`${event.type} before AccountOpened`);
    }
    switch (event.type) {
      case 'RolesChanged':
        return { ...state, roles: event.data.roles };
      case 'AccountDisabled':
        return { ...state, status: 'disabled' };
      case 'AccountEnabled':
        return { ...state, status: 'enabled' };
      case 'LocaleChanged':
        return { ...state, locale: event.data.locale };
      case 'SignInLinkIssued': {
        const { linkId, tokenHash, expiresAt } = event.data;
        return { ...state, links: { ...state.links, [linkId]: { tokenHash, expiresAt, used: false } } };
      }
      case 'SignInLinkUsed': {
        const link = state.links[event.data.linkId];
        return link === undefined
          ? state
          : { ...state, links: { ...state.links, [event.data.linkId]: { ...link, used: true } } };
      }
      case 'SessionStarted':
        return { ...state, sessions: [...state.sessions, event.data.sessionId] };
      case 'SessionEnded':
        return { ...state, sessions: state.sessions.filter((sessionId) => sessionId !== event.data.sessionId) };
      case 'PasswordSet':
        return { ...state, passwordChanges: state.passwordChanges + 1 };
      case 'CredentialsVoided':
        return { ...state, sessions: [], links: {}, passwordChanges: state.passwordChanges + 1 };
      case 'WatchingEnded':
      case 'WatchingResumed':
      case 'SignInRefused':
      case 'ServiceKeyIssued':
      case 'ServiceKeyRevoked':
        return state;
    }
  },
};

const ofNoAccount: readonly AccountEvent['type'][] = ['ServiceKeyIssued', 'ServiceKeyRevoked', 'SignInRefused'];

const untouched = { status: 'enabled', locale: null, links: {}, sessions: [], passwordChanges: 0 } as const;

function openAccount({
  accountId,
  employeeId,
  roles,
  email,
  name,
}: Extract<AccountCommand, { type: 'OpenAccount' }>): readonly AccountEvent[] {
  mustHaveEmployee(roles, employeeId);
  return [
    events.accountOpened.of(
      { accountId, subjectId: employeeId ?? accountId, employeeId, roles: unique(roles) },
      { email, name },
    ),
  ];
}

/** Who comes to watch others comes in anew: the voiding stands first, so that no old session ever has the new roles. */
function changeRoles(
  { accountId, employeeId, status, roles: before }: Account,
  after: readonly Role[],
): readonly AccountEvent[] {
  mustHaveEmployee(after, employeeId);
  if (sameRoles(after, before)) return [];
  const changed = events.rolesChanged.of({ accountId, roles: unique(after) });
  if (watches(after) && !watches(before)) return [events.credentialsVoided.of({ accountId }), changed];
  const hasEnded = watches(before) && !watches(after) && status === 'enabled';
  return hasEnded ? [changed, events.watchingEnded.of({ accountId })] : [changed];
}

function disable({ accountId, roles }: Account): readonly AccountEvent[] {
  const disabled = events.accountDisabled.of({ accountId });
  return watches(roles) ? [disabled, events.watchingEnded.of({ accountId })] : [disabled];
}

function enable({ accountId, roles }: Account): readonly AccountEvent[] {
  const enabled = events.accountEnabled.of({ accountId });
  return watches(roles) ? [enabled, events.watchingResumed.of({ accountId })] : [enabled];
}

function issueLink(
  { accountId, roles, status, links }: Account,
  { by, linkId, tokenHash, expiresAt }: Extract<AccountCommand, { type: 'IssueSignInLink' }>,
): readonly AccountEvent[] {
  if (by === 'administrator' && watches(roles))
    throw new Refusal(
      'auth.forbidden',
      'Links of security officers and auditors come from the command line: bookward accounts link.',
    );
  if (status === 'disabled')
    throw new Refusal('state.conflict', 'The account is disabled; enable it before issuing a link.');
  return linkId in links ? [] : [events.signInLinkIssued.of({ accountId, linkId, tokenHash, expiresAt })];
}

/** The link dies and the session begins in one append, so that a link never gives two sessions. */
function signInByLink(
  state: Account,
  { tokenHash, session, now }: Extract<AccountCommand, { type: 'SignInByLink' }>,
): readonly AccountEvent[] {
  mustBeEnabled(state);
  const { accountId, links } = state;
  const [linkId, link] = Object.entries(links).find(([, each]) => each.tokenHash === tokenHash) ?? [];
  if (linkId === undefined || link === undefined || link.used || now >= link.expiresAt) {
    throw new Refusal('auth.required', 'This sign-in link was used or has expired; ask for another.');
  }
  return [
    events.signInLinkUsed.of({ accountId, linkId }),
    events.sessionStarted.of({ accountId, ...session, method: 'link' }),
  ];
}

function mustBeEnabled({ status }: Account): void {
  if (status === 'disabled') throw new Refusal('auth.required', 'This account is disabled; ask an administrator.');
}

function mustHaveEmployee(roles: readonly Role[], employeeId: string | null): void {
  const role = rolesOfEmployees.find((each) => roles.includes(each));
  if (role !== undefined && employeeId === null) {
    throw new Refusal(
      'reference.unknown',
      `The role ${role} acts as an employee; name one in employeeId.`,
      '/employeeId',
    );
  }
}

const unique = (roles: readonly Role[]): Role[] => [...new Set(roles)];
const sameRoles = (a: readonly Role[], b: readonly Role[]): boolean =>
  unique(a).toSorted().join() === unique(b).toSorted().join();
