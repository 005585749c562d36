import type { Recorded } from '#domain/event';
import type { EventNamed } from '#domain/events';
import type { Action } from '#domain/values';

/** What each event of the access stream records as done. */
export const actionOf = {
  SignedIn: 'sign_in',
  CustomerRecordViewed: 'view',
  CustomersSearched: 'search',
  CustomersListed: 'list',
  FieldRevealed: 'reveal',
  CopySignalled: 'copy',
  RecordsPrinted: 'print',
  RecordsShared: 'share',
  ApiRead: 'api_read',
  RecordsExported: 'export',
  FileDownloaded: 'download',
} as const satisfies Readonly<Record<string, Action>>;

export type AllowedAccess = Recorded<EventNamed<keyof typeof actionOf>>;
export type Access = AllowedAccess | Recorded<EventNamed<'AccessDenied'>>;

/** The same handler for every type of access that was allowed. */
export const onEveryAccess = <R>(handler: (event: AllowedAccess) => R) => ({
  SignedIn: handler,
  CustomerRecordViewed: handler,
  CustomersSearched: handler,
  CustomersListed: handler,
  FieldRevealed: handler,
  CopySignalled: handler,
  RecordsPrinted: handler,
  RecordsShared: handler,
  ApiRead: handler,
  RecordsExported: handler,
  FileDownloaded: handler,
});
