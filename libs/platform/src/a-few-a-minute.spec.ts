import { describe, expect, it } from '@jest/globals';
import { AFewAMinute } from './a-few-a-minute.js';

describe('a few a minute', () => {
  it('are let through of what is alike, and the next minute is told how many were not', () => {
    let nowMs = 0;
    const admitted = new AFewAMinute(() => nowMs);
    const inTurn = (times: number) => Array.from({ length: times }, () => admitted.admit('away'));
    expect(inTurn(5)).toEqual([0, 0, 0, undefined, undefined]);
    expect(admitted.admit('something else')).toBe(0);
    nowMs = 60_000;
    expect(inTurn(4)).toEqual([2, 0, 0, undefined]);
    nowMs = 300_000;
    expect(inTurn(1)).toEqual([1]);
  });
});
