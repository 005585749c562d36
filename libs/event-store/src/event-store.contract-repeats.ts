import { describe, expect, it } from '@jest/globals';
import { all, events, idsOf, isLong, newStream, untilAnswered } from './event-store.contract-support.js';
import type { Fixture } from './event-store.contract-support.js';
import { WrongExpectedRevision } from './event-store.js';
import type { EventStore, ExpectedRevision } from './event-store.js';

const otherEvents = isLong ? 100_000 : 2_000;

/** Appends that are made again because their outcome was not known. */
export function describeRepeats(fixture: () => Fixture): void {
  describe('appending again', () => {
    it.each<[ExpectedRevision, number]>([
      ['none', 0],
      ['any', 0],
      ['any', 3],
      ['exists', 3],
      [2, 3],
    ])('answers as the first time when %s was expected of a stream of %i', async (expected, existing) => {
      const { store } = fixture();
      const stream = newStream();
      if (existing > 0) await store.append(stream, 'none', events(existing));
      const batch = events(3);
      const first = await store.append(stream, expected, batch);
      expect(await store.append(stream, expected, batch)).toEqual(first);
      expect(await all(store.readStream(stream))).toHaveLength(existing + 3);
    });

    it('answers both as one when the same append is made twice at once', async () => {
      const { store } = fixture();
      const stream = newStream();
      const batch = events(2);
      const answers = await Promise.all([store.append(stream, 'none', batch), store.append(stream, 'none', batch)]);
      expect(answers[0]).toEqual(answers[1]);
      expect(idsOf(await all(store.readStream(stream)))).toEqual(idsOf(batch));
    });

    it('refuses other events at a revision that is taken, so that a repeat and a rival are told apart', async () => {
      const { store } = fixture();
      const stream = newStream();
      await store.append(stream, 'none', events(1));
      await store.append(stream, 0, events(1));
      await expect(store.append(stream, 0, events(1))).rejects.toThrow(WrongExpectedRevision);
    });

    it(`answers as the first time after ${otherEvents} other events, and after a restart`, async () => {
      const { store, log } = fixture();
      const made = await makeSeveral(store);
      for (let written = 0; written < otherEvents; written += 500) {
        await store.append(newStream('other'), 'none', events(Math.min(500, otherEvents - written)));
      }
      for (const { repeat, first } of made) expect(await repeat(store)).toEqual(first);
      await log.makeServerRestart?.();
      const other = await log.open();
      for (const { repeat, first } of made) expect(await untilAnswered(() => repeat(other))).toEqual(first);
      for (const { stream } of made) expect(await all(other.readStream(stream))).toHaveLength(4);
      await other.close();
    }, 300_000);

    it('loses no acknowledged event and doubles none when the server stops under load', async () => {
      const { log, store } = fixture();
      if (log.makeServerRestart === undefined) return;
      const writing = new AbortController();
      const writer = async () => {
        const stream = newStream();
        const ids: string[] = [];
        while (!writing.signal.aborted) {
          const batch = events(2);
          await untilAnswered(() => store.append(stream, ids.length === 0 ? 'none' : ids.length - 1, batch));
          ids.push(...idsOf(batch));
        }
        return { stream, ids };
      };
      const writers = Promise.all(Array.from({ length: 8 }, writer));
      await log.makeServerRestart();
      await untilAnswered(() => store.append(newStream(), 'none', events(1)));
      await log.makeServerRestart();
      await untilAnswered(() => store.append(newStream(), 'none', events(1)));
      writing.abort();
      for (const { stream, ids } of await writers) {
        expect(ids.length).toBeGreaterThan(0);
        expect(idsOf(await all(store.readStream(stream)))).toEqual(ids);
      }
    }, 60_000);
  });
}

/** Appends of the kinds that every log recognises for ever, each with its answer. */
async function makeSeveral(store: EventStore) {
  const kinds: readonly ExpectedRevision[] = ['none', 1];
  return Promise.all(
    kinds.map(async (expected) => {
      const stream = newStream();
      const before = events(2);
      const batch = events(2);
      if (expected !== 'none') await store.append(stream, 'none', before);
      const first = await store.append(stream, expected, batch);
      if (expected === 'none') await store.append(stream, 1, before);
      return { stream, first, repeat: (log: EventStore) => log.append(stream, expected, batch) };
    }),
  );
}
