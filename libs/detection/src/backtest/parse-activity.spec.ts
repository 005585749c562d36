import { describe, expect, it } from '@jest/globals';
import { ActivityParser } from './parse-activity.js';
import { RepeatedIds } from './repeated-ids.js';

const example = {
  id: 'a-1',
  at: '2026-03-02T09:14:05Z',
  recordedAt: '2026-03-02T09:14:06Z',
  employee: 'e-17',
  action: 'view',
  kind: 'contact',
  objects: ['c-8', 'c-9'],
  rows: 1,
  sensitivity: 'confidential',
  portfolio: 'own',
  outcome: 'allowed',
  channel: 'web',
  device: 'd-1',
  destination: null,
  bytes: 0,
};
const line = (over: Record<string, unknown>): string => JSON.stringify({ ...example, ...over });

describe('A line of an activity file', () => {
  it('reads the same by pattern as by JSON, whatever the spacing', () => {
    const spaced = line({ id: 'a-2' }).replaceAll('":', '": ').replaceAll(',"', ', "');
    for (const text of [line({}), spaced]) {
      const parser = new ActivityParser();
      const first = parser.parse(text);
      expect(parser.parse(text)).toEqual(first);
      expect(first).toMatchObject({ employee: 'e-17', objects: ['c-8', 'c-9'], destination: null });
    }
  });

  it('reads lines of mixed shapes, escapes and other alphabets', () => {
    const parser = new ActivityParser();
    parser.parse(line({}));
    expect(parser.parse(line({ device: 'say "hi"\\' }))).toMatchObject({ device: 'say "hi"\\' });
    expect(parser.parse(line({ employee: '王芳', objects: [] }))).toMatchObject({ employee: '王芳', objects: [] });
    expect(parser.parse(line({ rows: 1_000_000_000 }))).toMatchObject({ rows: 1_000_000_000 });
    const { recordedAt: _recordedAt, bytes: _bytes, ...short } = example;
    expect(parser.parse(JSON.stringify(short))).toMatchObject({ recordedAt: example.at, bytes: 0 });
    expect(parser.parse(line({ destination: 'removable:u', objects: ['one'] }))).toMatchObject({ objects: ['one'] });
  });

  it.each([
    ['json.malformed', '{"id":"a'],
    ['json.malformed', '[1]'],
    ['json.malformed', '{"rows":NaN}'],
    ['field.missing', JSON.stringify({ id: 'a' })],
    ['action.unknown', line({ action: 'teleport' })],
    ['value.unknown', line({ portfolio: 'mine' })],
    ['rows.negative', line({ rows: -1 })],
    ['field.type', line({ rows: 1.5 })],
    ['field.type', line({ objects: 'c-1' })],
    ['field.type', line({ destination: 'elsewhere' })],
    ['instant.malformed', line({ at: 'noon' })],
    ['at.future', line({ at: '2026-03-02T10:14:05Z' })],
  ])('is refused as %s, first or later in a file', (code, text) => {
    const parser = new ActivityParser();
    expect(parser.parse(text)).toBe(code);
    parser.parse(line({}));
    expect(parser.parse(text)).toBe(code);
  });
});

describe('A repeated id', () => {
  const day = 86_400_000;
  it('is known for eight recorded days, and across a cut', () => {
    const ids = new RepeatedIds();
    expect(ids.isRepeated('a', 0)).toBe(false);
    expect(ids.isRepeated('a', day)).toBe(true);
    const resumed = new RepeatedIds(ids.encode());
    expect(resumed.isRepeated('a', 7 * day)).toBe(true);
    expect(resumed.isRepeated('a', 9 * day)).toBe(false);
  });
});
