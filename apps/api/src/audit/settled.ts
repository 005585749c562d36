import { Refusal } from '#domain/refusal';

/** By then whatever was recorded at a moment is in the log for everybody to read. */
const settledAfterMs = 1_500;

/** @throws Refusal `asof.unsettled` for a moment that later events may still be recorded at */
export function mustBeSettled(at: string, now: Date): void {
  if (Date.parse(at) > now.getTime() - settledAfterMs)
    throw new Refusal('asof.unsettled', 'Events may still be recorded at this moment; ask again in two seconds.');
}
