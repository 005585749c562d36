import { describe, expect, it } from '@jest/globals';
import { dateOfDay, dayOfDate, parseInstant, weekdayOf } from './instant.js';
import { localDay, localMinute, startOfDay, zoneOf } from './local-time.js';

const at = (text: string): number => parseInstant(text);

describe('Local days', () => {
  it('begin at local midnight, west and east of UTC', () => {
    expect(dateOfDay(localDay(zoneOf('Asia/Shanghai'), at('2026-03-01T16:00:00Z')))).toBe('2026-03-02');
    expect(dateOfDay(localDay(zoneOf('America/New_York'), at('2026-03-02T04:59:59Z')))).toBe('2026-03-01');
  });

  it('are 23 and 25 hours long when clocks change', () => {
    const berlin = zoneOf('Europe/Berlin');
    const hours = (date: string): number =>
      (startOfDay(berlin, dayOfDate(date) + 1) - startOfDay(berlin, dayOfDate(date))) / 3_600_000;
    expect(hours('2026-03-28')).toBe(24);
    expect(hours('2026-03-29')).toBe(23);
    expect(hours('2026-10-25')).toBe(25);
    expect(localMinute(berlin, at('2026-03-29T01:30:00Z'))).toBe(3 * 60 + 30);
  });

  it('begin after a midnight that a change of clocks skips', () => {
    const beirut = zoneOf('Asia/Beirut');
    const start = startOfDay(beirut, dayOfDate('2024-03-31'));
    expect(localMinute(beirut, start)).toBe(60);
    expect(localDay(beirut, start - 1)).toBe(dayOfDate('2024-03-30'));
  });

  it('take an unknown zone as UTC rather than stop a firm’s scoring', () => {
    expect(localMinute(zoneOf('Mars/Olympus'), at('2026-01-01T05:06:00Z'))).toBe(5 * 60 + 6);
  });
});

describe('Instants', () => {
  it('are read like the platform reads them, and nothing that only resembles one is', () => {
    for (const text of [
      '2026-03-02T09:14:05Z',
      '2024-02-29T23:59:59.120Z',
      '2026-12-31T00:00:00.001Z',
      '1970-01-01T00:00:00Z',
      '2026-03-02T24:00:00Z',
      '2026-03-02T09:14Z',
      '2026-03-02T09:14:05.123456Z',
    ]) {
      expect(parseInstant(text)).toBe(Date.parse(text));
    }
    for (const text of [
      '1965-04-30T00:00:00Z',
      '1969-12-31T23:59Z',
      '3000-01-01T00:00:00Z',
      '2999-12-31T24:00:00Z',
      '9999-12-31T23:59Z',
      '2026-02-30T25:00:00Z',
      'yesterday',
      '2026-03-02',
      '2026-03-02T09:14:05',
      '',
      '20260302T091405ZZZ',
      '2026-02-29T09:14:05Z',
      '2026-04-31T09:14:05.1Z',
      '2026-03/02T09:14:05Z',
      '2026-03-02T09-14:05Z',
      '2026-0:-02T09:14:05Z',
      '2026-03-02T09:14:0/Z',
      '2026-03-02 09:14:05Z',
      'Mon, 2 Mar 2026 09:14:05 Z',
    ]) {
      expect(parseInstant(text)).toBeNaN();
    }
  });

  it('fall on the right weekday', () => {
    expect(weekdayOf(dayOfDate('2026-03-02'))).toBe(1);
    expect(weekdayOf(dayOfDate('2026-03-08'))).toBe(7);
  });
});
