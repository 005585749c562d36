import { Refusal } from '#domain/refusal';

/** By then whatever was recorded at a moment is in the log for everybody to read. */
const settledAfterMs = 1_500;

/** @throws Refusal `asof.unsettled` for a moment to come, of which nobody can tell */
export function mustHavePassed(at: string, now: Date): void {
  if (Date.parse(at) > now.getTime())
    throw new Refusal('asof.unsettled', 'This moment is still to come; ask for one that has passed.');
}

/** @throws Refusal `asof.unsettled` for a moment to come, or one that later events may still be recorded at */
export function mustBeSettled(at: string, now: Date): void {
  mustHavePassed(at, now);
  if (Date.parse(at) > now.getTime() - settledAfterMs)
    throw new Refusal('asof.unsettled', 'Events may still be recorded at this moment; ask again in two seconds.');
}
