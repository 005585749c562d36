import { setTimeout as pause } from 'node:timers/promises';
import type { SourceMessage } from './event-source.js';
import type { ProjectedEvent } from './projection.js';

/**
 * What a batch costs hardly depends on how many events it has. So when this many came together, the next batch
 * begins no sooner than the rest after this one, unless a full one waits already.
 */
const busy = { events: 16, restMs: 100 } as const;

/**
 * Whatever has come while the last batch was worked on: one event at once when it is quiet, up to `limit` together
 * when much comes. A batch is empty where the log was found to end. Reads ahead by one batch at most.
 */
export async function* batched(
  messages: AsyncIterable<SourceMessage>,
  limit: number,
): AsyncGenerator<readonly ProjectedEvent[]> {
  let events: ProjectedEvent[] = [];
  let caughtUp = false;
  let ended: { readonly error?: unknown } | undefined;
  let wake = (): void => undefined;
  let room = (): void => undefined;

  const read = async (): Promise<void> => {
    for await (const message of messages) {
      caughtUp = message.kind === 'caughtUp';
      if (message.kind === 'event') events.push(message.event);
      wake();
      if (events.length >= limit) await new Promise<void>((resolve) => (room = resolve));
    }
  };
  const reading = read().then(
    () => (ended = {}),
    (error: unknown) => (ended = { error }),
  );
  void reading.then(() => wake());

  for (;;) {
    if (events.length > 0 || caughtUp) {
      const batch = events;
      events = [];
      caughtUp = false;
      room();
      const restedAtMs = batch.length < busy.events ? 0 : performance.now() + busy.restMs;
      yield batch;
      const restLeftMs = restedAtMs - performance.now();
      if (restLeftMs > 0 && events.length < limit && ended === undefined) await pause(restLeftMs);
    } else if (ended === undefined) {
      await new Promise<void>((resolve) => (wake = resolve));
    } else {
      if ('error' in ended) throw ended.error;
      return;
    }
  }
}
