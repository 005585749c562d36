import { describe, expect, it } from '@jest/globals';
import { DailyUsage } from './daily-usage.js';

const reveal = { views: 0, reveals: 1 };

describe('daily usage', () => {
  it('counts a decision at once, and once only when the log brings it back', () => {
    const usage = new DailyUsage();
    usage.reserve('event-1', 'e-1', '2026-03-02', reveal);
    expect(usage.of('e-1', '2026-03-02')).toEqual(reveal);
    usage.record('event-1', 'e-1', '2026-03-02', reveal);
    expect(usage.of('e-1', '2026-03-02')).toEqual(reveal);
  });

  it('gives back what was reserved for an event that never reached the log', () => {
    const usage = new DailyUsage();
    usage.reserve('event-1', 'e-1', '2026-03-02', reveal);
    usage.release('event-1', 'e-1', '2026-03-02', reveal);
    expect(usage.of('e-1', '2026-03-02').reveals).toBe(0);
    usage.record('event-1', 'e-1', '2026-03-02', reveal);
    expect(usage.of('e-1', '2026-03-02').reveals).toBe(1);
  });

  it('counts an event once however many requests reserve it, and whichever comes back first', () => {
    const usage = new DailyUsage();
    usage.reserve('event-1', 'e-1', '2026-03-02', reveal);
    usage.reserve('event-1', 'e-1', '2026-03-02', reveal);
    expect(usage.of('e-1', '2026-03-02')).toEqual(reveal);
    usage.record('event-1', 'e-1', '2026-03-02', reveal);
    usage.reserve('event-1', 'e-1', '2026-03-02', reveal);
    usage.record('event-1', 'e-1', '2026-03-02', reveal);
    expect(usage.of('e-1', '2026-03-02')).toEqual(reveal);
    expect([usage.has('event-1'), usage.has('event-2')]).toEqual([true, false]);
  });

  it('gives back nothing while another request may still have the event in the log', () => {
    const usage = new DailyUsage();
    usage.reserve('event-1', 'e-1', '2026-03-02', reveal);
    usage.reserve('event-1', 'e-1', '2026-03-02', reveal);
    usage.release('event-1', 'e-1', '2026-03-02', reveal);
    expect(usage.of('e-1', '2026-03-02')).toEqual(reveal);
    usage.release('event-1', 'e-1', '2026-03-02', reveal);
    usage.release('event-1', 'e-1', '2026-03-02', reveal);
    expect(usage.of('e-1', '2026-03-02').reveals).toBe(0);
  });

  it('gives back nothing of an event that the log has', () => {
    const usage = new DailyUsage();
    usage.reserve('event-1', 'e-1', '2026-03-02', reveal);
    usage.record('event-1', 'e-1', '2026-03-02', reveal);
    usage.release('event-1', 'e-1', '2026-03-02', reveal);
    usage.reserve('event-1', 'e-1', '2026-03-02', reveal);
    usage.release('event-1', 'e-1', '2026-03-02', reveal);
    expect(usage.of('e-1', '2026-03-02')).toEqual(reveal);
  });

  it('keeps nothing of what takes nothing, such as lists', () => {
    const usage = new DailyUsage();
    usage.reserve('event-1', 'e-1', '2026-03-02', { views: 0, reveals: 0 });
    expect(usage.has('event-1')).toBe(false);
  });

  it('starts at zero with the local day of the person, and does not let a late event of yesterday count today', () => {
    const usage = new DailyUsage();
    usage.record('event-1', 'e-1', '2026-03-02', { views: 4, reveals: 0 });
    usage.record('event-2', 'e-1', '2026-03-03', { views: 1, reveals: 0 });
    usage.record('event-3', 'e-1', '2026-03-02', { views: 9, reveals: 0 });
    expect(usage.of('e-1', '2026-03-03').views).toBe(1);
    expect(usage.of('e-1', '2026-03-02').views).toBe(0);
  });
});
