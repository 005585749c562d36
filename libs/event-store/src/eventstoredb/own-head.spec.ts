import type { Position } from '@eventstore/db-client';
import { describe, expect, it } from '@jest/globals';
import { OwnHead } from './own-head.js';
import { positionOf } from './positions.js';

const at = (place: number) => ({ commit: BigInt(place), prepare: BigInt(place) });

type Reading = { readonly fromPosition: 'end' | Position; readonly maxCount?: number };

/** A server on which the given streams were written to, one event each; counts what it sends. */
function shared(streams: string[]) {
  const counts = { sent: 0 };
  const readAll = ({ fromPosition, maxCount = streams.length }: Reading) => ({
    async *[Symbol.asyncIterator]() {
      // A position that is read back from is not itself among what comes.
      const first = typeof fromPosition === 'string' ? streams.length : Number(fromPosition.commit) - 1;
      for (let place = first; place > first - maxCount && place > 0; place -= 1) {
        counts.sent += 1;
        yield { event: { streamId: streams[place - 1], position: at(place) } };
      }
    },
    cancel: async () => undefined,
    on: () => undefined,
  });
  const client = { readAll } as unknown as ConstructorParameters<typeof OwnHead>[0]['client'];
  return { head: new OwnHead({ client, prefix: 'ours-' }), counts };
}

describe('the last of our events on a server that others write to', () => {
  it('is found behind what others wrote, which is looked through once', async () => {
    const streams = ['ours-1', ...Array.from({ length: 50 }, () => 'theirs')];
    const { head, counts } = shared(streams);
    expect(await head.find()).toBe(positionOf(at(1)));
    expect(counts.sent).toBe(51);
    streams.push('theirs');
    expect(await head.find()).toBe(positionOf(at(1)));
    // What came since, and the first that is known.
    expect(counts.sent).toBe(53);
    streams.push('ours-1');
    expect(await head.find()).toBe(positionOf(at(53)));
  });

  it('is none where only others wrote', async () => {
    const streams = Array.from({ length: 50 }, () => 'theirs');
    const { head, counts } = shared(streams);
    expect(await head.find()).toBe('');
    expect(await head.find()).toBe('');
    expect(counts.sent).toBe(51);
  });
});
