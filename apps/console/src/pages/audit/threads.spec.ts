import { describe, expect, it } from '@jest/globals';
import { mostLanes, threadsOf } from './threads';

const event = (id: string, correlationId: string, causationId: string | null = null) => ({
  id,
  correlationId,
  causationId,
});

describe('the lines beside a stream', () => {
  it('join the events of one action and lead from a cause to what it brought about', () => {
    expect(threadsOf([event('a', 'one'), event('b', 'one'), event('c', 'two', 'a'), event('d', 'three', 'z')])).toEqual(
      [
        { kind: 'cause', rows: [0, 2], lane: 0 },
        { kind: 'action', rows: [0, 1], lane: 1 },
      ],
    );
  });

  it('share a lane when one ends before the next begins', () => {
    const lanes = threadsOf([event('a', '1'), event('b', '1'), event('c', '2'), event('d', '2')]);
    expect(lanes.map(({ lane }) => lane)).toEqual([0, 0]);
  });

  it('are left out beyond what an eye can follow', () => {
    const names = Array.from({ length: 20 }, (_, n) => String(n));
    const nested = [...names.map((n) => event(`a${n}`, n)), ...names.map((n) => event(`b${n}`, n))];
    expect(threadsOf(nested)).toHaveLength(mostLanes);
  });
});
