import { alertDecider } from '#domain/alert/alert.decider';
import type { AlertEvent } from '#domain/alert/alert.decider';
import type { Fact } from '#domain/decider';
import type { RecordedFact } from '#event-store/codec';
import type { Log } from '#event-store/log';
import type { EventStream } from './server-sent-events.js';

const names = {
  AlertRaised: 'alert.raised',
  AlertExtended: 'alert.extended',
  AlertAcknowledged: 'alert.acknowledged',
  AlertDisposed: 'alert.disposed',
} as const;
type AlertFact = Extract<RecordedFact, { type: keyof typeof names }>;
const isAlertFact = (event: RecordedFact): event is AlertFact => Object.hasOwn(names, event.type);

/** More often than the contract asks for, so that a right that ends between two looks ends in time. */
const recheckMs = 10_000;

export type AlertStream = {
  readonly stream: EventStream;
  /** The reader as an employee: nothing about oneself is sent. */
  readonly readerId: string | null;
  /** Exclusive; a position. */
  readonly from: string;
  readonly mayStillRead: () => boolean;
};

/**
 * Sends what becomes of alerts until the client goes or loses the right. A message names the alert, never the person.
 */
export async function streamAlerts(log: Log, { stream, readerId, from, mayStillRead }: AlertStream): Promise<void> {
  const recheck = setInterval(() => {
    if (mayStillRead()) stream.heartbeat();
    else stream.end();
  }, recheckMs);
  recheck.unref();
  try {
    const filter = { types: Object.keys(names), streamPrefixes: ['alert-'] };
    for await (const message of log.facts.subscribe({ from, filter, signal: stream.closed })) {
      if (message.kind === 'caughtUp' || !isAlertFact(message.event)) continue;
      const { id, type, stream: name, revision, position, data } = message.event;
      if (data.employeeId === readerId) continue;
      if (!mayStillRead()) return;
      const alert = await alertAt(log, name, revision);
      if (alert.status === 'unknown') throw new Error(`${id} belongs to no alert`);
      const { alertId, severity, status } = alert;
      await stream.send({ id: position, event: names[type], data: { id: alertId, severity, status } });
    }
  } finally {
    clearInterval(recheck);
    stream.end();
  }
}

/** The alert as it was after that event: later ones have messages of their own. */
async function alertAt({ facts }: Log, stream: string, revision: number) {
  let state = alertDecider.initial;
  for await (const event of facts.readStream(stream, { limit: revision + 1 }))
    // The stream holds its decider's own events.
    state = alertDecider.evolve(state, event as Fact<AlertEvent>);
  return state;
}
