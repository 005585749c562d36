import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accountOpened } from '#domain/account/account.events';
import { streams } from '#domain/streams';
import { newId } from '#platform/ids';
import { hired } from '#test/support/hired';
import { metadataBy, testLog } from '#test/support/log';
import type { TestLog } from '#test/support/log';
import { completeErasures, eraseSubject } from './erase.js';
import { createLog } from './log.js';
import { StoreUnavailable } from './event-store.js';
import { verifyLog } from './verify.js';

let opened: TestLog;
beforeAll(async () => {
  opened = await testLog();
});
afterAll(() => opened.close());

const by = metadataBy('acc1');
const reason = 'asked for it on 1 March';
const who = { name: 'Ann Lee', email: 'ann@firm.example' };
const hire = (employeeId: string) => opened.log.append(streams.employee(employeeId), 'any', [hired(employeeId)], by);
const personalOf = async (stream: string, log = opened.log) => {
  const all: unknown[] = [];
  for await (const event of log.readStream(stream)) all.push(event.personal);
  return all;
};
const endsOf = async (id: string) => {
  const ends: string[] = [];
  for await (const event of opened.log.readStream(streams.subject(id))) {
    if (event.type === 'SubjectKeyDestroyed') ends.push(event.personal.reason);
  }
  return ends;
};
const unreadable = { name: '[erased]', email: '[erased]', externalIds: '[erased]' };

describe('erasing a person', () => {
  it('makes them unreadable for every process, account included, and reports it once', async () => {
    const [id, accountId] = [newId(), newId()];
    await hire(id);
    const account = { accountId, subjectId: id, employeeId: id, roles: ['salesperson' as const] };
    await opened.log.append(streams.account(accountId), 'none', [accountOpened.of(account, who)], by);
    await opened.aliases.claim('account-email', [{ name: who.email, id: accountId, subjectId: id }]);

    const erasure = await eraseSubject(opened, id, reason, by);
    expect(await eraseSubject(opened, id, 'again', by)).toEqual(erasure);

    expect(await personalOf(streams.employee(id))).toEqual([unreadable]);
    const other = await opened.anotherProcess();
    expect(await personalOf(streams.account(accountId), other.log)).toEqual([{ name: '[erased]', email: '[erased]' }]);
    expect((await opened.aliases.find('account-email', [who.email])).size).toBe(0);
    expect(await endsOf(id)).toEqual([reason]);
    expect(erasure.id).toBe(id);
  });

  it('lets events about them go on, unreadable from the start', async () => {
    const id = newId();
    await hire(id);
    await eraseSubject(opened, id, reason, by);
    await hire(id);
    expect(await personalOf(streams.employee(id))).toEqual([unreadable, unreadable]);
  });

  it('is finished after a crash between its steps', async () => {
    const id = newId();
    await hire(id);
    const away = createLog(
      { ...opened.log.store, append: () => Promise.reject(new StoreUnavailable('away')) },
      opened.keys,
    );
    await expect(eraseSubject({ ...opened, log: away }, id, reason, by)).rejects.toThrow(StoreUnavailable);
    expect(await endsOf(id)).toEqual([]);
    await completeErasures(opened);
    expect(await endsOf(id)).toEqual([reason]);
  });

  it('twice at once is one erasure', async () => {
    const id = newId();
    await hire(id);
    const other = await opened.anotherProcess();
    const [one, two] = await Promise.all([eraseSubject(opened, id, reason, by), eraseSubject(other, id, reason, by)]);
    expect(one).toEqual(two);
    expect(await endsOf(id)).toHaveLength(1);
  });

  it('is refused for somebody unknown and for the firm itself', async () => {
    await expect(eraseSubject(opened, newId(), reason, by)).rejects.toMatchObject({ code: 'not_found' });
    await expect(eraseSubject(opened, 'firm', reason, by)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('leaves the log whole, and verification notices a key that came back', async () => {
    const id = newId();
    await hire(id);
    const key = 'select wrapped from keys.subject where subject_id = $1';
    const kept = await opened.tamper('keys.subject', key, [id]);
    await eraseSubject(opened, id, reason, by);
    const verified = () => opened.anotherProcess().then(({ log, keys }) => verifyLog({ store: log.store, keys }));
    expect(await verified()).toMatchObject({ ok: true, problems: [] });
    const restore = 'update keys.subject set wrapped = $2, destroyed_at = null where subject_id = $1';
    await opened.tamper('keys.subject', restore, [id, (kept.rows as { wrapped: Buffer }[])[0]?.wrapped]);
    expect((await verified()).problems).toEqual([{ kind: 'erasure.undone', where: `subject-${id}` }]);
  });
});
