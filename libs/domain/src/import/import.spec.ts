import { describe, expect, it } from '@jest/globals';
import { Refusal } from '../refusal.js';
import type { InSteps } from './csv.js';
import * as customerFile from './customer-file.js';
import * as hrFile from './hr-file.js';

function whole<T>(steps: InSteps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
const parseHrFile = (file: Uint8Array) => whole(hrFile.parseHrFile(file));
const parseCustomerFile = (file: Uint8Array) => whole(customerFile.parseCustomerFile(file));
const bytes = (...lines: readonly string[]) => new TextEncoder().encode(lines.join('\r\n'));
const refusal = (parse: () => unknown): { code: string; message: string } => {
  try {
    parse();
  } catch (error) {
    if (error instanceof Refusal) return { code: error.code, message: error.message };
    throw error;
  }
  throw new Error('was not refused');
};
const people = 'externalId,email,name,team,role,region,timezone,rank,performance,hiredOn';

describe('A file of HR’s', () => {
  it('holds resignations when its header is Microsoft’s, with dates or instants', () => {
    const file = parseHrFile(
      bytes(
        'EmailAddress, ResignationDate ,LastWorkingDate',
        'sam@firm.example,2026-03-02,2026-04-01',
        'rita@firm.example,2026-03-02T09:14:05.123456+08:00,2026-04-01T00:00:00Z',
      ),
    );
    expect(file).toEqual({
      kind: 'resignations',
      rejected: [],
      rows: [
        { line: 2, value: { email: 'sam@firm.example', noticeOn: '2026-03-02', lastWorkingDay: '2026-04-01' } },
        {
          line: 3,
          value: {
            email: 'rita@firm.example',
            noticeOn: '2026-03-02T09:14:05.123456+08:00',
            lastWorkingDay: '2026-04-01T00:00:00Z',
          },
        },
      ],
    });
  });
  it('takes the other name of Microsoft’s address column, a byte order mark, and columns in another order', () => {
    const file = parseHrFile(
      bytes('\uFEFFLastWorkingDate,UserEmailAddress,ResignationDate', '2026-04-01,sam@firm.example,2026-03-02'),
    );
    expect(file.rows).toEqual([
      { line: 2, value: { email: 'sam@firm.example', noticeOn: '2026-03-02', lastWorkingDay: '2026-04-01' } },
    ]);
  });
  it('leaves the day of notice open when its header is Code42’s', () => {
    const file = parseHrFile(bytes('username,departure_date', 'sam@firm.example,2026-04-01'));
    expect(file.rows).toEqual([
      { line: 2, value: { email: 'sam@firm.example', noticeOn: null, lastWorkingDay: '2026-04-01' } },
    ]);
  });
  it('holds employees when its header names their facts', () => {
    const file = parseHrFile(
      bytes(people, '17,sam@firm.example,"Sam, the first",east,seller,EU,Europe/Berlin,5,normal,2020-01-01'),
    );
    expect(file).toMatchObject({
      kind: 'employees',
      rejected: [],
      rows: [{ line: 2, value: { externalId: '17', name: 'Sam, the first', rank: 5 } }],
    });
  });
  it('takes the good rows and lists each bad one with its line and the reason', () => {
    const file = parseHrFile(
      bytes(
        people,
        'x,not-an-address,Sam,east,seller,EU,UTC,5,normal,2020-01-01',
        '',
        'y,r@firm.example,Rita,east,seller,EU,Mars/Base,21,great,2020-02-30',
        'z,short',
        'w,w@firm.example,W,east,seller,EU,UTC,5,normal,2020-01-01',
      ),
    );
    expect(file.rows.map(({ line }) => line)).toEqual([6]);
    expect(file.rejected.map(({ line, code }) => [line, code])).toEqual([
      [2, 'row.invalid'],
      [4, 'row.invalid'],
      [5, 'row.cells'],
    ]);
    expect(file.rejected[1]?.detail).toMatch(/timezone.*rank.*performance.*hiredOn/);
  });
  it('counts a row from the line on which it begins, line breaks within cells included', () => {
    const file = parseHrFile(
      bytes(
        people,
        '1,a@firm.example,"A\nB",east,seller,EU,UTC,5,normal,2020-01-01',
        '2,bad,C,east,seller,EU,UTC,5,normal,2020-01-01',
      ),
    );
    expect(file.rows[0]?.line).toBe(2);
    expect(file.rejected[0]?.line).toBe(4);
  });
});

describe('A whole file is refused', () => {
  it('when its header is none that is known', () => {
    expect(refusal(() => parseHrFile(bytes('a,b', '1,2')))).toMatchObject({
      code: 'csv.header',
      message: expect.stringContaining('username,departure_date'),
    });
    expect(refusal(() => parseHrFile(bytes('')))).toMatchObject({ code: 'csv.header' });
  });

  it('of other columns is refused in a sentence, however long its first line is', () => {
    for (const parse of [parseHrFile, parseCustomerFile]) {
      const header = `externalId,name,developedBy,assignedTo,sensitivity,${'x'.repeat(100_000)}`;
      const { code, message } = refusal(() => parse(bytes(header)));
      expect({ code, isShort: message.length < 1_000 }).toEqual({ code: 'csv.header', isShort: true });
    }
  });
  it('when it is not UTF-8, with the line', () => {
    const latin1 = Buffer.from(
      'username,departure_date\nsam@firm.example,2026-04-01\njürgen@firm.example,2026-04-01',
      'latin1',
    );
    expect(refusal(() => parseHrFile(latin1))).toEqual({
      code: 'csv.encoding',
      message: expect.stringContaining('Line 3'),
    });
  });
  it('when a quote is out of place or left open, with the line on which its row begins', () => {
    const open = bytes('username,departure_date', 'rita,2026-04-01', '"sam,2026-04-01', 'ann,2026-04-01', '');
    expect(refusal(() => parseHrFile(open))).toMatchObject({
      code: 'csv.malformed',
      message: expect.stringMatching(/line 3 has a quote that is never closed/),
    });
    expect(refusal(() => parseHrFile(bytes('username,departure_date', 's"a"m,2026-04-01')))).toMatchObject({
      code: 'csv.malformed',
      message: expect.stringMatching(/line 2 has a quote out of place/),
    });
  });
});

describe('A file of customers', () => {
  const header = 'externalId,name,developedBy,assignedTo,sensitivity,contact.phone,quote.last';
  it('gathers the fields by data kind and leaves out what is empty', () => {
    expect(
      parseCustomerFile(bytes(header, 'c-1,Acme,sam,rita@firm.example,internal,+49 170,', 'c-2,Beta,sam,sam,public,,')),
    ).toEqual({
      rejected: [],
      rows: [
        {
          line: 2,
          value: {
            externalId: 'c-1',
            name: 'Acme',
            developedBy: 'sam',
            assignedTo: 'rita@firm.example',
            sensitivity: 'internal',
            details: { contact: { phone: '+49 170' } },
          },
        },
        {
          line: 3,
          value: {
            externalId: 'c-2',
            name: 'Beta',
            developedBy: 'sam',
            assignedTo: 'sam',
            sensitivity: 'public',
            details: {},
          },
        },
      ],
    });
  });
  it.each([
    ['a kind that is none', `${header},secret.plan`],
    ['a field that is no name', `${header},contact.__proto__`],
    ['a column twice', `${header},quote.last`],
    ['no name column', 'externalId,developedBy,assignedTo,sensitivity'],
  ])('is refused when its header names %s', (_, wrong) => {
    expect(refusal(() => parseCustomerFile(bytes(wrong)))).toMatchObject({ code: 'csv.header' });
  });
  it('rejects a row of an unknown sensitivity', () => {
    expect(parseCustomerFile(bytes(header, 'c-1,Acme,sam,sam,very,,')).rejected).toMatchObject([
      { line: 2, code: 'row.invalid', detail: expect.stringContaining('sensitivity') },
    ]);
  });
  it('rejects a row that holds what no read model can store, which would never be the same row again', () => {
    const rows = ['c-1,Ac\0me,sam,sam,public,,', 'c-2,Acme,sam,sam,public,1\0,', 'c\0,Acme,sam,sam,public,,'];
    expect(parseCustomerFile(bytes(header, ...rows)).rejected).toEqual(
      [2, 3, 4].map((line, n) => ({
        line,
        code: 'row.invalid',
        detail: `${['name', 'contact.phone', 'externalId'][n]}: holds a NUL`,
      })),
    );
    const [person] = parseHrFile(bytes(people, ',a@x.co,A\0,t,r,e,UTC,5,normal,2020-01-01')).rejected;
    expect(person).toEqual({ line: 2, code: 'row.invalid', detail: 'name: holds a NUL' });
  });
  it('of tens of thousands of rows is read in seconds', () => {
    const row = `c-1,Acme,sam,sam,internal,${'1'.repeat(40)},9`;
    const large = bytes([header, ...Array.from({ length: 40_000 }, () => row)].join('\n'));
    const begun = performance.now();
    expect(parseCustomerFile(large).rows).toHaveLength(40_000);
    expect(performance.now() - begun).toBeLessThan(10_000);
  });
  it.each(['\n', '\r\n'])('is read in small steps, cells and lines as if at once, with lines that end in %j', (end) => {
    const lines = [header];
    const expected: { line: number; name: string }[] = [];
    let line = 2;
    for (let n = 0; n < 4_000; n++) {
      // Every third row spans two lines and holds quotes, so that parts must not end where a line does.
      const name = n % 3 === 0 ? `"Acme ""${n}"",${end}and sons"` : `Beta ${n}`;
      expected.push({ line, name: n % 3 === 0 ? `Acme "${n}",${end}and sons` : name });
      lines.push(`c-${n},${name},sam,sam,internal,${'1'.repeat(60)},`);
      line += n % 3 === 0 ? 2 : 1;
    }
    const steps = customerFile.parseCustomerFile(new TextEncoder().encode(lines.join(end)));
    let taken = 0;
    let step = steps.next();
    for (; step.done !== true; step = steps.next()) taken += 1;
    expect(step.value.rejected).toEqual([]);
    expect(step.value.rows.map((row) => ({ line: row.line, name: row.value.name }))).toEqual(expected);
    expect(taken).toBeGreaterThan(20);
  });
});
