import { z } from 'zod';
import { email, personName } from '../employee/employee.events.js';
import { defineEvent, personal } from '../event.js';
import { id, instant, role } from '../values.js';

export const serviceScope = z
  .string()
  .regex(/^(ingest|decide|hr):[a-z0-9][a-z0-9_.-]{0,39}$/, 'a scope is ingest:, decide: or hr: and a source');

/** `subjectId` is the employee when there is one, else the account: erasing the person erases both. */
export const accountOpened = defineEvent(
  'AccountOpened',
  { accountId: id, subjectId: id, employeeId: id.nullable(), roles: z.array(role).min(1) },
  { email: personal('subjectId', email), name: personal('subjectId', personName) },
);
export const rolesChanged = defineEvent('RolesChanged', { accountId: id, roles: z.array(role).min(1) });
export const accountDisabled = defineEvent('AccountDisabled', { accountId: id });
export const accountEnabled = defineEvent('AccountEnabled', { accountId: id });
export const localeChanged = defineEvent('LocaleChanged', { accountId: id, locale: z.string().max(35) });
/** Only the SHA-256 of the link's token is kept. */
export const signInLinkIssued = defineEvent('SignInLinkIssued', {
  accountId: id,
  linkId: id,
  tokenHash: z.string(),
  expiresAt: instant,
});
export const signInLinkUsed = defineEvent('SignInLinkUsed', { accountId: id, linkId: id });
export const passwordSet = defineEvent(
  'PasswordSet',
  { accountId: id, subjectId: id },
  { passwordHash: personal('subjectId', z.string().max(300)) },
);
/**
 * The account has come to watch others: its sessions, links and password were known to whoever administered it, and
 * none of them lets anybody in any more.
 */
export const credentialsVoided = defineEvent('CredentialsVoided', { accountId: id });
/** The account watched others, and does so no more: it lost the role, or was disabled. */
export const watchingEnded = defineEvent('WatchingEnded', { accountId: id });
/** An account that is enabled again watches others again. */
export const watchingResumed = defineEvent('WatchingResumed', { accountId: id });
export const sessionStarted = defineEvent('SessionStarted', {
  accountId: id,
  sessionId: id,
  mode: z.enum(['cookie', 'bearer']),
  method: z.enum(['link', 'password']),
  expiresAt: instant,
});
export const sessionEnded = defineEvent('SessionEnded', { accountId: id, sessionId: id });
/** `accountId` is null when the address or token belongs to nobody. */
export const signInRefused = defineEvent('SignInRefused', {
  accountId: id.nullable(),
  method: z.enum(['link', 'password']),
  because: z.enum(['unknown', 'expired', 'used', 'wrong_password', 'disabled', 'left', 'rate_limited', 'voided']),
});

/** Only the SHA-256 of the key is kept. Records older than `historyUntil` train baselines and count for nothing else. */
export const serviceKeyIssued = defineEvent('ServiceKeyIssued', {
  keyId: id,
  name: z.string().trim().min(1).max(80),
  scopes: z.array(serviceScope).min(1),
  keyHash: z.string(),
  historyUntil: instant.nullable(),
});
export const serviceKeyRevoked = defineEvent('ServiceKeyRevoked', { keyId: id });
