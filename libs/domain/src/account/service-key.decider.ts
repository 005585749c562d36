import type { Decider } from '../decider.js';
import type { EventOf } from '../event.js';
import { Refusal } from '../refusal.js';
import { serviceKeyIssued, serviceKeyRevoked } from './account.events.js';

type Issued = EventOf<typeof serviceKeyIssued>;
export type ServiceKeyEvent = Issued | EventOf<typeof serviceKeyRevoked>;
export type ServiceKeyState =
  { readonly status: 'unknown' } | ({ readonly status: 'valid' | 'revoked' } & Issued['data']);
export type ServiceKeyCommand =
  | { readonly type: 'IssueServiceKey'; readonly key: Parameters<(typeof serviceKeyIssued)['of']>[0] }
  | { readonly type: 'RevokeServiceKey' };

/** Keys of other systems: issued once, revoked for good. */
export const serviceKeyDecider: Decider<ServiceKeyState, ServiceKeyCommand, ServiceKeyEvent> = {
  initial: { status: 'unknown' },
  decide(command, state) {
    if (command.type === 'IssueServiceKey') return state.status === 'unknown' ? [serviceKeyIssued.of(command.key)] : [];
    if (state.status === 'unknown') throw new Refusal('not_found', 'There is no such key.');
    return state.status === 'revoked' ? [] : [serviceKeyRevoked.of({ keyId: state.keyId })];
  },
  evolve(state, event) {
    if (event.type === 'ServiceKeyIssued') return { status: 'valid', ...event.data };
    return state.status === 'unknown' ? state : { ...state, status: 'revoked' };
  },
};
