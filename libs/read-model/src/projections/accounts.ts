import { erased } from '#domain/event';
import type { Projection } from '../projection.js';
import { defineTable } from '../table.js';

const accounts = defineTable('accounts', {
  columns: {
    account_id: 'text',
    subject_id: 'text',
    employee_id: 'text',
    roles: 'text[]',
    disabled: 'boolean',
    locale: 'text',
    name: 'text',
    email: 'text',
    password_hash: 'text',
    /** Sessions, links and the password of before let nobody in any more. */
    voided_at: 'timestamptz',
    opened_at: 'timestamptz',
    revision: 'integer',
  },
  key: ['account_id'],
  indexes: [['employee_id'], ['subject_id']],
  secrets: ['password_hash'],
});
const links = defineTable('sign_in_links', {
  columns: {
    link_id: 'text',
    token_hash: 'text',
    account_id: 'text',
    expires_at: 'timestamptz',
    used_at: 'timestamptz',
    voided: 'boolean',
  },
  key: ['link_id'],
  secrets: ['token_hash'],
  indexes: [['account_id']],
});
/** Every session until it expires; whoever reads leaves out what has expired. */
const sessions = defineTable('sessions', {
  columns: {
    session_id: 'text',
    account_id: 'text',
    mode: 'text',
    started_at: 'timestamptz',
    expires_at: 'timestamptz',
    ended: 'boolean',
  },
  key: ['session_id'],
  indexes: [['account_id']],
});

export const accountsProjection: Projection = {
  name: 'accounts',
  version: 2,
  tables: [accounts, links, sessions],
  on: {
    AccountOpened: ({ data, personal, recordedAt, revision }) => [
      accounts.set(
        { account_id: data.accountId },
        {
          subject_id: data.subjectId,
          employee_id: data.employeeId,
          roles: data.roles,
          disabled: false,
          name: personal.name,
          email: personal.email,
          opened_at: recordedAt,
          revision,
        },
      ),
    ],
    RolesChanged: ({ data, revision }) => [
      accounts.update({ account_id: data.accountId }, { roles: data.roles, revision }),
    ],
    AccountDisabled: ({ data, revision }) => [
      accounts.update({ account_id: data.accountId }, { disabled: true, revision }),
    ],
    AccountEnabled: ({ data, revision }) => [
      accounts.update({ account_id: data.accountId }, { disabled: false, revision }),
    ],
    LocaleChanged: ({ data, revision }) => [
      accounts.update({ account_id: data.accountId }, { locale: data.locale, revision }),
    ],
    PasswordSet: ({ data, personal, revision }) => [
      accounts.update({ account_id: data.accountId }, { password_hash: personal.passwordHash, revision }),
    ],
    CredentialsVoided: ({ data: { accountId: account_id }, recordedAt, revision }) => [
      accounts.update({ account_id }, { password_hash: null, voided_at: recordedAt, revision }),
      links.updateWhere({ account_id }, { voided: true }),
      sessions.updateWhere({ account_id }, { ended: true }),
    ],
    WatchingEnded: ({ data, revision }) => [accounts.update({ account_id: data.accountId }, { revision })],
    WatchingResumed: ({ data, revision }) => [accounts.update({ account_id: data.accountId }, { revision })],
    SignInLinkIssued: ({ data, revision }) => [
      links.insertOnce(
        { link_id: data.linkId },
        { token_hash: data.tokenHash, account_id: data.accountId, expires_at: data.expiresAt, voided: false },
      ),
      accounts.update({ account_id: data.accountId }, { revision }),
    ],
    SignInLinkUsed: ({ data, recordedAt, revision }) => [
      links.update({ link_id: data.linkId }, { used_at: recordedAt }),
      accounts.update({ account_id: data.accountId }, { revision }),
    ],
    SessionStarted: ({ data, recordedAt, revision }) => [
      sessions.insertOnce(
        { session_id: data.sessionId },
        {
          account_id: data.accountId,
          mode: data.mode,
          started_at: recordedAt,
          expires_at: data.expiresAt,
          ended: false,
        },
      ),
      accounts.update({ account_id: data.accountId }, { revision }),
    ],
    SessionEnded: ({ data, revision }) => [
      sessions.update({ session_id: data.sessionId }, { ended: true }),
      accounts.update({ account_id: data.accountId }, { revision }),
    ],
    SignInRefused: ({ data, revision }) =>
      data.accountId === null ? [] : [accounts.update({ account_id: data.accountId }, { revision })],
    SubjectKeyDestroyed: ({ data }) => [
      accounts.updateWhere({ subject_id: data.subjectId }, { name: erased, email: erased, password_hash: erased }),
    ],
  },
};
