import { worse } from '#domain/alert/alert.decider';
import type { Metadata } from '#domain/event';
import type { EventNamed } from '#domain/events';
import { streams } from '#domain/streams';
import type { RecordedFact } from '#event-store/codec';
import { WrongExpectedRevision } from '#event-store/event-store';
import type { EventToRecord, Log } from '#event-store/log';
import { derivedId, namespaces } from '#platform/ids';
import type { Paper } from './desk.js';

/** What the worker needs of the log to write. */
export type Appends = Pick<Log, 'append' | 'facts'>;

/**
 * Appends what the engine said at `cause`. Ids and expected revisions follow from the cause alone: whoever does it
 * again, after a crash or beside another worker, appends the same and is answered as the first time.
 */
export async function appendPaper(log: Appends, cause: RecordedFact, paper: Paper): Promise<void> {
  const metadata: Metadata = {
    occurredAt: cause.recordedAt,
    actor: 'system:worker',
    channel: 'system',
    trust: 'witnessed',
    correlationId: cause.correlationId,
    causationId: cause.id,
  };
  const identified = <E extends EventToRecord>(events: readonly E[], kind: string) =>
    events.map((event, index) => ({
      ...event,
      id: derivedId(namespaces.url, `bookward:${kind}#${cause.id}#${paper.employeeId}#${index}`),
    }));
  const risk = identified(paper.risk, 'risk');
  if (risk.length > 0) await log.append(streams.risk(paper.employeeId), paper.expected, risk, metadata);
  for (const event of identified(paper.alerts, 'alert')) {
    const stream = streams.alert(event.data.alertId);
    if (event.type === 'AlertRaised') await log.append(stream, 'none', [event], metadata);
    else await extendOnce(log, stream, event, metadata);
  }
}

const attempts = 20;

/**
 * Officers write to an alert's stream too, so its revision is not ours to know. Nor does an engine that was replaced
 * meanwhile know how grave the alert was before.
 */
async function extendOnce(
  log: Appends,
  stream: string,
  event: EventNamed<'AlertExtended'> & { readonly id: string },
  metadata: Metadata,
) {
  for (let attempt = 1; ; attempt += 1) {
    let revision = -1;
    let { severity } = event.data;
    for await (const known of log.facts.readStream(stream)) {
      if (known.id === event.id) return;
      revision = known.revision;
      if (known.type === 'AlertRaised' || known.type === 'AlertExtended')
        severity = worse(severity, known.data.severity);
    }
    if (revision < 0) throw new Error(`${stream} is extended before it was raised`);
    try {
      await log.append(stream, revision, [{ ...event, data: { ...event.data, severity } }], metadata);
      return;
    } catch (error) {
      if (!(error instanceof WrongExpectedRevision) || attempt >= attempts) throw error;
    }
  }
}
