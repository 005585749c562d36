import { erased } from '#domain/event';
import type { Metadata } from '#domain/event';
import { Refusal } from '#domain/refusal';
import { streams } from '#domain/streams';
import { refuseStale, usedForAnother } from '#event-store/handle-command';
import { placesOf } from '#read-model/queries/audit-events';
import type { AccessRequest } from '../access/access-desk.js';
import { denied } from '../access/denied.js';
import type { Desk } from '../desk.js';
import { defineCommand } from '../use-case.js';
import { customerWords } from './customer-words.js';
import type { CustomerWords } from './customer-words.js';
import { fieldValue } from './field-value.js';

type Needs = Pick<Desk, 'access' | 'log' | 'pool' | 'view' | 'clock' | 'hash'>;
type Reveal = {
  readonly employeeId: string;
  readonly customerId: string;
  /** `<kind>.<field>`. */
  readonly field: string;
  readonly purpose: string | undefined;
  /** Both the same for the same request under one idempotency key; `repeatable` says that there is a key. */
  readonly eventId: string;
  readonly denialId: string;
  readonly repeatable: boolean;
  readonly metadata: Metadata;
  /** A revision of the customer. */
  readonly ifMatch: number | undefined;
};
type Revealed = {
  readonly value: string;
  readonly remainingToday: number;
  /** Of the event that records it. */
  readonly position: string;
};

/**
 * A repeated request is looked for among this many of the person's latest accesses, so far back over midnight; what
 * happened before has been read into the index of events by now.
 */
const latestAccesses = 1_000;
const perhapsUnreadMs = 3_600_000;

/**
 * One field in clear, recorded before it is answered. Repeated under its key it is judged again and recorded once.
 * @throws Refusal `not_found`, `access.denied`, `reference.unknown` (no such field), `revision.stale`, `idempotency.mismatch`
 */
export const revealField = defineCommand('RevealField', async (desk: Needs, reveal: Reveal): Promise<Revealed> => {
  const { metadata, employeeId, customerId, field, purpose, eventId, denialId } = reveal;
  const recorded = reveal.repeatable ? await recordedBefore(desk, reveal) : new Map<string, string>();
  const request: AccessRequest = {
    employeeId,
    action: 'reveal',
    customerIds: [customerId],
    fields: [field],
    rows: 1,
    purpose,
    repeated: recorded.has(eventId),
  };
  const judged = desk.access.decide(request);
  if (judged.decision === 'deny') {
    if (!recorded.has(denialId)) await desk.access.record(request, judged, metadata, denialId);
    throw denied(judged);
  }
  const customer = await customerWords(desk.log, customerId);
  refuseStale(reveal.ifMatch, customer?.revision ?? -1);
  const value = valueOf(customer?.words, field);
  if (value === undefined) throw new Refusal('reference.unknown', 'The customer has no such field.', '/field');
  let position = recorded.get(eventId);
  if (position === undefined) {
    // Judged again together with the recording: two requests at once must not both take the last of a daily limit.
    const decided = await desk.access.decideAndRecord(request, metadata, eventId, denialId);
    if (decided.decision === 'deny') throw denied(decided);
    ({ position } = decided);
  }
  return { value, remainingToday: remaining(desk, employeeId), position };
});

/** Which of its two events this request has in the log, and where. @throws Refusal `idempotency.mismatch` when another reveal has */
async function recordedBefore({ log, pool, clock, hash }: Needs, reveal: Reveal): Promise<ReadonlyMap<string, string>> {
  const { employeeId, customerId, eventId, denialId, metadata } = reveal;
  const nowMs = clock().getTime();
  const days = [nowMs, nowMs - perhapsUnreadMs].map((ms) => new Date(ms).toISOString().slice(0, 10));
  const places = await placesOf(pool, [eventId, denialId], undefined);
  const accessStreams = new Set([
    ...days.map((day) => streams.access(employeeId, day)),
    ...places.map(({ stream }) => stream),
  ]);
  // Of a customer that nobody knows the log holds a hash.
  const names = new Set<string | undefined>([customerId, hash('customer', customerId)]);
  const found = new Map<string, string>();
  for (const stream of accessStreams) {
    const latest = { direction: 'backwards', limit: latestAccesses } as const;
    for await (const { id, position, bodyHash, data } of log.facts.readStream(stream, latest)) {
      if (id !== eventId && id !== denialId) continue;
      const isTheSame = bodyHash === metadata.bodyHash && 'customerIds' in data && names.has(data.customerIds[0]);
      if (!isTheSame) throw usedForAnother();
      found.set(id, position);
    }
  }
  return found;
}

function remaining({ view, clock }: Needs, employeeId: string): number {
  const now = clock().toISOString();
  const perDay = view.tierOf(employeeId, now)?.tier.dailyReveals ?? 0;
  return Math.max(0, perDay - view.usedToday(employeeId, now).reveals);
}

function valueOf(words: CustomerWords | typeof erased | undefined, field: string): string | undefined {
  if (words === undefined) return undefined;
  return words === erased ? erased : fieldValue(words.details, field);
}
