import { describe, expect, it } from '@jest/globals';
import { customerRecordViewed } from '#domain/access/access.events';
import { EventIdTaken, WrongExpectedRevision } from '#event-store/event-store';
import type { ExpectedRevision, StoredEvent } from '#event-store/event-store';
import type { EventToRecord } from '#event-store/log';
import { DayStreams } from './day-streams.js';
import type { IdentifiedEvent } from './day-streams.js';

const metadata = {
  occurredAt: '2026-03-02T09:00:00Z',
  actor: 'key-1',
  channel: 'api',
  trust: 'claimed',
  correlationId: 'r-1',
} as const;
const viewed = (id: string, customers = 1): IdentifiedEvent => ({
  ...customerRecordViewed.of({
    employeeId: 'e-1',
    customerIds: Array.from({ length: customers }, (_, n) => `0193f5a0-7c11-7000-8000-${String(n).padStart(12, '0')}`),
    kinds: ['contact'],
    rows: customers,
    sensitivity: null,
    portfolio: 'own',
    device: null,
    destination: null,
  }),
  id,
});

const day = { stream: 's', before: 'the day before' };

/** One stream with exact revisions, as the log keeps them; another stream has some ids already. */
function oneStream(takenElsewhere: readonly string[] = []) {
  const stored: string[] = [];
  const appends: { readonly ids: string[]; readonly expected: ExpectedRevision }[] = [];
  let reads = 0;
  const append = async (stream: string, expected: ExpectedRevision, events: readonly EventToRecord[]) => {
    if (expected !== (stored.length === 0 ? 'none' : stored.length - 1))
      throw new WrongExpectedRevision(stream, expected);
    const ids = events.map(({ id }) => id ?? '');
    if (ids.some((id) => takenElsewhere.includes(id))) throw new EventIdTaken(stream);
    appends.push({ ids, expected });
    stored.push(...ids);
    return { revision: stored.length - 1, position: String(stored.length).padStart(4, '0'), ids };
  };
  async function* readStream(stream: string, { from = 0 }: { from?: number } = {}) {
    if (stream !== day.stream) return;
    reads += 1;
    for (const [index, id] of stored.slice(from).entries()) yield { id, revision: from + index } as StoredEvent;
  }
  return { streams: new DayStreams({ append, store: { readStream } }), stored, appends, reads: () => reads };
}

describe('the day stream of a person', () => {
  it('takes an event once, whoever sends it again', async () => {
    const { streams, stored } = oneStream();
    await streams.record(day, [viewed('a'), viewed('b')], metadata);
    const again = await streams.record(day, [viewed('b'), viewed('c')], metadata);
    expect(again).toEqual({ accepted: 1, duplicates: 1, position: '0003' });
    expect(stored).toEqual(['a', 'b', 'c']);
  });

  it('knows after a restart what was taken before it', async () => {
    const before = oneStream();
    before.stored.push('a', 'b');
    expect(await before.streams.record(day, [viewed('a'), viewed('b')], metadata)).toMatchObject({
      accepted: 0,
      duplicates: 2,
    });
  });

  it('reads on and tries again when somebody else wrote in between, even the same event', async () => {
    const { streams, stored } = oneStream();
    await streams.record(day, [viewed('a')], metadata);
    stored.push('x', 'b');
    expect(await streams.record(day, [viewed('b'), viewed('c')], metadata)).toMatchObject({
      accepted: 1,
      duplicates: 1,
    });
    expect(stored).toEqual(['a', 'x', 'b', 'c']);
  });

  it('takes the rest of a batch of which some ids are taken in another stream', async () => {
    const { streams, stored, reads } = oneStream(['b', 'd']);
    await streams.record(day, [viewed('a')], metadata);
    const answer = await streams.record(
      day,
      ['a', 'b', 'c', 'd', 'e'].map((id) => viewed(id)),
      metadata,
    );
    expect(answer).toEqual({ accepted: 2, duplicates: 3, position: '0003' });
    expect(stored).toEqual(['a', 'c', 'e']);
    expect(await streams.record(day, [viewed('d')], metadata)).toMatchObject({ accepted: 0, duplicates: 1 });
    expect(reads()).toBe(1);
  });

  it('does not read the day again for every batch', async () => {
    const { streams, reads } = oneStream();
    for (const id of ['a', 'b', 'c']) await streams.record(day, [viewed(id)], metadata);
    expect(reads()).toBe(1);
  });

  it('does not get into its own way when batches come at once', async () => {
    const { streams, stored, appends } = oneStream();
    await Promise.all(['a', 'b', 'c', 'a'].map((id) => streams.record(day, [viewed(id)], metadata)));
    expect(stored).toEqual(['a', 'b', 'c']);
    expect(appends).toHaveLength(3);
  });

  it('splits what would outgrow one append', async () => {
    const { streams, appends } = oneStream();
    const events = Array.from({ length: 10 }, (_, n) => viewed(`a-${n}`, 3_000));
    expect(await streams.record(day, events, metadata)).toMatchObject({ accepted: 10 });
    expect(appends.length).toBeGreaterThan(2);
  });
});
