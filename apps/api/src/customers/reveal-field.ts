import { erased } from '#domain/event';
import type { Metadata } from '#domain/event';
import { Refusal } from '#domain/refusal';
import { streams } from '#domain/streams';
import type { Kind } from '#domain/values';
import type { AccessRequest } from '../access/access-desk.js';
import { denied } from '../access/denied.js';
import type { Desk } from '../desk.js';
import { defineCommand } from '../use-case.js';
import { customerWords } from './customer-words.js';
import type { CustomerWords } from './customer-words.js';

type Needs = Pick<Desk, 'access' | 'log' | 'view' | 'clock'>;
type Reveal = {
  readonly employeeId: string;
  readonly customerId: string;
  /** `<kind>.<field>`. */
  readonly field: string;
  readonly purpose: string | undefined;
  /** The same for the same request under one idempotency key; `repeatable` says that there is a key. */
  readonly eventId: string;
  readonly repeatable: boolean;
  readonly metadata: Metadata;
};
type Revealed = { readonly value: string; readonly remainingToday: number };

/** A repeated request is looked for among this many of the person's latest accesses. */
const latestAccesses = 1_000;

/**
 * One field in clear, recorded before it is answered. Repeated under its key it is judged again and recorded once.
 * @throws Refusal `not_found`, `access.denied`, `reference.unknown` (no such field), `idempotency.mismatch`
 */
export const revealField = defineCommand('RevealField', async (desk: Needs, reveal: Reveal): Promise<Revealed> => {
  const { metadata } = reveal;
  const { employeeId, customerId, field, purpose, eventId } = reveal;
  const repeated = reveal.repeatable && (await wasRecorded(desk, reveal));
  const request: AccessRequest = {
    employeeId,
    action: 'reveal',
    customerIds: [customerId],
    fields: [field],
    rows: 1,
    purpose,
    repeated,
  };
  const judged = desk.access.decide(request);
  const value =
    judged.decision === 'deny' ? undefined : valueOf((await customerWords(desk.log, customerId))?.words, field);
  if (judged.decision !== 'deny' && value === undefined)
    throw new Refusal('reference.unknown', 'The customer has no such field.', '/field');
  if (!repeated || judged.decision === 'deny') {
    // Judged again together with the recording: two requests at once must not both take the last of a daily limit.
    const recorded = await desk.access.decideAndRecord(request, metadata, repeated ? undefined : eventId);
    if (recorded.decision === 'deny') throw denied(recorded);
  }
  return { value: value ?? '', remainingToday: remaining(desk, employeeId) };
});

/** @throws Refusal `idempotency.mismatch` when the key was used for another reveal */
async function wasRecorded({ log, clock }: Needs, reveal: Reveal): Promise<boolean> {
  const stream = streams.access(reveal.employeeId, clock().toISOString().slice(0, 10));
  for await (const event of log.facts.readStream(stream, { direction: 'backwards', limit: latestAccesses })) {
    if (event.id !== reveal.eventId) continue;
    if (
      event.type === 'FieldRevealed' &&
      event.bodyHash === reveal.metadata.bodyHash &&
      event.data.customerIds[0] === reveal.customerId
    )
      return true;
    throw new Refusal('idempotency.mismatch', 'This Idempotency-Key was used for another request; take a new one.');
  }
  return false;
}

function remaining({ view, clock }: Needs, employeeId: string): number {
  const now = clock().toISOString();
  const perDay = view.tierOf(employeeId, now)?.tier.dailyReveals ?? 0;
  return Math.max(0, perDay - view.usedToday(employeeId, now).reveals);
}

function valueOf(words: CustomerWords | typeof erased | undefined, field: string): string | undefined {
  if (words === undefined) return undefined;
  if (words === erased) return erased;
  const dot = field.indexOf('.');
  return words.details[field.slice(0, dot) as Kind]?.[field.slice(dot + 1)];
}
