import { describe, expect, it } from '@jest/globals';
import { FairQueue } from './fair-queue.js';

/** Work that ends when it is told to, and who began it in which order. */
function pieces() {
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  const work = (what: string) => () => {
    begun.push(what);
    return new Promise<string>((end) => void ends.push(() => end(what)));
  };
  const endOne = async () => {
    ends.shift()?.();
    await new Promise((done) => void setImmediate(done));
  };
  return { begun, work, endOne };
}

describe('queue', () => {
  it('let few work at once, and whoever asks once in before the rest of whoever asks for much', async () => {
    const queue = new FairQueue({ atOnce: 2, mostWaiting: 10 });
    const { begun, work, endOne } = pieces();
    const done = ['a1', 'a2', 'a3', 'a4', 'a5'].map((what) => queue.take('a', work(what)));
    done.push(queue.take('b', work('b1')));
    expect(begun).toEqual(['a1', 'a2']);
    await endOne();
    await endOne();
    expect(begun).toEqual(['a1', 'a2', 'a3', 'b1']);
    for (let left = 4; left > 0; left--) await endOne();
    expect(await Promise.all(done)).toEqual(['a1', 'a2', 'a3', 'a4', 'a5', 'b1']);
    expect(begun).toEqual(['a1', 'a2', 'a3', 'b1', 'a4', 'a5']);
  });

  it('are refused to a name under which too many wait, and to no other', async () => {
    const queue = new FairQueue({ atOnce: 1, mostWaiting: 1 });
    const { begun, work, endOne } = pieces();
    const done = [queue.take('a', work('a1')), queue.take('a', work('a2'))];
    await expect(queue.take('a', work('a3'))).rejects.toMatchObject({ code: 'rate.limited' });
    done.push(queue.take('b', work('b1')));
    for (let left = 3; left > 0; left--) await endOne();
    await Promise.all(done);
    expect(begun).toEqual(['a1', 'a2', 'b1']);
  });

  it('go on after work that failed', async () => {
    const queue = new FairQueue({ atOnce: 1, mostWaiting: 1 });
    const failing = queue.take('a', () => Promise.reject(new Error('no')));
    const next = queue.take('a', () => Promise.resolve('done'));
    await expect(failing).rejects.toThrow('no');
    expect(await next).toBe('done');
    expect(await queue.take('a', () => Promise.resolve('again'))).toBe('again');
  });
});
