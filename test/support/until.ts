import { setTimeout as delay } from 'node:timers/promises';

/** Waits for a condition, for ten seconds at most. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 10_000;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error('waited ten seconds in vain');
    await delay(5);
  }
}
