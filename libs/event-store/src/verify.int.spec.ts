import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { lastWorkingDayChanged } from '#domain/employee/employee.events';
import { streams } from '#domain/streams';
import { createLogger } from '#platform/logger';
import { hired } from '#test/support/hired';
import { metadataBy, testLog } from '#test/support/log';
import type { TestLog } from '#test/support/log';
import { until } from '#test/support/until';
import { startSealer } from './seal.js';
import { verifyLog } from './verify.js';
import type { Problem } from './verify-event.js';

let opened: TestLog;
beforeEach(async () => {
  opened = await testLog();
});
afterEach(() => opened.close());

const by = metadataBy('acc1');
const record = async (employeeId: string, changes: number): Promise<void> => {
  await opened.log.append(streams.employee(employeeId), 'none', [hired(employeeId)], by);
  for (let n = 1; n <= changes; n++) {
    const changed = lastWorkingDayChanged.of({ employeeId, lastWorkingDay: `2026-05-${10 + n}` });
    await opened.log.append(streams.employee(employeeId), 'any', [changed], by);
  }
};
const sealAll = async () => {
  const head = await opened.log.store.head();
  const policy = { maxEvents: 4, maxAgeMs: 0, quietMs: 0, minGapMs: 0 };
  const sealer = startSealer({ log: opened.log, clock: () => new Date(), logger: createLogger('silent'), policy });
  await until(async () => (await verify()).sealedThrough >= head);
  await sealer.stop();
};
const verify = (alsoCheck: (() => Promise<readonly Problem[]>)[] = [], keptHead?: string) =>
  verifyLog({ store: opened.log.store, keys: opened.keys, alsoCheck, ...(keptHead !== undefined && { keptHead }) });
const tamper = (sql: string) => opened.tamper('log.event', sql);
const problems = async () => (await verify()).problems;

describe('verification', () => {
  it('finds a log whole that nobody touched, and counts it', async () => {
    await record('e1', 9);
    await record('e2', 3);
    await sealAll();
    const found = await verify();
    expect(found).toMatchObject({ ok: true, problems: [] });
    expect(found.head).toMatch(/^[0-9a-f]{64}$/);
    // Two people, their keys and the seals.
    expect(found.streams).toBe(5);
    expect((await verify()).head).toBe(found.head);
  });

  it('says honestly what no seal vouches for yet', async () => {
    await record('e1', 4);
    expect(await verify()).toMatchObject({ ok: true, events: 6, sealedThrough: '', unsealed: 6 });
  });

  it.each(['of an empty log', 'before the first seal', 'of sealed events'])(
    'finds a head that was kept in a log that has grown since: one %s',
    async (when) => {
      if (when !== 'of an empty log') await record('e1', 5);
      if (when === 'of sealed events') await sealAll();
      const { head } = await verify();
      await record('e2', 5);
      await sealAll();
      await record('e3', 1);
      expect(await verify([], head)).toMatchObject({ ok: true, problems: [] });
    },
  );

  it('misses a head that was kept once the log was written anew, seals and all', async () => {
    await record('e1', 5);
    await sealAll();
    const { head } = await verify();
    await opened.close();
    opened = await testLog();
    await record('e1', 5);
    await sealAll();
    expect(await verify()).toMatchObject({ ok: true, problems: [] });
    expect(await verify([], head)).toMatchObject({ ok: false, problems: [{ kind: 'head.missing', where: head }] });
  });

  it('names the event of which one byte was altered', async () => {
    await record('e1', 9);
    await sealAll();
    await tamper(
      `update log.event set data = replace(data::text, '2026-05-14', '2026-06-14')::json where stream = 'employee-e1'`,
    );
    expect(await problems()).toEqual([{ kind: 'event.altered', where: 'employee-e1@4' }]);
  });

  it('names the place from which an event was removed', async () => {
    await record('e1', 9);
    await sealAll();
    await tamper(`delete from log.event where stream = 'employee-e1' and revision = 4`);
    expect(await problems()).toEqual([
      { kind: 'revision.gap', where: 'employee-e1@4' },
      { kind: 'event.removed', where: 'after employee-e1@3' },
    ]);
  });

  it('notices the removal of a stream’s last event, where revisions show no gap', async () => {
    await record('e1', 2);
    await record('e2', 6);
    await sealAll();
    await tamper(`delete from log.event where stream = 'employee-e1' and revision = 2`);
    expect(await problems()).toEqual([{ kind: 'event.removed', where: 'after employee-e1@1' }]);
  });

  it('names the place from which an event was removed that no seal vouched for yet', async () => {
    await record('e1', 2);
    await record('e2', 1);
    await tamper(`delete from log.event where stream = 'employee-e1' and revision = 2`);
    expect(await problems()).toEqual([{ kind: 'event.removed', where: 'after employee-e1@1' }]);
  });

  it('names a removed seal', async () => {
    await record('e1', 20);
    await sealAll();
    await tamper(`delete from log.event where stream = 'seal-log' and revision = 1`);
    expect((await problems()).map(({ where }) => where)).toContain('seal-log@1');
    const kinds = new Set((await problems()).map(({ kind }) => kind));
    expect([...kinds]).toEqual(expect.arrayContaining(['revision.gap', 'seal.chain']));
    // The events that it covered are found under the next seal: none of them was added.
    expect((await problems()).filter(({ where }) => where.includes('employee-e1'))).toEqual([]);
  });

  it('names a seal whose hash was rewritten', async () => {
    await record('e1', 20);
    await sealAll();
    await tamper(
      `update log.event set data = jsonb_set(data::jsonb, '{hash}', to_jsonb(repeat('0', 64)))::json
       where stream = 'seal-log' and revision = 2`,
    );
    expect(await problems()).toEqual([
      { kind: 'seal.hash', where: 'seal-log@2' },
      { kind: 'seal.chain', where: 'seal-log@3' },
    ]);
  });

  it('names the last seal when its count or its marks were rewritten, which no later one covers', async () => {
    await record('e1', 20);
    await sealAll();
    const last = `(select max(revision) from log.event where stream = 'seal-log')`;
    const rewrite = (field: string, value: string) =>
      tamper(
        `update log.event set data = jsonb_set(data::jsonb, '{${field}}', '${value}')::json
         where stream = 'seal-log' and revision = ${last}`,
      );
    const { rows } = await tamper(
      `select revision, data from log.event where stream = 'seal-log' and revision = ${last}`,
    );
    const [seal] = rows as { readonly revision: number; readonly data: { readonly events: number } }[];
    const named = [{ kind: 'seal.hash', where: `seal-log@${seal?.revision}` }];
    await rewrite('events', '99');
    expect(await problems()).toEqual(named);
    await rewrite('events', `${seal?.data.events}`);
    expect(await problems()).toEqual([]);
    await rewrite('marks', '"AAAA"');
    expect(await problems()).toEqual(named);
  });

  it('names an altered time of record and an altered ciphertext', async () => {
    await record('e1', 5);
    await sealAll();
    await tamper(
      `update log.event set recorded_at = recorded_at + interval '1 hour' where stream = 'employee-e1' and revision = 2`,
    );
    await tamper(
      `update log.event set personal = replace(personal::text, '"cipher":"', '"cipher":"AAAA')::json where stream = 'employee-e1' and revision = 0`,
    );
    const found = await problems();
    expect(found).toEqual(
      expect.arrayContaining([
        { kind: 'event.altered', where: 'employee-e1@2' },
        { kind: 'recorded.order', where: 'employee-e1@3' },
        { kind: 'personal.altered', where: 'employee-e1@0' },
        { kind: 'event.altered', where: 'employee-e1@0' },
      ]),
    );
  });

  it('names an event that its type does not allow, sealed or not', async () => {
    await record('e1', 2);
    await tamper(`update log.event set data = '{"employeeId":"e1"}' where stream = 'employee-e1' and revision = 1`);
    await tamper(`update log.event set type = 'Promoted' where stream = 'employee-e1' and revision = 2`);
    expect(await problems()).toEqual([
      { kind: 'schema', where: 'employee-e1@1' },
      { kind: 'type.unknown', where: 'employee-e1@2' },
    ]);
  });

  it('names a subject whose key is lost', async () => {
    await record('e1', 1);
    await opened.tamper('keys.subject', `delete from keys.subject where subject_id = 'e1'`);
    const other = await opened.anotherProcess();
    const found = await verifyLog({ store: other.log.store, keys: other.keys });
    expect(found.problems).toEqual([{ kind: 'key.missing', where: 'subject-e1' }]);
  });

  it('takes in what else is checked', async () => {
    await record('e1', 1);
    const found = await verify([async () => [{ kind: 'read_model.differs', where: 'customers' }]]);
    expect(found).toMatchObject({ ok: false, problems: [{ kind: 'read_model.differs', where: 'customers' }] });
  });

  it('tells what it found though another check fails on that, and fails where nothing else is wrong', async () => {
    await record('e1', 2);
    const failing = (): Promise<never> => Promise.reject(new Error('customers cannot be filled'));
    await expect(verify([failing])).rejects.toThrow('cannot be filled');
    await tamper(`update log.event set type = 'Nonsense' where type = 'EmployeeHired'`);
    expect(await verify([failing])).toMatchObject({
      ok: false,
      problems: [
        { kind: 'type.unknown', where: 'employee-e1@0' },
        { kind: 'check.unfinished', where: 'customers cannot be filled' },
      ],
    });
  });
});
