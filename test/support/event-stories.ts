import { readdirSync, readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import type { z } from 'zod';
import * as access from '#domain/access/access.events';
import * as account from '#domain/account/account.events';
import * as alert from '#domain/alert/alert.events';
import * as approval from '#domain/approval/approval.events';
import { pseudonymLifted } from '#domain/audit/audit.events';
import * as customer from '#domain/customer/customer.events';
import * as employee from '#domain/employee/employee.events';
import { definitionOf } from '#domain/events';
import * as exports from '#domain/export/export.events';
import { subjectKeyDestroyed } from '#domain/subject/subject.events';
import { actions } from '#domain/values';
import type { Kind } from '#domain/values';
import type { Given } from './recorded-events.js';

type ScorePart = z.output<typeof alert.scorePart>;

const employeeId = fc.constantFrom('e-1', 'e-2', 'e-3');
const customerId = fc.constantFrom('c-1', 'c-2', 'c-3', 'c-4');
const exportId = fc.constantFrom('x-1', 'x-2');
const accountId = fc.constantFrom('account-1', 'account-2');
/** Whose account it is, for ever. */
const holderOf = (account: string): string => account.replace('account', 'e');
const approvalId = fc.constantFrom('a-1', 'a-2');
const day = fc.constantFrom('2026-03-02', '2026-04-30', '2027-01-01');
const instant = fc.constantFrom('2026-03-02T09:14:05.123Z', '2026-03-02T09:59:59Z', '2026-03-03T00:00:00.000Z');
/** Whatever a person may type, characters that databases dislike among them. */
const text = fc.oneof(fc.constantFrom('a\0b', '\ud800', 'tab\there', 'C:\\u0000', 'Müller "GmbH"\n'), fc.string());
const name = text.map((value) => `${value}.`);
const team = fc.constantFrom('east', 'west');

const employment = fc.record({
  team,
  role: fc.constant('seller'),
  region: fc.constant('EU'),
  timezone: fc.constantFrom('UTC', 'Asia/Shanghai'),
  rank: fc.integer({ min: 1, max: 20 }),
  performance: fc.constantFrom('low' as const, 'normal' as const, 'high' as const),
});
const details = fc.record({ contact: fc.dictionary(fc.constantFrom('phone', 'email'), text) });
const clear = fc.record({ name, externalIds: fc.dictionary(fc.constantFrom('crm', 'default'), name), details });
const accessed = fc.record({
  employeeId,
  customerIds: fc.array(customerId, { maxLength: 4 }),
  kinds: fc.constant<Kind[]>(['contact']),
  rows: fc.integer({ min: 0, max: 50 }),
  sensitivity: fc.constantFrom(null, 'internal' as const),
  portfolio: fc.constant('own' as const),
  device: fc.constantFrom(null, 'd-1', 'd-2'),
  destination: fc.constant(null),
  history: fc.boolean(),
});
const request = fc.record({
  exportId,
  requestedBy: employeeId,
  requestedByAccount: fc.constant('account-1'),
  filter: fc.constant({ team: 'east' }),
  fields: fc.constant<string[]>(['contact.email']),
  format: fc.constant('csv' as const),
  rows: fc.integer({ min: 0, max: 9 }),
  leftOut: fc.constant(0),
  highestSensitivity: fc.constant(null),
});
const level = {
  name: 'Lead',
  mode: 'any' as const,
  approvers: { role: 'manager' as const, of: 'requester_team' as const },
  expiresAfterHours: 1,
  escalateTo: { role: 'admin' as const },
};
const finding = fc.record({
  alertId: fc.constantFrom('e-1-1', 'e-2-1'),
  employeeId,
  episode: fc.constant(1),
  severity: fc.constantFrom('elevated' as const, 'critical' as const),
  score: fc.double({ min: 0, max: 100, noNaN: true }),
  parts: fc.constant<ScorePart[]>([
    {
      indicator: 'views',
      contribution: 1.5,
      observed: 9,
      expectedSelf: null,
      expectedPeers: 2,
      eventCount: 1,
      events: ['v'],
    },
  ]),
  sentence: fc.constant({ key: 'bulk', values: { n: 9 } }),
  at: instant,
  window: fc.constant({ from: '2026-03-01T00:00:00.000Z', to: '2026-03-02T00:00:00.000Z' }),
  model: fc.constant({ version: '1', inputHash: 'h' }),
});

const accessTypes = Object.values(access.accessEventOf);

const goldenFolder = new URL('../golden-events/events/', import.meta.url);
type Golden = Pick<Given, 'type'> & { readonly data: Readonly<Record<string, unknown>>; readonly personal: object };
const goldenEvents = readdirSync(goldenFolder).map(
  (file) => JSON.parse(readFileSync(new URL(file, goldenFolder), 'utf8')) as Golden,
);
/** Whom and what an event of any type may be about here, by the names of the fields that say so. */
const named = fc.record({
  employeeId,
  requestedBy: employeeId,
  by: employeeId,
  developedBy: employeeId,
  assignedTo: employeeId,
  subjectId: employeeId,
  customerId,
  exportId,
  approvalId,
  accountId,
  alertId: fc.constantFrom('e-1-1', 'e-2-1'),
  sessionId: fc.constantFrom('s-1', 's-2'),
  linkId: fc.constantFrom('l-1', 'l-2'),
  keyId: fc.constantFrom('k-1', 'k-2'),
  version: fc.integer({ min: 1, max: 3 }),
  historyUntil: fc.constantFrom(null, '2026-03-01T00:00:00Z', '2026-03-01T00:00:00.123456Z'),
});
const about = (golden: Golden): fc.Arbitrary<Given> =>
  named.map((names) => {
    const subjects = 'accountId' in golden.data ? { ...names, subjectId: holderOf(names.accountId) } : names;
    const own = Object.entries(subjects).filter(([field]) => field in golden.data);
    const definition = definitionOf(golden.type);
    return {
      type: golden.type,
      data: definition?.data.parse({ ...golden.data, ...Object.fromEntries(own) }),
      personal: definition?.personal.parse(golden.personal),
    } as Given;
  });

const event: fc.Arbitrary<Given> = fc.oneof(
  fc
    .record({ employeeId, hiredOn: day, employment, name, externalIds: fc.dictionary(fc.constant('default'), name) })
    .map((hire) =>
      employee.employeeHired.of(
        { employeeId: hire.employeeId, hiredOn: hire.hiredOn, ...hire.employment },
        { name: hire.name, email: 'someone@firm.example', externalIds: hire.externalIds },
      ),
    ),
  fc.record({ employeeId, team, effectiveOn: day }).map((move) => employee.employeeTransferred.of(move)),
  fc
    .record({ employeeId, name })
    .map(({ employeeId, name }) => employee.employeeDetailsCorrected.of({ employeeId }, { name })),
  fc.record({ employeeId, noticeOn: day, lastWorkingDay: day }).map((data) => employee.resignationDeclared.of(data)),
  fc.record({ employeeId }).map((data) => employee.resignationWithdrawn.of(data, { reason: 'r' })),
  fc.record({ employeeId, leftOn: day }).map((data) => employee.employeeLeft.of(data)),
  fc
    .record({ customerId, developedBy: employeeId, assignedTo: employeeId, clear })
    .map(({ clear, ...data }) =>
      customer.customerRegistered.of({ ...data, sensitivity: 'internal', fields: { contact: ['phone'] } }, clear),
    ),
  fc
    .record({ customerId, clear })
    .map(({ customerId, clear }) => customer.customerDetailsChanged.of({ customerId, fields: {} }, clear)),
  fc
    .record({ customerId, from: employeeId, to: employeeId })
    .map((data) => customer.customerAssigned.of({ ...data, because: 'hand_over' })),
  // Most of what happens in a firm.
  {
    weight: 8,
    arbitrary: fc
      .record({ accessed, type: fc.constantFrom(...accessTypes), occurredAt: instant })
      .map(({ accessed, type, occurredAt }) => ({ ...type.of(accessed), occurredAt })),
  },
  fc
    .record({ accessed, action: fc.constantFrom(...actions), occurredAt: instant })
    .map(({ accessed, action, occurredAt }) => ({ ...access.accessDenied.of({ ...accessed, action }), occurredAt })),
  request.map((data) =>
    exports.exportRequested.of(
      { ...data, approvalId: 'a-1', setRoot: 'root', policyVersion: 1 },
      { purpose: 'fair', recipient: 'printer' },
    ),
  ),
  request.map((data) => exports.exportRefused.of({ ...data, because: 'export.cap' })),
  fc.record({ exportId, requestedBy: employeeId, expiresAt: instant }).map((data) => exports.exportGranted.of(data)),
  fc
    .record({ exportId, requestedBy: employeeId })
    .map((data) => exports.exportDownloaded.of({ ...data, rows: 3, sensitivity: null, portfolio: 'own', bytes: 10 })),
  fc.record({ approvalId, requestedBy: employeeId, exportId }).map(({ approvalId, requestedBy, exportId }) =>
    approval.approvalRequested.of({
      approvalId,
      subject: { type: 'export', id: exportId },
      requestedBy,
      requestedByAccount: 'account-1',
      facts: { rows: 1, highestSensitivity: null, requesterDeparting: false, requesterTeam: 'east' },
      levels: [level],
      chainsVersion: 1,
      expiresAt: '2026-03-03T00:00:00.000Z',
    }),
  ),
  fc
    .record({ approvalId, by: employeeId, decidedAt: instant, reason: text })
    .map(({ reason, ...data }) =>
      approval.approvalStepDecided.of({ ...data, level: 0, byAccount: 'account-2', decision: 'approve' }, { reason }),
    ),
  fc.record({ approvalId }).map((data) => approval.approvalGranted.of(data)),
  finding.map((data) =>
    alert.alertRaised.of({ ...data, kind: 'live', delivery: 'now', resignationEventId: null, departure: null }),
  ),
  finding.map((data) => alert.alertExtended.of(data)),
  fc
    .record({ alertId: fc.constantFrom('e-1-1', 'e-2-1'), employeeId })
    .map((data) => alert.alertDisposed.of({ ...data, by: 'e-3', verdict: 'benign' }, { reason: 'said so' })),
  fc.record({ accountId, name }).map((opened) =>
    account.accountOpened.of(
      {
        accountId: opened.accountId,
        subjectId: holderOf(opened.accountId),
        employeeId: holderOf(opened.accountId),
        roles: ['salesperson'],
      },
      { email: 'someone@firm.example', name: opened.name },
    ),
  ),
  accountId.map((id) =>
    account.passwordSet.of({ accountId: id, subjectId: holderOf(id) }, { passwordHash: 'hash of a password' }),
  ),
  fc
    .record({ accountId, sessionId: fc.constantFrom('s-1', 's-2'), expiresAt: instant })
    .map((session) => account.sessionStarted.of({ ...session, mode: 'bearer', method: 'link' })),
  fc
    .record({ accountId, linkId: fc.constantFrom('l-1', 'l-2'), expiresAt: instant })
    .map((link) => account.signInLinkIssued.of({ ...link, tokenHash: 'hash' })),
  accountId.map((id) => account.credentialsVoided.of({ accountId: id })),
  fc
    .record({ actorId: employeeId, subjectId: customerId, expiresAt: instant })
    .map((data) =>
      pseudonymLifted.of({ ...data, subjectKind: 'customer', alertId: null }, { reason: 'a look is needed' }),
    ),
  fc
    .record({ subjectId: fc.oneof(employeeId, customerId) })
    .map((data) => subjectKeyDestroyed.of(data, { reason: 'asked for' })),
);

/** Events of a few people and customers in any order, as no firm would have them: rows come and change and repeat. */
const strangeStory = fc.array(event, { minLength: 1, maxLength: 60 });
/** Every type that there is, also those that nobody thought of above, in any order. */
const fullStory = fc
  .shuffledSubarray(goldenEvents, { minLength: goldenEvents.length })
  .chain((golden) => fc.tuple(...golden.map(about)));

export const aStory: fc.Arbitrary<readonly Given[]> = fc.oneof({ weight: 4, arbitrary: strangeStory }, fullStory);
