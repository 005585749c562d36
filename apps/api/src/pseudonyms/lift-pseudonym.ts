import { pseudonymLifted } from '#domain/audit/audit.events';
import type { Metadata } from '#domain/event';
import { Refusal } from '#domain/refusal';
import { streams } from '#domain/streams';
import { refuseStale, revisionOf } from '#event-store/handle-command';
import { findAlert } from '#read-model/queries/alerts';
import { findCustomer } from '#read-model/queries/customers';
import { findEmployee } from '#read-model/queries/employees';
import type { Desk } from '../desk.js';
import type { Person } from '../http/principal.js';
import { defineCommand } from '../use-case.js';

const liftedForMs = 24 * 3_600_000;
const shortestReason = 10;

type Lifting = {
  readonly reader: Person;
  readonly subject: { readonly kind: 'employee' | 'customer'; readonly id: string };
  readonly reason: string;
  /** The alert that made it necessary, if one did. */
  readonly alertId: string | null;
  readonly eventId: string;
  readonly metadata: Metadata;
  /** A revision of the subject. */
  readonly ifMatch: number | undefined;
};

/**
 * Shows an officer or auditor for a day who somebody is. That it was done, and why, is recorded first.
 * @throws Refusal `not_found`; `revision.stale`; `purpose.too_short`; `reference.unknown` for an alert that is not about
 *   the employee
 */
export const liftPseudonym = defineCommand(
  'LiftPseudonym',
  async (desk: Pick<Desk, 'log' | 'pool'>, lifting: Lifting) => {
    const { reader, subject, reason, alertId, eventId, metadata, ifMatch } = lifting;
    const record = await (subject.kind === 'employee' ? findEmployee : findCustomer)(desk.pool, subject.id);
    if (record === undefined) throw new Refusal('not_found', `There is no such ${subject.kind}.`);
    if (ifMatch !== undefined) refuseStale(ifMatch, await revisionOf(desk.log, streams[subject.kind](subject.id)));
    if (reason.trim().length < shortestReason)
      throw new Refusal('purpose.too_short', `Say in at least ${shortestReason} characters why.`, '/reason');
    if (alertId !== null) await mustConcern(desk, alertId, subject, reader);

    const expiresAt = new Date(Date.parse(metadata.occurredAt) + liftedForMs).toISOString();
    const lifted = pseudonymLifted.of(
      { actorId: reader.accountId, subjectId: subject.id, subjectKind: subject.kind, expiresAt, alertId },
      { reason },
    );
    const stream = streams.audit(reader.accountId, metadata.occurredAt.slice(0, 10));
    const { revision, position } = await desk.log.append(stream, 'any', [{ ...lifted, id: eventId }], metadata);
    return { id: eventId, revision, position, name: record.name, expiresAt };
  },
);

/** An alert is about an employee; a customer's pseudonym may be lifted for any that the reader may see. */
async function mustConcern(
  { pool }: Pick<Desk, 'pool'>,
  alertId: string,
  { kind, id }: Lifting['subject'],
  reader: Person,
): Promise<void> {
  const alert = await findAlert(pool, alertId);
  const hidden = alert === undefined || alert.employeeId === reader.employeeId;
  if (hidden || (kind === 'employee' && alert.employeeId !== id))
    throw new Refusal('reference.unknown', 'There is no such alert about them.', '/alertId');
}
