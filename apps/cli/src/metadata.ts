import type { Metadata } from '#domain/event';
import type { Clock } from '#platform/clock';
import type { NewId } from '#platform/ids';

/** Whoever has a shell on the machine acts as the system's operator. */
export const byCommandLine = (clock: Clock, newId: NewId): Metadata => ({
  occurredAt: clock().toISOString(),
  actor: 'system:cli',
  channel: 'cli',
  trust: 'witnessed',
  correlationId: newId(),
});
