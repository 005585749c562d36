import { decode, encode, validate } from '#event-store/codec';
import type { StoredEvent } from '#event-store/event-store';
import type { RecordedEvent } from './recorded-events.js';

const key = Buffer.alloc(32, 7);

/**
 * Events as the log holds them, decoded by a reader who comes so many events after each was recorded: of subjects
 * that are erased by then, and from then on for whoever writes, nothing personal can be read.
 */
export async function readLater(events: readonly RecordedEvent[], eventsLater: number): Promise<RecordedEvent[]> {
  const erasedAt = new Map<string, number>();
  for (const [index, event] of events.entries())
    if (event.type === 'SubjectKeyDestroyed' && !erasedAt.has(event.data.subjectId))
      erasedAt.set(event.data.subjectId, index);
  const keyAt = (index: number) => (subject: string) => {
    const erased = erasedAt.get(subject);
    return erased !== undefined && erased <= index ? ('erased' as const) : key;
  };
  const read: RecordedEvent[] = [];
  for (const [index, event] of events.entries()) {
    const { id, stream, revision, position, recordedAt, occurredAt, actor, channel, trust, correlationId } = event;
    const metadata = { occurredAt, actor, channel, trust, correlationId };
    const encoded = encode(validate(event), { stream, id }, metadata, keyAt(index));
    const stored: StoredEvent = { ...encoded, stream, revision, position, recordedAt };
    read.push(await decode(stored, keyAt(index + eventsLater)));
  }
  return read;
}
