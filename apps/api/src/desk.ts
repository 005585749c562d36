import { z } from 'zod';
import type { Decider } from '#domain/decider';
import type { DomainEvent } from '#domain/events';
import type { Aliases } from '#event-store/aliases';
import { handleCommand } from '#event-store/handle-command';
import type { CommandToHandle, Handled } from '#event-store/handle-command';
import type { Log } from '#event-store/log';
import type { JobQueue } from '#jobs/open-queue';
import type { Clock } from '#platform/clock';
import type { NewId } from '#platform/ids';
import type { SqlPool } from '#platform/postgres';
import type { Page, PageRequest } from '#read-model/queries/page';
import type { AccessDesk } from './access/access-desk.js';
import type { Hash } from './activity/claimed-access.js';
import type { ActivityRecorder } from './activity/record-activity.js';
import type { Inspections } from './audit/inspections.js';
import type { Verifications } from './audit/verifications.js';
import type { DecisionView } from './decision-view/decision-view.js';
import type { ExternalIds } from './decision-view/external-ids.js';
import type { ExportFiles } from './exports/export-files.js';
import type { Cursors } from './http/cursor.js';
import { HttpProblem } from './http/http-problem.js';
import type { Person } from './http/principal.js';
import type { LiveView } from './view/live-view.js';

/** The desk, as Nest injects it. */
export const DESK = Symbol('desk');

/** What the business routes work with; each use case names the parts that it needs. */
export type Desk = {
  readonly log: Log;
  readonly aliases: Aliases;
  /** Of the read models. */
  readonly pool: SqlPool;
  readonly view: DecisionView;
  readonly live: LiveView;
  readonly externalIds: ExternalIds;
  readonly access: AccessDesk;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly hash: Hash;
  readonly cursors: Cursors;
  readonly recordActivity: ActivityRecorder;
  readonly exportFiles: ExportFiles;
  /** Waits until the read models hold the position. @throws Refusal `view.lagging` */
  readonly readsHold: (position: string) => Promise<void>;
  readonly inspections: Inspections;
  readonly verifications: Verifications;
  readonly queue: Pick<JobQueue, 'backend' | 'counts'>;
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

/** The employee that an account acts as. @throws HttpProblem `auth.forbidden` for an account without one */
export function employeeOf({ employeeId }: Person): string {
  if (employeeId === null) throw new HttpProblem('auth.forbidden', 'This account belongs to no employee.');
  return employeeId;
}

/** A page as lists answer it; `list` is the list that the cursor belongs to. */
export const pageAnswer = <Row, Item>(
  { cursors }: Pick<Desk, 'cursors'>,
  list: string,
  { items, next }: Page<Row>,
  show: (row: Row) => Item,
) => ({ items: items.map(show), nextCursor: next === null ? null : cursors.seal(list, next) });

/** What a list's query asks for. @throws HttpProblem `request.invalid` for a cursor of another list */
export const pageRequest = (
  { cursors }: Pick<Desk, 'cursors'>,
  list: string,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
): PageRequest => ({ limit, after: cursor === undefined ? null : cursors.open(list, cursor, z.array(z.string())) });
