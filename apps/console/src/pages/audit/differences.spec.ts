import { describe, expect, it } from '@jest/globals';
import { differencesOf } from './differences';

describe('what differs between two states', () => {
  it('is told leaf by leaf, with what came and what went', () => {
    expect(
      differencesOf(
        { team: 'a', departure: { status: 'none', noticeOn: null }, roles: ['x'] },
        { team: 'a', departure: { status: 'declared', noticeOn: null }, roles: ['x', 'y'], rank: 3 },
      ),
    ).toEqual([
      { path: 'departure.status', before: 'none', after: 'declared' },
      { path: 'rank', before: undefined, after: 3 },
      { path: 'roles', before: ['x'], after: ['x', 'y'] },
    ]);
  });

  it('is nothing for the same state, whatever the order of its fields', () => {
    expect(differencesOf({ a: 1, b: [{ c: 2 }] }, { b: [{ c: 2 }], a: 1 })).toEqual([]);
  });
});
