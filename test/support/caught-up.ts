import { setTimeout as delay } from 'node:timers/promises';
import type { Running } from './bookward.js';

/** Every projection has passed all that was in the log when it was asked. */
export async function caughtUp({ url }: Running, withinMs: number): Promise<void> {
  const until = performance.now() + withinMs;
  while ((await fetch(`${url}/readyz`)).status !== 200) {
    if (performance.now() > until) throw new Error(`not caught up within ${withinMs} ms`);
    await delay(250);
  }
}
