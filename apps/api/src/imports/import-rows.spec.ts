import { describe, expect, it } from '@jest/globals';
import { Refusal } from '#domain/refusal';
import { AppendTooLarge } from '#event-store/event-store';
import { importRows } from './import-rows.js';

type Row = { readonly subject: string; readonly value: number };
const rows = (...values: Row[]) => values.map((value, index) => ({ line: index + 2, value }));
const namesOf = ({ subject }: Row): readonly string[] => subject.split('=');

describe('a file of rows', () => {
  it('is reported as applied, unchanged and rejected, with the lines in order', async () => {
    const report = await importRows(
      {
        rows: rows({ subject: 'a', value: 1 }, { subject: 'b', value: 2 }, { subject: 'c', value: 3 }),
        rejected: [{ line: 5, code: 'row.cells', detail: 'short' }],
      },
      namesOf,
      async () =>
        async ({ value }) => {
          if (value === 3) throw new Refusal('reference.unknown', 'nobody');
          return value === 1 ? { changed: true, position: '0007' } : { changed: false, position: '' };
        },
    );
    expect(report).toEqual({
      rows: 4,
      applied: 1,
      unchanged: 1,
      rejected: [
        { line: 4, code: 'reference.unknown', detail: 'nobody' },
        { line: 5, code: 'row.cells', detail: 'short' },
      ],
      position: '0007',
    });
  });

  it('goes on behind a row that is too long for the log', async () => {
    const given = rows({ subject: 'a', value: 1 }, { subject: 'b', value: 2 });
    const report = await importRows({ rows: given, rejected: [] }, namesOf, async () => async ({ value }) => {
      if (value === 1) throw new AppendTooLarge(999_999);
      return { changed: true, position: '0007' };
    });
    expect(report).toMatchObject({ applied: 1, rejected: [{ line: 2, code: 'append.too_large' }] });
  });

  it('takes rows about the same thing in their order, whatever else goes on', async () => {
    const taken: number[] = [];
    await importRows(
      { rows: rows({ subject: 'a', value: 1 }, { subject: 'b', value: 9 }, { subject: 'a', value: 2 }), rejected: [] },
      namesOf,
      async () =>
        async ({ subject, value }) => {
          await new Promise((resolve) => setImmediate(resolve));
          if (subject === 'a') taken.push(value);
          return { changed: true, position: '' };
        },
    );
    expect(taken).toEqual([1, 2]);
  });

  it('takes in their order also rows that only a third one connects', async () => {
    const taken: number[] = [];
    const given = [
      { subject: 'a', value: 1 },
      { subject: 'b', value: 2 },
      { subject: 'a=b', value: 3 },
      { subject: 'b', value: 4 },
    ];
    await importRows({ rows: rows(...given), rejected: [] }, namesOf, async () => async ({ value }) => {
      for (let turns = value; turns < 5; turns++) await new Promise((resolve) => setImmediate(resolve));
      taken.push(value);
      return { changed: true, position: '' };
    });
    expect(taken).toEqual([1, 2, 3, 4]);
  });

  it('looks up what rows need by the portion, and keeps the order of rows about the same thing across portions', async () => {
    const portions: number[] = [];
    const taken: number[] = [];
    const report = await importRows(
      { rows: rows(...Array.from({ length: 600 }, (_, value) => ({ subject: 'a', value }))), rejected: [] },
      namesOf,
      async (portion) => {
        portions.push(portion.length);
        return async ({ value }) => {
          taken.push(value);
          return { changed: true, position: '' };
        };
      },
    );
    expect(portions).toEqual([256, 256, 88]);
    expect(taken).toEqual(taken.toSorted((a, b) => a - b));
    expect(report).toMatchObject({ rows: 600, applied: 600 });
  });

  it('ends when something is wrong that is no fault of a row', async () => {
    const broken = importRows(
      { rows: rows({ subject: 'a', value: 1 }), rejected: [] },
      namesOf,
      async () => async () => {
        throw new Error('the log is away');
      },
    );
    await expect(broken).rejects.toThrow('the log is away');
  });
});
