import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { sha256 } from '#platform/hash';
import type { StoredEvent } from './event-store.js';
import { differences, digestOf, Segment } from './seal-chain.js';

const event: StoredEvent = {
  id: '017f22e2-79b0-7cc3-98c4-dc0c0c07398f',
  stream: 'account-a1',
  revision: 0,
  position: '0001',
  recordedAt: '2026-03-02T09:14:05.200Z',
  type: 'LocaleChanged',
  data: { accountId: 'a1', locale: 'de', more: [1.5, { b: null, a: 'ü' }] },
  personal: [{ subject: 'a1', cipher: 'AAAA' }],
  metadata: {
    occurredAt: '2026-03-02T09:14:05.123Z',
    actor: 'a1',
    channel: 'web',
    trust: 'witnessed',
    correlationId: 'c1',
  },
};
const marksOf = (names: readonly string[]): string => {
  const segment = new Segment('');
  for (const name of names) segment.add(Buffer.from(sha256(name), 'hex'));
  return segment.summary().marks;
};

describe('the digest of an event', () => {
  it('does not depend on how a store orders JSON or on what it adds', () => {
    const { metadata, data, ...rest } = event;
    const turned = Object.fromEntries(Object.entries(data).toReversed());
    const stored = { extra: 1, metadata: { ...metadata, causationId: undefined }, ...rest, data: turned };
    expect(digestOf(JSON.parse(JSON.stringify(stored)) as StoredEvent)).toEqual(digestOf(event));
  });

  it('depends on everything that was stored', () => {
    const others: readonly Partial<StoredEvent>[] = [
      { id: '017f22e2-79b0-7cc3-98c4-dc0c0c073990' },
      { stream: 'account-a2' },
      { revision: 1 },
      { position: '0002' },
      { recordedAt: '2026-03-02T09:14:05.201Z' },
      { type: 'AccountDisabled' },
      { data: { ...event.data, locale: 'dd' } },
      { personal: [{ subject: 'a1', cipher: 'AAAB' }] },
      { metadata: { ...event.metadata, actor: 'a2' } },
    ];
    const digests = [{}, ...others].map((other) => digestOf({ ...event, ...other }).toString('hex'));
    expect(new Set(digests).size).toBe(others.length + 1);
  });
});

describe('a seal', () => {
  it('covers its events, their order and the seal before', () => {
    const hashOf = (previous: string, names: readonly string[]) => {
      const segment = new Segment(previous);
      for (const name of names) segment.add(Buffer.from(sha256(name), 'hex'));
      return segment.summary().hash;
    };
    const hash = hashOf('p', ['a', 'b']);
    expect(hashOf('p', ['a', 'b'])).toBe(hash);
    expect(hash).toBe(sha256(Buffer.concat([Buffer.from('p'), Buffer.from(sha256('a') + sha256('b'), 'hex')])));
    expect([hashOf('p', ['b', 'a']), hashOf('q', ['a', 'b']), hashOf('p', ['a'])]).not.toContain(hash);
  });

  it('tells which one event was altered, removed or added', () => {
    const names = fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(names, fc.nat(), (sealed, n) => {
        const index = n % sealed.length;
        const marks = marksOf(sealed);
        expect(differences(marks, marks)).toEqual([]);
        const altered = sealed.with(index, '\0other');
        expect(differences(marks, marksOf(altered))).toEqual([{ kind: 'altered', index }]);
        expect(differences(marks, marksOf(sealed.toSpliced(index, 1)))).toEqual([{ kind: 'removed', index }]);
        expect(differences(marks, marksOf(sealed.toSpliced(index, 0, '\0other')))).toEqual([{ kind: 'added', index }]);
      }),
    );
  });

  it('never passes over a change, however many there are', () => {
    const names = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 });
    fc.assert(
      fc.property(names, names, (sealed, found) => {
        const same = sealed.join() === found.join();
        expect(differences(marksOf(sealed), marksOf(found)).length === 0).toBe(same);
      }),
    );
  });
});
