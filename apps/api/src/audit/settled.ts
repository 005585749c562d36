import { Refusal } from '#domain/refusal';
import type { Log } from '#event-store/log';

/** By then whatever was recorded at a moment is in the log for everybody to read. */
const settledAfterMs = 1_500;

/** @throws Refusal `asof.unsettled` for a moment to come, of which nobody can tell */
export function mustHavePassed(at: string, now: Date): void {
  if (Date.parse(at) > now.getTime())
    throw new Refusal('asof.unsettled', 'This moment is still to come; ask for one that has passed.');
}

/**
 * By the log's own clock: ours may be set to another time than the one that events are recorded at.
 * @throws Refusal `asof.unsettled` for a moment to come, or one that later events may still be recorded at;
 * StoreUnavailable
 */
export async function mustBeSettled(at: string, { store }: Pick<Log, 'store'>): Promise<void> {
  const now = await store.now();
  mustHavePassed(at, now);
  if (Date.parse(at) > now.getTime() - settledAfterMs)
    throw new Refusal('asof.unsettled', 'Events may still be recorded at this moment; ask again in two seconds.');
}
