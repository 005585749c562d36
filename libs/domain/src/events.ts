import * as access from './access/access.events.js';
import * as account from './account/account.events.js';
import * as alert from './alert/alert.events.js';
import * as approval from './approval/approval.events.js';
import * as audit from './audit/audit.events.js';
import * as customer from './customer/customer.events.js';
import * as employee from './employee/employee.events.js';
import type { EventDefinition, EventOf } from './event.js';
import * as exports from './export/export.events.js';
import * as policy from './policy/policy.events.js';
import * as seal from './seal/seal.events.js';
import * as subject from './subject/subject.events.js';

/** Every stored event type, one line each. A type is never renamed or removed. */
export const catalogue = [
  employee.employeeHired,
  employee.employeeTransferred,
  employee.employeeDetailsCorrected,
  employee.resignationDeclared,
  employee.resignationWithdrawn,
  employee.resignationEnteredInError,
  employee.lastWorkingDayChanged,
  employee.employeeLeft,
  customer.customerRegistered,
  customer.customerDetailsChanged,
  customer.customerAssigned,
  customer.informationClassified,
  access.signedIn,
  access.customerRecordViewed,
  access.customersSearched,
  access.customersListed,
  access.fieldRevealed,
  access.copySignalled,
  access.recordsPrinted,
  access.recordsShared,
  access.apiRead,
  access.recordsExported,
  access.fileDownloaded,
  access.accessDenied,
  access.activityParked,
  exports.exportSetListed,
  exports.exportRequested,
  exports.exportRefused,
  exports.exportGranted,
  exports.exportReturned,
  exports.exportWithdrawn,
  exports.exportExecuted,
  exports.exportDownloaded,
  exports.exportExpired,
  approval.approvalRequested,
  approval.approvalStepDecided,
  approval.approvalLevelReached,
  approval.approvalGranted,
  approval.approvalRejected,
  approval.approvalReturned,
  approval.approvalWithdrawn,
  approval.approvalEscalated,
  approval.approvalExpired,
  policy.tierPolicyPublished,
  policy.approvalChainsPublished,
  policy.detectionPolicyPublished,
  policy.canariesPublished,
  alert.riskAssessed,
  alert.alertEpisodeOpened,
  alert.alertEpisodeClosed,
  alert.alertRaised,
  alert.alertExtended,
  alert.alertAcknowledged,
  alert.alertDisposed,
  audit.recordsInspected,
  audit.pseudonymLifted,
  audit.auditExportTaken,
  account.accountOpened,
  account.rolesChanged,
  account.accountDisabled,
  account.accountEnabled,
  account.localeChanged,
  account.signInLinkIssued,
  account.signInLinkUsed,
  account.passwordSet,
  account.credentialsVoided,
  account.watchingEnded,
  account.watchingResumed,
  account.sessionStarted,
  account.sessionEnded,
  account.signInRefused,
  account.serviceKeyIssued,
  account.serviceKeyRevoked,
  subject.subjectKeyCreated,
  subject.subjectKeyDestroyed,
  seal.logSealed,
] as const;

export type DomainEvent = EventOf<(typeof catalogue)[number]>;
export type EventType = DomainEvent['type'];
/** The event of one type: `EventNamed<'ExportGranted'>`. */
export type EventNamed<T extends EventType> = Extract<DomainEvent, { type: T }>;

const byType: ReadonlyMap<string, EventDefinition> = new Map(
  catalogue.map((definition) => [definition.type, definition as unknown as EventDefinition]),
);
/** The definition of a stored type; undefined for a type that this version does not know. */
export const definitionOf = (type: string): EventDefinition | undefined => byType.get(type);
