import type { EngineInput } from '../engine.js';
import { lookBeside } from './beside.js';
import type { Disposed, ReadsStreams } from './beside.js';
import { isScored } from './facts.js';
import type { Facts, LogFact } from './facts.js';

/**
 * What events of the log tell an engine that hears them anew, event by event: as the worker tells it.
 * `engineEpisode` as in `lookBeside`; null closes whatever episode is open.
 */
export async function* told(
  log: ReadsStreams,
  events: AsyncIterable<LogFact>,
  facts: Facts,
  engineEpisode: (disposed: Disposed) => number | null = () => null,
): AsyncGenerator<{ readonly position: string; readonly inputs: readonly EngineInput[] }> {
  for await (const event of events) {
    const inputs = isScored(event) ? facts.tell(event, await lookBeside(log, event, engineEpisode)) : [];
    yield { position: event.position, inputs };
  }
}
