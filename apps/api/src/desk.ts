import type pg from 'pg';
import type { Decider } from '#domain/decider';
import type { DomainEvent } from '#domain/events';
import type { Aliases } from '#event-store/aliases';
import { handleCommand } from '#event-store/handle-command';
import type { CommandToHandle, Handled } from '#event-store/handle-command';
import type { Log } from '#event-store/log';
import type { Clock } from '#platform/clock';
import type { NewId } from '#platform/ids';
import type { AccessDesk } from './access/access-desk.js';
import type { Hash } from './activity/claimed-access.js';
import type { DecisionView } from './decision-view/decision-view.js';
import type { ExternalIds } from './decision-view/external-ids.js';
import type { LiveView } from './view/live-view.js';

/** What the business routes work with; each use case names the parts that it needs. */
export type Desk = {
  readonly log: Log;
  readonly aliases: Aliases;
  /** Of the read models. */
  readonly pool: pg.Pool;
  readonly view: DecisionView;
  readonly live: LiveView;
  readonly externalIds: ExternalIds;
  readonly access: AccessDesk;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly hash: Hash;
};

/**
 * Handles a command and answers once this process decides by its outcome: nobody who was told that rights were
 * narrowed meets the old ones here.
 * @throws as `handleCommand`; Refusal `view.lagging` when the outcome is written but not yet decided by
 */
export async function execute<State, Command, E extends DomainEvent>(
  { log, live }: Pick<Desk, 'log' | 'live'>,
  decider: Decider<State, Command, E>,
  request: CommandToHandle<Command>,
): Promise<Handled<State, E>> {
  const handled = await handleCommand(log, decider, request);
  await live.passed(handled.position);
  return handled;
}
