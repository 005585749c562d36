import { addMilliseconds } from 'date-fns/addMilliseconds';
import type { Decider, Fact } from '../decider.js';
import type { EventOf } from '../event.js';
import { Refusal } from '../refusal.js';
import type { ApprovalStatus, ExportStatus } from '../values.js';
import * as events from './export.events.js';

type Definitions = Omit<typeof events, 'exportFilter' | 'exportField' | 'exportFormat'>;
export type ExportEvent = EventOf<Definitions[keyof Definitions]>;

type Requested = Fact<EventOf<typeof events.exportRequested>>['data'];
type Executed = Fact<EventOf<typeof events.exportExecuted>>['data'];

export type Export = {
  readonly status: ExportStatus;
  readonly exportId: string;
  readonly requestedBy: string;
  readonly requestedByAccount: string;
  /** Null for an export that was refused at its request. */
  readonly approvalId: string | null;
  readonly request: Pick<Requested, 'filter' | 'fields' | 'format' | 'rows' | 'leftOut' | 'highestSensitivity'>;
  readonly setRoot: string | null;
  /** How long a grant will hold; null for an export that was refused at its request. */
  readonly grantHours: number | null;
  readonly expiresAt: string | null;
  readonly executed: Pick<
    Executed,
    'rows' | 'leftOut' | 'sensitivity' | 'portfolio' | 'manifestRoot' | 'watermarkId' | 'bytes'
  > | null;
  readonly downloads: number;
};
/** The customers of a request are listed, part by part, before the request itself. */
export type ExportState = { readonly status: 'unknown' } | Export;

type Request = Parameters<(typeof events.exportRequested)['of']>[0];
type Refusing = Omit<Parameters<(typeof events.exportRefused)['of']>[0], 'because'>;
type Words = { readonly purpose: string; readonly recipient: string };

export type ExportCommand =
  | { readonly type: 'RequestExport'; readonly request: Request; readonly words: Words }
  /** Recorded, because an auditor cares: the cap, the rights, or no chain. */
  | { readonly type: 'RefuseRequest'; readonly request: Refusing; readonly words: Words; readonly because: string }
  /** What became of the approval; said again, it changes nothing. */
  | { readonly type: 'FollowApproval'; readonly outcome: ApprovalStatus; readonly now: string }
  | {
      readonly type: 'RunExport';
      readonly by: string;
      /** The requester gave notice after the grant was given. */
      readonly departingSinceGrant: boolean;
      readonly released: Omit<Executed, 'exportId' | 'requestedBy'>;
      readonly now: string;
    }
  | { readonly type: 'DownloadFile'; readonly by: string; readonly device: string | null; readonly now: string }
  | { readonly type: 'ExpireGrant'; readonly now: string };

/** One export, from the request to the file: a single-use, expiring grant bound to its requester and its set. */
export const exportDecider: Decider<ExportState, ExportCommand, ExportEvent> = {
  initial: { status: 'unknown' },

  decide(command, state) {
    if (command.type === 'RequestExport') {
      if (state.status !== 'unknown') return [];
      mustSayWhatFor(command.words.purpose);
      return [events.exportRequested.of(command.request, command.words)];
    }
    if (command.type === 'RefuseRequest') {
      if (state.status !== 'unknown') return [];
      return [events.exportRefused.of({ ...command.request, because: command.because }, command.words)];
    }
    if (state.status === 'unknown') throw new Refusal('not_found', 'There is no such export.');
    switch (command.type) {
      case 'FollowApproval':
        return followApproval(state, command.outcome, command.now);
      case 'RunExport':
        mustBeRunnable(state, command);
        // Who renders the file takes its rows from the approved set; more of them is a defect, and nothing leaves.
        if (command.released.rows > state.request.rows)
          throw new Error(`${command.released.rows} rows to release, ${state.request.rows} approved`);
        return [
          events.exportExecuted.of({ exportId: state.exportId, requestedBy: state.requestedBy, ...command.released }),
        ];
      case 'DownloadFile':
        return downloadFile(state, command);
      case 'ExpireGrant':
        return state.status === 'granted' && isOver(state, command.now) ? [events.exportExpired.of(idsOf(state))] : [];
    }
  },

  evolve(state, event) {
    if (event.type === 'ExportSetListed') return state;
    if (event.type === 'ExportRequested') {
      const { exportId, requestedBy, requestedByAccount, approvalId, setRoot, grantHours } = event.data;
      return {
        ...blank,
        status: 'pending',
        exportId,
        requestedBy,
        requestedByAccount,
        approvalId,
        setRoot,
        grantHours,
        request: requestOf(event.data),
      };
    }
    if (event.type === 'ExportRefused' && state.status === 'unknown') {
      const { exportId, requestedBy, requestedByAccount } = event.data;
      return { ...blank, status: 'refused', exportId, requestedBy, requestedByAccount, request: requestOf(event.data) };
    }
    if (state.status === 'unknown') throw new Error(`${event.type} before ExportRequested`);
    switch (event.type) {
      case 'ExportRefused':
        return { ...state, status: 'refused' };
      case 'ExportGranted':
        return { ...state, status: 'granted', expiresAt: event.data.expiresAt };
      case 'ExportReturned':
        return { ...state, status: 'returned' };
      case 'ExportWithdrawn':
        return { ...state, status: 'withdrawn' };
      case 'ExportExecuted': {
        const { exportId: _, requestedBy: __, device: ___, ...executed } = event.data;
        return { ...state, status: 'executed', executed };
      }
      case 'ExportDownloaded':
        return { ...state, downloads: state.downloads + 1 };
      case 'ExportExpired':
        return { ...state, status: 'expired' };
    }
  },
};

const blank = {
  approvalId: null,
  setRoot: null,
  grantHours: null,
  expiresAt: null,
  executed: null,
  downloads: 0,
} as const;
const requestOf = ({
  filter,
  fields,
  format,
  rows,
  leftOut,
  highestSensitivity,
}: Export['request']): Export['request'] => ({
  filter,
  fields,
  format,
  rows,
  leftOut,
  highestSensitivity,
});
const idsOf = ({ exportId, requestedBy }: Export) => ({ exportId, requestedBy });
const isOver = ({ expiresAt }: Export, now: string): boolean => expiresAt !== null && now >= expiresAt;

const hourMs = 3_600_000;

function followApproval(state: Export, outcome: ApprovalStatus, now: string): readonly ExportEvent[] {
  if (state.status !== 'pending') return [];
  const { exportId, requestedBy, requestedByAccount, request, grantHours } = state;
  const refused = (because: string) =>
    events.exportRefused.of({
      exportId,
      requestedBy,
      requestedByAccount,
      ...request,
      fields: [...request.fields],
      because,
    });
  switch (outcome) {
    case 'pending':
      return [];
    case 'granted':
      return [
        events.exportGranted.of({
          exportId,
          requestedBy,
          expiresAt: addMilliseconds(now, Math.ceil((grantHours ?? 0) * hourMs)).toISOString(),
        }),
      ];
    case 'rejected':
      return [refused('approval.rejected')];
    case 'expired':
      return [refused('approval.expired')];
    case 'returned':
      return [events.exportReturned.of({ exportId, requestedBy })];
    case 'withdrawn':
      return [events.exportWithdrawn.of({ exportId, requestedBy })];
  }
}

const shortestPurpose = 10;
function mustSayWhatFor(purpose: string): void {
  if (purpose.trim().length < shortestPurpose)
    throw new Refusal('purpose.too_short', `Say in at least ${shortestPurpose} characters what for.`, '/purpose');
}

/**
 * Whether the grant runs now. Asked before the file is rendered, and again when its release is recorded.
 * @throws Refusal `not_found` for anyone but the requester; `grant.used`, `grant.expired`, `state.conflict`;
 *   `access.denied` for a grant given before the notice
 */
export function mustBeRunnable(
  state: ExportState,
  {
    by,
    departingSinceGrant,
    now,
  }: Pick<Extract<ExportCommand, { type: 'RunExport' }>, 'by' | 'departingSinceGrant' | 'now'>,
): asserts state is Export {
  if (state.status === 'unknown' || by !== state.requestedBy)
    throw new Refusal('not_found', 'There is no such export.');
  if (state.status === 'executed')
    throw new Refusal(
      'grant.used',
      'This grant has been used: its file can be fetched until the grant ends, and a further export needs a request of its own.',
    );
  if (state.status === 'expired' || (state.status === 'granted' && isOver(state, now)))
    throw new Refusal('grant.expired', 'This grant has expired; request the export again.');
  if (state.status !== 'granted')
    throw new Refusal('state.conflict', `This export is ${state.status}; only a granted one runs.`);
  if (departingSinceGrant)
    throw new Refusal('access.denied', 'A grant given before the notice no longer runs; request the export again.');
}

function downloadFile(
  state: Export,
  { by, device, now }: Extract<ExportCommand, { type: 'DownloadFile' }>,
): readonly ExportEvent[] {
  if (by !== state.requestedBy) throw new Refusal('not_found', 'There is no such export.');
  if (state.executed === null) throw new Refusal('state.conflict', `This export is ${state.status}; it has no file.`);
  if (isOver(state, now))
    throw new Refusal('grant.expired', 'The file is gone with its grant; request the export again.');
  const { rows, sensitivity, portfolio, bytes } = state.executed;
  return [events.exportDownloaded.of({ ...idsOf(state), rows, sensitivity, portfolio, bytes, device })];
}
