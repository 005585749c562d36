import { checkpointsOf } from '../checkpoints.js';
import type { Queryable } from '../sql.js';

export type ProjectionHealth = {
  readonly name: string;
  /** Events that are not in the tables yet; counted up to 10,000. */
  readonly lagEvents: number;
  /** Age of the oldest of them. */
  readonly lagSeconds: number;
  /** Why it stands still, if it does. */
  readonly stopped?: string;
};

/** Whoever is further behind is told no more than that. */
export const countedEvents = 10_000;

/** The log as it is stored, as far as it takes to count what is missing: also what this version cannot read. */
export type LogTail = {
  readAll(options: { readonly from?: string; readonly limit: number }): AsyncIterable<{ readonly recordedAt: string }>;
};

export async function projectionHealth(
  db: Queryable,
  log: LogTail,
  nowMs: number,
): Promise<readonly ProjectionHealth[]> {
  const checkpoints = await checkpointsOf(db);
  const behind = new Map<string, Behind>();
  for (const position of new Set(checkpoints.map((each) => each.position))) {
    behind.set(position, await eventsAfter(log, position));
  }
  return checkpoints.map(({ projection, position, stopped }) => {
    const { events = 0, oldest = null } = behind.get(position) ?? {};
    const lagSeconds = oldest === null ? 0 : Math.max(0, nowMs - Date.parse(oldest)) / 1_000;
    return { name: projection, lagEvents: events, lagSeconds, ...(stopped !== null && { stopped }) };
  });
}

type Behind = { readonly events: number; readonly oldest: string | null };

async function eventsAfter(log: LogTail, position: string): Promise<Behind> {
  let events = 0;
  let oldest: string | null = null;
  for await (const event of log.readAll({ ...(position !== '' && { from: position }), limit: countedEvents })) {
    events += 1;
    oldest ??= event.recordedAt;
  }
  return { events, oldest };
}
