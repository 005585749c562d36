import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { dayIn, localDate, monthsBetween } from './local-date.js';

describe('the calendar day of a person', () => {
  it.each([
    ['2026-03-02T23:30:00Z', 'Asia/Shanghai', '2026-03-03'],
    ['2026-03-02T23:30:00Z', 'America/New_York', '2026-03-02'],
    ['2026-03-02T10:30:00Z', 'Pacific/Kiritimati', '2026-03-03'],
    ['2026-03-02T10:30:00Z', 'Pacific/Pago_Pago', '2026-03-01'],
  ])('at %s in %s is %s', (at, timezone, day) => {
    expect(localDate(at, timezone)).toBe(day);
  });

  it.each([
    ['the night before clocks go forward', '2026-03-28T22:59:59.999Z', '2026-03-28T23:00:00Z'],
    ['the day of 23 hours', '2026-03-29T21:59:59.999Z', '2026-03-29T22:00:00Z'],
    ['the day of 25 hours', '2026-10-25T22:59:59.999Z', '2026-10-25T23:00:00Z'],
  ])('turns at local midnight on %s', (_which, before, after) => {
    const [last, next] = [localDate(before, 'Europe/Berlin'), localDate(after, 'Europe/Berlin')];
    expect(new Date(`${last}T00:00:00Z`).getTime() + 86_400_000).toBe(Date.parse(`${next}T00:00:00Z`));
  });

  it('agrees with the calendar of the runtime, everywhere and always', () => {
    const zones = ['Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Africa/Casablanca'];
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1990-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }),
        fc.constantFrom(...zones),
        (at, timezone) => {
          const expected = new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, dateStyle: 'short' }).format(at);
          expect(localDate(at.toISOString(), timezone)).toBe(expected);
        },
      ),
    );
  });
});

describe('a day in a file', () => {
  it.each([
    ['2026-03-02', '2026-03-02'],
    ['2026-03-02T23:30:00Z', '2026-03-03'],
    ['2026-03-03T07:30:00.123456+08:00', '2026-03-03'],
    ['2026-03-02T09:00:00-08:00', '2026-03-03'],
    ['2026-03-02T07:59:59-08:00', '2026-03-02'],
  ])('%s is %s for somebody in Shanghai', (value, day) => {
    expect(dayIn(value, 'Asia/Shanghai')).toBe(day);
  });
});

describe('whole months between two days', () => {
  it.each([
    ['2024-03-15', '2024-03-15', 0],
    ['2024-03-15', '2024-04-14', 0],
    ['2024-03-15', '2024-04-15', 1],
    ['2024-01-31', '2024-02-28', 0],
    ['2024-01-31', '2024-02-29', 1],
    ['2024-02-29', '2025-02-28', 12],
    ['2024-12-01', '2026-01-01', 13],
    ['2026-01-01', '2024-01-01', 0],
  ])('from %s to %s: %d', (from, to, months) => {
    expect(monthsBetween(from, to)).toBe(months);
  });
});
