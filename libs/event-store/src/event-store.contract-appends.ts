import { describe, expect, it } from '@jest/globals';
import { all, anEvent, events, idsOf, loadElsewhere, newStream } from './event-store.contract-support.js';
import type { Fixture } from './event-store.contract-support.js';
import { AppendTooLarge, maxAppendBytes, WrongExpectedRevision } from './event-store.js';

export function describeAppends(fixture: () => Fixture): void {
  describe('appending', () => {
    it('starts a stream once when none is expected', async () => {
      const { store } = fixture();
      const stream = newStream();
      expect(await store.append(stream, 'none', events(2))).toMatchObject({ revision: 1 });
      await expect(store.append(stream, 'none', events(1))).rejects.toThrow(WrongExpectedRevision);
      expect(await all(store.readStream(stream))).toHaveLength(2);
    });

    it('continues a stream at the revision that was expected, and at no other', async () => {
      const { store } = fixture();
      const stream = newStream();
      await store.append(stream, 'none', events(2));
      await expect(store.append(stream, 0, events(1))).rejects.toThrow(WrongExpectedRevision);
      await expect(store.append(stream, 2, events(1))).rejects.toThrow(WrongExpectedRevision);
      await expect(store.append(newStream(), 0, events(1))).rejects.toThrow(WrongExpectedRevision);
      expect(await store.append(stream, 1, events(3))).toMatchObject({ revision: 4 });
    });

    it('says which revision a stream was found at', async () => {
      const { store } = fixture();
      const stream = newStream();
      await store.append(stream, 'none', events(2));
      const refused = await store.append(stream, 7, events(1)).catch((error: unknown) => error);
      expect(refused).toMatchObject({ name: 'WrongExpectedRevision', stream, expected: 7 });
      expect([1, undefined]).toContain((refused as WrongExpectedRevision).actual);
    });

    it('continues any stream that exists when that is expected', async () => {
      const { store } = fixture();
      const stream = newStream();
      await expect(store.append(stream, 'exists', events(1))).rejects.toThrow(WrongExpectedRevision);
      await store.append(stream, 'none', events(1));
      expect(await store.append(stream, 'exists', events(1))).toMatchObject({ revision: 1 });
    });

    it('never conflicts when anything is expected, however many write to one stream', async () => {
      const { store } = fixture();
      const stream = newStream();
      const answers = await Promise.all(Array.from({ length: 32 }, () => store.append(stream, 'any', events(3))));
      const revisions = answers.map((answer) => answer.revision).sort((a, b) => a - b);
      expect(revisions).toEqual(Array.from({ length: 32 }, (_, index) => index * 3 + 2));
      expect(await all(store.readStream(stream))).toHaveLength(96);
    });

    it('keeps the events of one append together, in order and complete', async () => {
      const { store } = fixture();
      const stream = newStream();
      const several = [
        anEvent({ personal: [{ subject: 'e1', cipher: 'AAECAw==' }] }),
        anEvent({ type: 'AccessDenied', data: { nested: { list: [1, null, true, 1.5e-7] }, empty: {} } }),
        anEvent(),
      ];
      const appended = await store.append(stream, 'none', several);
      const found = await all(store.readStream(stream));
      expect(found.map(({ position: _, recordedAt: __, ...rest }) => rest)).toEqual(
        several.map((event, revision) => ({ ...event, stream, revision })),
      );
      expect(found.at(-1)).toMatchObject(appended);
      for (const event of found) expect(event.recordedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
      const byTheSameClock = (await store.now()).getTime() - Date.parse(found.at(-1)?.recordedAt ?? '');
      expect(byTheSameClock).toBeGreaterThanOrEqual(0);
      expect(byTheSameClock).toBeLessThan(60_000);
    });

    it.each([
      ['writing systems and emoji', 'Grüße, 株式会社, شركة, 👩‍👩‍👧‍👦, é'],
      ['line separators and control characters', '\u2028\u2029\u0000\u0001\u001f\u007f\r\n\t'],
      ['quotes, braces and backslashes', '"\'{}[],\\\\"\\u0041 $1 NULL'],
      ['half a surrogate pair', '\ud83d'],
    ])('keeps %s as they were written', async (_, word) => {
      const { store } = fixture();
      const stream = newStream();
      await store.append(stream, 'none', [anEvent({ data: { [word]: word } })]);
      expect((await all(store.readStream(stream)))[0]?.data).toEqual({ [word]: word });
    });

    it('accepts an append just below the size limit and refuses one above it, with nothing written', async () => {
      const { store } = fixture();
      const stream = newStream();
      const letters = (bytes: number) => [anEvent({ data: { text: 'x'.repeat(bytes) } })];
      await store.append(stream, 'none', letters(maxAppendBytes - 1_024));
      await expect(store.append(stream, 0, letters(maxAppendBytes))).rejects.toThrow(AppendTooLarge);
      const many = Array.from({ length: 3 }, () => letters(maxAppendBytes / 2)).flat();
      await expect(store.append(stream, 'any', many)).rejects.toMatchObject({ code: 'append.too_large' });
      // The limit is in bytes, and these characters take three each.
      await expect(
        store.append(stream, 'any', [anEvent({ data: { text: '株'.repeat(maxAppendBytes / 2) } })]),
      ).rejects.toThrow(AppendTooLarge);
      expect(await all(store.readStream(stream))).toHaveLength(1);
    });

    it('gives a revision to exactly one of 32 writers in two processes, and disturbs nobody else', async () => {
      const { log, store } = fixture();
      const shared = newStream();
      const before = await store.head();
      const load = { shared, rivals: 8, loners: 8, appendsEach: 15 };
      const results = await Promise.all([loadElsewhere(log, load), loadElsewhere(log, load)]);

      expect(results.flatMap((result) => result.failures)).toEqual([]);
      const won = results.flatMap((result) => result.won).sort((a, b) => a.revision - b.revision);
      expect(won.length + results.reduce((sum, result) => sum + result.lost, 0)).toBe(2 * 8 * 15);
      expect(results.some((result) => result.lost > 0)).toBe(true);
      const inShared = await all(store.readStream(shared));
      expect(inShared.map(({ id, revision }) => ({ id, revision }))).toEqual(won);
      expect(inShared.map((event) => event.revision)).toEqual([...inShared.keys()]);
      for (const { stream, ids } of results.flatMap((result) => result.alone)) {
        expect(idsOf(await all(store.readStream(stream)))).toEqual(ids);
      }
      const everything = await all(store.readAll({ from: before }));
      expect(everything).toHaveLength(won.length + 2 * 8 * 15);
      const instants = everything.map((event) => event.recordedAt);
      expect(instants).toEqual([...instants].sort());
    }, 60_000);
  });
}
