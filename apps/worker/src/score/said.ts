import { scoredTypes } from '#detection/from-log/facts';
import type { EventNamed } from '#domain/events';
import type { RecordedFact } from '#event-store/codec';
import type { Log } from '#event-store/log';

const wordTypes = ['RiskAssessed', 'AlertEpisodeOpened', 'AlertEpisodeClosed', 'AlertRaised', 'AlertExtended'] as const;
/** What scoring wrote about somebody. */
export type Word = RecordedFact<EventNamed<(typeof wordTypes)[number]>>;

type Said = {
  /** Position of the last event of which anything was said, or up to which scoring is kept. */
  readonly through: string;
  /** Of whom something was said at that event, where it is not kept. */
  readonly lastOf: ReadonlySet<string>;
};

/**
 * Reads every word in the log: a process may have ended before it kept what it had said, and another engine keeps
 * nothing of it. `kept`: position up to which scoring is kept.
 */
export async function readSaid(
  log: Pick<Log['facts'], 'readAll'>,
  kept: string,
  heed: (word: Word) => void,
): Promise<Said> {
  const peopleByCause = new Map<string, Set<string>>();
  for await (const event of log.readAll({ filter: { types: [...wordTypes] } })) {
    if (!isWord(event)) continue;
    heed(event);
    // A word follows its cause; of those that follow it, some speak of what was kept.
    if (event.position <= kept || event.causationId === undefined) continue;
    const people = peopleByCause.get(event.causationId) ?? new Set();
    peopleByCause.set(event.causationId, people.add(event.data.employeeId));
  }
  let said: Said = { through: kept, lastOf: new Set() };
  if (peopleByCause.size === 0) return said;
  for await (const { id, position } of log.readAll({ from: kept, filter: { types: [...scoredTypes] } })) {
    const lastOf = peopleByCause.get(id);
    if (lastOf !== undefined) said = { through: position, lastOf };
  }
  return said;
}

const isWord = (event: RecordedFact): event is Word => wordTypes.some((type) => type === event.type);
