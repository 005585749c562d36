import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bookward, startBookward } from '../support/bookward.js';
import { onDatabase, tamper } from '../support/tamper.js';
import { openFirm, tellTheStory } from './story.js';

type Verification = {
  readonly ok: boolean;
  readonly problems: readonly { readonly kind: string; readonly where: string }[];
};

/** One firm with a history, at rest; each case works on a copy. */
describe('Evidence', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bookward-evidence-'));
  const original = join(folder, 'original');
  let employeeId = '';
  let copies = 0;
  const copy = (): string => {
    const data = join(folder, `copy-${(copies += 1)}`);
    cpSync(original, data, { recursive: true });
    return data;
  };
  const verify = async (data: string): Promise<{ code: number; json: Verification }> => {
    const { code, json } = await bookward(['verify', '--data', data, '--json']);
    return { code, json: json as Verification };
  };

  beforeAll(async () => {
    const running = await startBookward(['--port', '0', '--data', original]);
    const cast = await openFirm(running, original);
    await tellTheStory(cast);
    employeeId = cast.salesperson.employeeId ?? '';
    await running.stop();
  }, 180_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('stands while nobody touched it', async () => {
    expect(await verify(copy())).toMatchObject({ code: 0, json: { ok: true, problems: [] } });
  }, 60_000);

  it('names one altered byte of an event', async () => {
    const data = copy();
    const changed = await tamper(
      data,
      'log.event',
      `update log.event set data = replace(data::text, '"portfolio":"own"', '"portfolio":"owN"')::json
       where position = (select min(position) from log.event where type = 'CustomerRecordViewed')`,
    );
    expect(changed).toBe(1);
    const { code, json } = await verify(data);
    expect(code).toBe(1);
    expect(json.problems.map(({ where }) => where).join(' ')).toContain(`access-${employeeId}`);
  }, 60_000);

  it.each([
    ["type = 'Nonsense'", 'type.unknown'],
    [`personal = replace(personal::text, 'cipher":"', 'cipher":"AAAA')::json`, 'personal.altered'],
    [`data = '{"name":1}'`, 'schema'],
  ])(
    'names an event that cannot be read any more: %s',
    async (altered, kind) => {
      const data = copy();
      expect(
        await tamper(
          data,
          'log.event',
          `update log.event set ${altered} where stream = 'employee-${employeeId}' and revision = 0`,
        ),
      ).toBe(1);
      const { code, json } = await verify(data);
      expect(code).toBe(1);
      expect(json.problems).toContainEqual({ kind, where: `employee-${employeeId}@0` });
      const rebuilt = await bookward(['rebuild', '--data', data]);
      expect(rebuilt.code).toBe(1);
      expect(rebuilt.err).toMatch(/^bookward rebuild: .*\n$/);
    },
    60_000,
  );

  it('names one removed event', async () => {
    const data = copy();
    expect(
      await tamper(
        data,
        'log.event',
        `delete from log.event where position = (select min(position) from log.event where type = 'FieldRevealed')`,
      ),
    ).toBe(1);
    const { code, json } = await verify(data);
    expect(code).toBe(1);
    expect(json.problems.map(({ where }) => where).join(' ')).toContain(`access-${employeeId}`);
  }, 60_000);

  it('names one changed row of a read model', async () => {
    const data = copy();
    expect(
      await tamper(
        data,
        'read.employees',
        `update read.employees set revision = revision + 1 where employee_id = '${employeeId}'`,
      ),
    ).toBe(1);
    expect(await verify(data)).toMatchObject({ code: 1, json: { ok: false, problems: [{ where: 'employees' }] } });
  }, 60_000);

  it('outlives an erasure: the subject reads [erased], read models equal a rebuild, and scores keep every byte', async () => {
    const data = copy();
    const scores = () =>
      onDatabase(data, async (client) => {
        const found = await client.query<{ data: string }>(
          `select data::text from log.event where type in ('RiskAssessed', 'AlertRaised', 'AlertExtended') order by position`,
        );
        const rows = await client
          .query<{ row: string }>('select to_jsonb(a)::text as row from read.risk_assessments a order by 1')
          .catch(() => ({ rows: [] }));
        return [found.rows.map((each) => each.data), rows.rows.map((each) => each.row)];
      });
    const before = await scores();
    expect(before[0]?.length).toBeGreaterThan(0);
    expect((await bookward(['rebuild', '--verify', '--data', data])).code).toBe(0);

    expect(
      await bookward(['subjects', 'erase', employeeId, '--reason', 'asked for it', '--data', data, '--json']),
    ).toMatchObject({ code: 0, json: { id: employeeId } });
    expect((await bookward(['rebuild', '--verify', '--data', data])).code).toBe(0);
    expect(await verify(data)).toMatchObject({ code: 0, json: { ok: true } });
    const name = await onDatabase(data, (client) =>
      client.query<{ name: string }>('select name from read.employees where employee_id = $1', [employeeId]),
    );
    expect(name.rows).toEqual([{ name: '[erased]' }]);
    expect(await scores()).toEqual(before);
  }, 120_000);

  it('leaves of an erased person no word in any file, nor the key to what stands there sealed', async () => {
    const data = copy();
    const wrapped = await onDatabase(data, async (client) => {
      const found = await client.query<{ wrapped: Buffer }>('select wrapped from keys.subject where subject_id = $1', [
        employeeId,
      ]);
      // The names of the firm's people then stand among the statistics of the database, too.
      await client.query('analyze');
      return found.rows[0]?.wrapped ?? Buffer.alloc(0);
    });
    const traces = [Buffer.from('salesperson@firm.example'), wrapped];
    const filesWithTraces = () =>
      readdirSync(data, { recursive: true, withFileTypes: true })
        .filter((each) => each.isFile())
        .map((each) => join(each.parentPath, each.name))
        .filter((path) => traces.some((trace) => readFileSync(path).includes(trace)));
    expect(wrapped.length).toBeGreaterThan(0);
    expect(filesWithTraces().length).toBeGreaterThan(0);
    const erased = await bookward(['subjects', 'erase', employeeId, '--reason', 'asked for it', '--data', data]);
    expect(erased).toMatchObject({ code: 0, err: '' });
    expect(filesWithTraces()).toEqual([]);
  }, 120_000);
});
