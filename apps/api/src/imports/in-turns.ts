import { setImmediate as nextTurn } from 'node:timers/promises';
import type { InSteps } from '#domain/import/csv';

/** The longest stretch for which other requests wait; a single step may add to it. */
const stretchMs = 10;

/** Does the work step by step and lets other requests through in between. */
export async function inTurns<T>(steps: InSteps<T>): Promise<T> {
  for (;;) {
    const endsMs = performance.now() + stretchMs;
    do {
      const step = steps.next();
      if (step.done === true) return step.value;
    } while (performance.now() < endsMs);
    await nextTurn();
  }
}
