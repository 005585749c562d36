import type { Decider, Fact } from '../decider.js';
import type { EventOf } from '../event.js';
import { Refusal } from '../refusal.js';
import { severities } from '../values.js';
import type { AlertStatus, Severity, Verdict } from '../values.js';
import * as events from './alert.events.js';

export type AlertEvent = EventOf<
  (typeof events)['alertRaised' | 'alertExtended' | 'alertAcknowledged' | 'alertDisposed']
>;
type Raised = Fact<EventOf<typeof events.alertRaised>>['data'];

/** One episode as an officer sees it: the latest finding, and what was done about it. */
type Alert = Raised & { readonly status: AlertStatus; readonly verdict: Verdict | null };
export type AlertState = { readonly status: 'unknown' } | Alert;

/** `by` is the officer, as an employee: nobody handles an alert about themself. */
export type AlertCommand =
  | { readonly type: 'AcknowledgeAlert'; readonly by: string }
  | { readonly type: 'DisposeAlert'; readonly by: string; readonly verdict: Verdict; readonly reason: string };

/**
 * What officers decide about an alert; raising and extending it is the worker's.
 * @throws Refusal `not_found` also for one's own alert; `state.conflict` once it is disposed
 */
export const alertDecider: Decider<AlertState, AlertCommand, AlertEvent> = {
  initial: { status: 'unknown' },

  decide(command, state) {
    if (state.status === 'unknown' || state.employeeId === command.by)
      throw new Refusal('not_found', 'There is no such alert.');
    const { alertId, employeeId } = state;
    if (state.status === 'disposed')
      throw new Refusal('state.conflict', 'This alert is disposed; a new finding opens another.');
    switch (command.type) {
      case 'AcknowledgeAlert':
        return state.status === 'acknowledged'
          ? []
          : [events.alertAcknowledged.of({ alertId, employeeId, by: command.by })];
      case 'DisposeAlert':
        return [
          events.alertDisposed.of(
            { alertId, employeeId, by: command.by, verdict: command.verdict },
            { reason: command.reason },
          ),
        ];
    }
  },

  evolve(state, event) {
    if (event.type === 'AlertRaised') return { ...event.data, status: 'open', verdict: null };
    if (state.status === 'unknown') throw new Error(`${event.type} before AlertRaised`);
    switch (event.type) {
      case 'AlertExtended':
        return { ...state, ...event.data, severity: worse(state.severity, event.data.severity) };
      case 'AlertAcknowledged':
        return { ...state, status: 'acknowledged' };
      case 'AlertDisposed':
        return { ...state, status: 'disposed', verdict: event.data.verdict };
    }
  },
};

/** A milder finding does not calm an alert that was worse. */
export const worse = (a: Severity, b: Severity): Severity => (severities.indexOf(a) > severities.indexOf(b) ? a : b);
