import { describe, expect, it } from '@jest/globals';
import type { Appended } from '../event-store.js';
import type { Append } from './append-group.js';
import { AppendQueue } from './append-queue.js';

const append = (id: string, size = 10): Append => ({
  stream: `access-${id}`,
  expected: 'any',
  events: [{ id, type: 'SignedIn', data: 'x'.repeat(size), personal: null, metadata: '{}' }],
});
const unknown = new Error('the server is away');
const unstorable = new Error('this cannot be stored');

/** A queue whose groups are written as `write` says; remembers how large each was. */
function queueing(write: (group: readonly Append[]) => Promise<readonly (Appended | Error)[]>) {
  const sizes: number[] = [];
  const queue = new AppendQueue(
    (group) => {
      sizes.push(group.length);
      return write(group);
    },
    (error) => error === unknown,
  );
  return { queue, sizes };
}
const done = async (group: readonly Append[]) => group.map(() => ({ revision: 0, position: '1' }));
const ids = (count: number) => Array.from({ length: count }, (_, n) => `${n}`);

describe('a queue of appends', () => {
  it('writes together what came while a group was in flight', async () => {
    const { queue, sizes } = queueing(done);
    const first = queue.append(append('first'));
    await new Promise((resolve) => process.nextTick(resolve));
    await Promise.all([first, ...ids(5).map((id) => queue.append(append(id)))]);
    await queue.settled();
    expect(sizes).toEqual([1, 5]);
  });

  it('writes no group so large that others would wait for it', async () => {
    const { queue, sizes } = queueing(done);
    await Promise.all(ids(2_500).map((id) => queue.append(append(id))));
    expect(sizes).toEqual([1_000, 1_000, 500]);
    await Promise.all(ids(3).map((id) => queue.append(append(id, 3 * 1024 * 1024))));
    expect(sizes.slice(3)).toEqual([1, 1, 1]);
  });

  it('lets only that append fail which cannot be stored', async () => {
    const { queue } = queueing((group) =>
      group.some(({ stream }) => stream === 'access-1') ? Promise.reject(unstorable) : done(group),
    );
    const outcomes = await Promise.allSettled(ids(3).map((id) => queue.append(append(id))));
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('tells everybody at once of an outcome that nobody knows, and leaves it to them to try again', async () => {
    const { queue, sizes } = queueing(() => Promise.reject(unknown));
    const outcomes = await Promise.allSettled(ids(3).map((id) => queue.append(append(id))));
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(sizes).toEqual([3]);
  });
});
