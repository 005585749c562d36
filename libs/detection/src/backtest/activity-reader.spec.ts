import { isUtf8 } from 'node:buffer';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ActivityRecord } from '../engine.js';
import { ActivityReader } from './activity-reader.js';
import { piecesOf } from './lines.js';
import { parseActivity, type Reject } from './parse-activity.js';
import { UsualLine } from './usual-line.js';

type Read = ActivityRecord | Reject | null;
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

function read(text: string | Buffer, reader = new ActivityReader()): readonly Read[] {
  const found: Read[] = [];
  reader.read(Buffer.from(text), (one) => found.push(one));
  return found;
}
function isUsual(text: string): boolean {
  const usual = new UsualLine();
  usual.open(Buffer.from(text));
  return usual.read(0) !== null;
}

describe('A line of an activity file', () => {
  it('is read by its bytes when it is written as most programs write it, whatever its spacing, order and gaps', () => {
    const { recordedAt: _recordedAt, bytes: _bytes, rows: _rows, ...short } = example;
    const turned = Object.fromEntries(Object.entries(example).toReversed());
    for (const text of [
      line({}),
      line({}).replaceAll('":', '": ').replaceAll(',"', ', "'),
      line({ employee: '王芳', objects: ['客户'], destination: 'external:ünï' }),
      JSON.stringify(short),
      JSON.stringify(turned),
    ]) {
      expect(isUsual(text)).toBe(true);
      expect(read(text)).toEqual([parseActivity(text)]);
    }
    expect(read(JSON.stringify(short))).toMatchObject([{ recordedAt: example.at, bytes: 0, rows: 2 }]);
  });

  it.each([
    ['escapes', line({ device: 'say "hi"\\' })],
    ['unknown fields', line({ note: { of: [1, true] } })],
    ['floating point for a whole number', line({}).replace('"rows":1', '"rows":1.0e0')],
    ['a field that comes twice', line({}).replace('"rows":1', '"rows":7,"rows":1')],
    ['null for what may be left out', line({ recordedAt: null, objects: null, rows: null, portfolio: null })],
    ['a long number', line({ bytes: Number.MAX_SAFE_INTEGER })],
  ])('is read as JSON when it has %s', (_what, text) => {
    expect(isUsual(text)).toBe(false);
    expect(read(text)).toEqual([parseActivity(text)]);
    expect(read(text)).toMatchObject([{ id: 'a-1', action: 'view' }]);
  });

  it.each([
    ['json.malformed', '{"id":"a'],
    ['json.malformed', '[1]'],
    ['json.malformed', '{"rows":NaN}'],
    ['json.malformed', `${line({})} ${line({})}`],
    ['field.missing', JSON.stringify({ id: 'a' })],
    ['action.unknown', line({ action: 'teleport' })],
    ['value.unknown', line({ portfolio: 'mine' })],
    ['rows.negative', line({ rows: -1 })],
    ['bytes.negative', line({ bytes: -1 })],
    ['field.type', line({ rows: 1.5 })],
    ['field.type', line({ objects: 'c-1' })],
    ['field.type', line({ id: '' })],
    ['field.type', line({ employee: 'e'.repeat(257) })],
    ['field.type', line({ destination: 'elsewhere' })],
    ['instant.malformed', line({ at: 'noon' })],
    ...['1969-12-31T23:59:59Z', '1969-12-31T23:59Z', '3000-01-01T00:00:00.000Z', '9999-12-31T23:00Z'].map((at) => [
      'instant.malformed',
      line({ at, recordedAt: at }),
    ]),
    ['at.future', line({ at: '2026-03-02T10:14:05Z' })],
  ])('is refused as %s, first or later in a file', (code, text) => {
    expect(read(text)).toEqual([code]);
    expect(read(`${line({})}\n${text}\n${line({})}`)).toMatchObject([{ id: 'a-1' }, code, { id: 'a-1' }]);
  });

  it('may end as on any system, or not at all, and may be empty', () => {
    const one = parseActivity(line({}));
    expect(read(`${line({})}\r\n\n\r\n${line({})}\n${line({})}`)).toEqual([one, null, null, one, one]);
  });
});

/** Values as they are, as other systems might send them, and as nobody should. */
const value = fc.oneof(
  fc.constantFrom<unknown>(null, 0, 7, -1, 1.5, 1e9, true, '', 'view', 'own', 'denied', 'quote', 'public', 'd-1', '客'),
  fc.constantFrom<unknown>(
    'external:a',
    'removable:',
    '2026-03-02T09:14:05Z',
    '2026-02-30T09:14:05Z',
    [],
    ['c-1'],
    [''],
  ),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.array(fc.string({ maxLength: 3 }), { maxLength: 3 }),
);
const record = fc
  .record({
    over: fc.dictionary(fc.constantFrom(...Object.keys(example)), value, { maxKeys: 3 }),
    without: fc.subarray(Object.keys(example), { maxLength: 2 }),
    order: fc.shuffledSubarray(Object.keys(example), { minLength: Object.keys(example).length }),
    keepsOrder: fc.boolean(),
  })
  .map(({ over, without, order, keepsOrder }) => {
    const whole = { ...example, ...over };
    const keys = keepsOrder ? Object.keys(whole) : order;
    const kept = keys.filter((key) => !without.includes(key));
    return JSON.stringify(Object.fromEntries(kept.map((key) => [key, whole[key as keyof typeof whole]])));
  });
/** A line with a few bytes replaced, put in or taken out. */
const damaged = fc
  .record({
    text: record,
    cuts: fc.array(fc.record({ at: fc.nat(400), drop: fc.nat(2), put: fc.uint8Array({ maxLength: 2 }) }), {
      maxLength: 2,
    }),
  })
  .map(({ text, cuts }) =>
    cuts.reduce<Buffer>(
      (bytes, { at, drop, put }) => Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + drop)]),
      Buffer.from(text),
    ),
  );
/** What the bytes say by JSON alone, line by line. */
const plainly = (bytes: Buffer): readonly Read[] => {
  // As latin1 to be split: a byte that is not UTF-8 spoils its own line only.
  const lines = bytes
    .toString('latin1')
    .split('\n')
    .map((text) => Buffer.from(text, 'latin1'));
  if (lines.at(-1)?.length === 0) lines.pop();
  return lines.map((line) => {
    const text = line.toString('utf8');
    return text === '' || text === '\r' ? null : isUtf8(line) ? parseActivity(text) : 'json.malformed';
  });
};

describe('Reading by bytes', () => {
  it('answers for any bytes what JSON answers', () => {
    const reader = new ActivityReader();
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            record.map((text) => Buffer.from(text)),
            damaged,
          ),
          { maxLength: 6 },
        ),
        (lines) => {
          const file = Buffer.concat(lines.flatMap((bytes) => [bytes, Buffer.from('\n')]));
          expect(read(file, reader)).toEqual(plainly(file));
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('passes over a mark of byte order at the start of a file, and nowhere else', async () => {
    const mark = Buffer.from([0xef, 0xbb, 0xbf]);
    const file = Buffer.concat([mark, Buffer.from(`${line({})}\n`), mark, Buffer.from(line({}))]);
    for (const chunks of [[file], [file.subarray(0, 2), file.subarray(2)], [mark, file.subarray(3)]]) {
      const found: Read[] = [];
      const reader = new ActivityReader();
      for await (const piece of piecesOf(streamOf(chunks))) reader.read(piece, (one) => found.push(one));
      expect(found).toMatchObject([{ id: 'a-1' }, 'json.malformed']);
    }
    for await (const piece of piecesOf(streamOf([mark]))) expect(piece).toBeNull();
  });

  it('answers the same wherever the stream is cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(record, { minLength: 1, maxLength: 4 }),
        fc.array(fc.nat(1_200), { maxLength: 6 }),
        async (lines, cuts) => {
          const file = Buffer.from(lines.join('\n'));
          const edges = [0, ...cuts.toSorted((a, b) => a - b), file.length];
          const chunks = edges.slice(1).map((to, k) => file.subarray(edges[k], to));
          const reader = new ActivityReader();
          const found: Read[] = [];
          for await (const piece of piecesOf(streamOf(chunks))) reader.read(piece, (one) => found.push(one));
          expect(found).toEqual(plainly(file));
        },
      ),
    );
  });
});

async function* streamOf(chunks: readonly Buffer[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield new Uint8Array(chunk);
}
