import { describe, expect, it } from '@jest/globals';
import { highestOf, isAbove, label, timezone } from './values.js';

describe('a time zone', () => {
  it.each(['Asia/Shanghai', 'Asia/Calcutta', 'UTC', 'Europe/Berlin'])('is one that the runtime knows: %s', (name) => {
    expect(timezone.safeParse(name).success).toBe(true);
    expect(timezone.safeParse(name).success).toBe(true);
  });

  it.each(['Mars/Base', '', 'Europe', 'x'.repeat(65)])('is not %j', (name) => {
    expect(timezone.safeParse(name).success).toBe(false);
    expect(timezone.safeParse(name).success).toBe(false);
  });

  it('is asked for again after thousands of other names', () => {
    for (let n = 0; n < 2_001; n += 1) expect(timezone.safeParse(`Mars/Base${n}`).success).toBe(false);
    expect(timezone.safeParse('Asia/Tokyo').success).toBe(true);
  });
});

describe('a sensitivity level', () => {
  it('is above those before it, never above itself', () => {
    expect(isAbove('trade_secret', 'confidential')).toBe(true);
    expect(isAbove('confidential', 'confidential')).toBe(false);
    expect(isAbove('public', 'internal')).toBe(false);
  });

  it('of several is the highest, and none of none', () => {
    expect(highestOf(['internal', 'confidential', 'public'])).toBe('confidential');
    expect(highestOf([])).toBeNull();
  });
});

describe('a label', () => {
  it('is a short business word: no e-mail address, no control characters, no blank ends', () => {
    expect(label.parse('  华东区 Süd-Ost  ')).toBe('华东区 Süd-Ost');
    for (const wrong of ['', ' ', 'ann@firm.example', 'a\u0007b', 'a\nb', 'x'.repeat(81)])
      expect(label.safeParse(wrong).success).toBe(false);
  });
});
