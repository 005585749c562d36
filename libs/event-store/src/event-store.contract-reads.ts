import { beforeAll, describe, expect, it } from '@jest/globals';
import { all, anEvent, events, idsOf, newStream } from './event-store.contract-support.js';
import type { Fixture } from './event-store.contract-support.js';
import type { StoredEvent } from './event-store.js';

export function describeReads(fixture: () => Fixture): void {
  describe('reading a stream', () => {
    const stream = newStream();
    const ten = events(10);
    beforeAll(() => fixture().store.append(stream, 'none', ten));
    const revisions = (list: readonly StoredEvent[]) => list.map((event) => event.revision);

    it('finds nothing where there is no stream', async () => {
      expect(await all(fixture().store.readStream(newStream()))).toEqual([]);
    });

    it('finds every event once, oldest first', async () => {
      expect(idsOf(await all(fixture().store.readStream(stream)))).toEqual(idsOf(ten));
    });

    it.each([
      [{ from: 7 }, [7, 8, 9]],
      [{ from: 10 }, []],
      [{ limit: 2 }, [0, 1]],
      [{ limit: 0 }, []],
      [{ from: 3, limit: 2 }, [3, 4]],
      [{ direction: 'backwards', limit: 3 }, [9, 8, 7]],
      [{ direction: 'backwards', from: 2 }, [2, 1, 0]],
      [{ direction: 'backwards', from: 5, limit: 2 }, [5, 4]],
    ] as const)('with %j finds revisions %j', async (options, expected) => {
      expect(revisions(await all(fixture().store.readStream(stream, options)))).toEqual(expected);
    });

    it('finds streams longer than any page, and lets a reader stop early', async () => {
      const { store } = fixture();
      const long = newStream();
      for (let part = 0; part < 3; part++) await store.append(long, part === 0 ? 'none' : part * 500 - 1, events(500));
      expect(revisions(await all(store.readStream(long)))).toEqual(Array.from({ length: 1_500 }, (_, index) => index));
      for await (const event of store.readStream(long)) if (event.revision === 200) break;
      expect(await all(store.readStream(long, { from: 1_499 }))).toHaveLength(1);
    });
  });

  describe('reading the whole log', () => {
    const kind = `kind${newStream().slice(-6)}`;
    const [one, two, other] = [newStream(kind), newStream(kind), newStream(`${kind}x`)];
    let before = '';
    let everything: StoredEvent[] = [];
    beforeAll(async () => {
      const { store } = fixture();
      before = await store.head();
      await store.append(one, 'none', events(2));
      await store.append(two, 'none', [anEvent(), anEvent({ type: 'AccessDenied' })]);
      await store.append(one, 1, [anEvent({ type: 'AccessDenied' }), anEvent({ type: 'SignedIn' })]);
      await store.append(other, 'none', events(2));
      everything = await all(store.readAll({ from: before }));
    });

    it('finds every event after a position, in the order in which they were appended', () => {
      expect(everything.map((event) => [event.stream, event.revision])).toEqual([
        ...[one, one, two, two, one, one].map((stream, index) => [stream, [0, 1, 0, 1, 2, 3][index]]),
        [other, 0],
        [other, 1],
      ]);
    });

    it('has positions that rise as strings, above the empty one, and instants that never fall', () => {
      const positions = everything.map((event) => event.position);
      expect(positions).toEqual([...new Set(positions)].sort());
      expect(positions.every((position) => position > before && position > '')).toBe(true);
      const instants = everything.map((event) => event.recordedAt);
      expect(instants).toEqual([...instants].sort());
    });

    it('knows the position of the last event', async () => {
      expect(await fixture().store.head()).toBe(everything.at(-1)?.position);
    });

    it('knows its positions from what is none', async () => {
      const { store } = fixture();
      const own = [await store.head(), ...everything.map((event) => event.position)];
      expect(own.filter((position) => !store.isPosition(position))).toEqual([]);
      const [position = ''] = own;
      const others = ['garbage', '0', '-1', '1e5', ` ${position}`, position.slice(1), position.replaceAll(/\d/g, '9')];
      expect(others.filter((text) => store.isPosition(text))).toEqual([]);
    });

    it('reads backwards from the end, and before a position', async () => {
      const { store } = fixture();
      const backwards = idsOf(everything).reverse();
      expect(idsOf(await all(store.readAll({ direction: 'backwards', limit: 8 })))).toEqual(backwards);
      const from = everything[3]?.position ?? '';
      expect(idsOf(await all(store.readAll({ direction: 'backwards', from, limit: 3 })))).toEqual(backwards.slice(5));
    });

    it('reads from a position on, without it, as many as asked for', async () => {
      const from = everything[2]?.position ?? '';
      const found = await all(fixture().store.readAll({ from, limit: 2 }));
      expect(idsOf(found)).toEqual(idsOf(everything).slice(3, 5));
      expect(await all(fixture().store.readAll({ from, limit: 0 }))).toEqual([]);
    });

    it.each([
      ['a stream prefix', { streamPrefixes: [`${kind}-`] }, [0, 1, 2, 3, 4, 5]],
      ['several prefixes', { streamPrefixes: [one, other] }, [0, 1, 4, 5, 6, 7]],
      ['a type', { types: ['AccessDenied'] }, [3, 4]],
      ['several types', { types: ['AccessDenied', 'SignedIn'] }, [3, 4, 5]],
      ['both', { streamPrefixes: [`${kind}-`], types: ['CustomerRecordViewed', 'SignedIn'] }, [0, 1, 2, 5]],
      ['what nothing matches', { streamPrefixes: ['absent-'] }, []],
    ])('filters by %s', async (_, filter, expected) => {
      const { store } = fixture();
      const ids = expected.map((index) => everything[index]?.id);
      expect(idsOf(await all(store.readAll({ from: before, filter })))).toEqual(ids);
      expect(idsOf(await all(store.readAll({ from: before, filter, limit: 2 })))).toEqual(ids.slice(0, 2));
      const backwards = await all(store.readAll({ direction: 'backwards', filter, limit: ids.length }));
      expect(idsOf(backwards)).toEqual([...ids].reverse());
    });

    it('takes a prefix as it is written, without wildcards', async () => {
      const filter = { streamPrefixes: [`${kind}_`, '%', 'kind.*'] };
      expect(await all(fixture().store.readAll({ from: before, filter }))).toEqual([]);
    });

    it('throws the reason when it is aborted, for half a log must not pass for the whole', async () => {
      const stop = new AbortController();
      const reading = async () => {
        for await (const _ of fixture().store.readAll({ from: before, signal: stop.signal }))
          stop.abort(new Error('enough'));
      };
      await expect(reading()).rejects.toThrow('enough');
    });
  });
}
