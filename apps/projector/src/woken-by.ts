import type { EventType } from '#domain/events';
import type { JobName } from '#jobs/jobs';

/** The events whose rows a job looks at. What is not named wakes nobody; the worker's sweeper looks all the same. */
const awaited: { readonly [J in JobName]: readonly EventType[] } = {
  score: [
    'SignedIn',
    'CustomerRecordViewed',
    'CustomersSearched',
    'CustomersListed',
    'FieldRevealed',
    'CopySignalled',
    'RecordsPrinted',
    'RecordsShared',
    'ApiRead',
    'RecordsExported',
    'FileDownloaded',
    'AccessDenied',
    'ExportRefused',
    'ExportExecuted',
    'ExportDownloaded',
    'EmployeeHired',
    'EmployeeTransferred',
    'ResignationDeclared',
    'ResignationWithdrawn',
    'ResignationEnteredInError',
    'LastWorkingDayChanged',
    'EmployeeLeft',
    'CustomerAssigned',
    'AlertDisposed',
    'DetectionPolicyPublished',
    'CanariesPublished',
  ],
  due: [
    'ApprovalRequested',
    'ApprovalLevelReached',
    'ApprovalEscalated',
    'ApprovalGranted',
    'ApprovalRejected',
    'ApprovalReturned',
    'ApprovalWithdrawn',
    'ApprovalExpired',
    'ExportRequested',
    'ExportGranted',
  ],
};

/** The jobs that have something to do once events of these types are in the read models. */
export function wokenBy(types: ReadonlySet<EventType>): readonly JobName[] {
  const jobs: JobName[] = [];
  if (awaited.score.some((type) => types.has(type))) jobs.push('score');
  if (awaited.due.some((type) => types.has(type))) jobs.push('due');
  return jobs;
}
