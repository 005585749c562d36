import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { newId } from '#platform/ids';
import { masterKeyOf } from '#platform/master-key';
import { createPool } from '#platform/postgres';
import { testDatabase } from '#test/support/postgres';
import type { TestDatabase } from '#test/support/postgres';
import type { EventToAppend } from './event-store.js';
import { keysMigrations } from './keys-schema.js';
import { openSubjectKeys } from './subject-keys.js';

const masterKey = masterKeyOf(randomBytes(32));
let database: TestDatabase;
let pool: pg.Pool;
beforeAll(async () => {
  database = await testDatabase(keysMigrations);
  pool = createPool({ url: database.url, role: 'app' });
});
afterAll(async () => {
  await pool.end();
  await database.close();
});

/** The keys as one process sees them, with a clock that the test moves. */
const aProcess = async (at = { ms: 1_000_000 }) => ({
  at,
  keys: await openSubjectKeys(pool, masterKey, { now: () => at.ms }),
});
const erasureOf = (id: string): EventToAppend => ({
  id: newId(),
  type: 'SubjectKeyDestroyed',
  data: { subjectId: id },
  personal: [],
  metadata: { occurredAt: '2026-03-02T09:00:00Z', actor: 'a', channel: 'cli', trust: 'witnessed', correlationId: 'c' },
});

describe('subject keys', () => {
  it('are made once, however many processes make them together', async () => {
    const id = newId();
    const processes = await Promise.all(Array.from({ length: 8 }, () => aProcess()));
    await Promise.all(processes.map(({ keys }) => keys.create([id])));
    const seen = await Promise.all(processes.map(({ keys }) => keys.find(id)));
    expect(new Set(seen.map(String)).size).toBe(1);
    expect(seen[0]).toHaveLength(32);
  });

  it('are stored wrapped, never as they are', async () => {
    const { keys } = await aProcess();
    const id = newId();
    await keys.create([id]);
    const key = await keys.find(id);
    const rows = await pool.query<{ wrapped: Buffer }>('select wrapped from keys.subject where subject_id = $1', [id]);
    expect(rows.rows[0]?.wrapped.includes(key)).toBe(false);
  });

  it('differ from subject to subject, and unknown subjects have none', async () => {
    const { keys } = await aProcess();
    const [one, other, unknown] = [newId(), newId(), newId()];
    await keys.create([one, other]);
    const found = await keys.findAll([one, other, unknown]);
    expect(found.get(one)).not.toEqual(found.get(other));
    expect(found.get(unknown)).toBe('missing');
    expect(await keys.find(unknown)).toBe('missing');
  });

  it('once destroyed never return: not by making them again, not by writing the row', async () => {
    const { keys } = await aProcess();
    const id = newId();
    await keys.create([id]);
    await keys.destroy(id, erasureOf(id));
    await keys.create([id]);
    expect(keys.cached(id) ?? (await keys.find(id))).toBe('erased');
    expect(await (await aProcess()).keys.find(id)).toBe('erased');
    const revive = pool.query('update keys.subject set wrapped = $2, destroyed_at = null where subject_id = $1', [
      id,
      'x',
    ]);
    await expect(revive).rejects.toThrow('destroyed for good');
    await expect(pool.query('delete from keys.subject')).rejects.toThrow('permission denied');
  });

  it('may be destroyed before they were ever made', async () => {
    const { keys } = await aProcess();
    const id = newId();
    await keys.destroy(id, erasureOf(id));
    await keys.create([id]);
    expect(await keys.find(id)).toBe('erased');
  });

  it('that one process destroyed are out of use in another within two seconds', async () => {
    const [one, other] = [await aProcess(), await aProcess()];
    const id = newId();
    await one.keys.create([id]);
    await other.keys.find(id);
    await one.keys.destroy(id, erasureOf(id));
    other.at.ms += 2_000;
    expect(other.keys.cached(id)).toBeUndefined();
    expect(await other.keys.find(id)).toBe('erased');
  });

  it('that one process destroyed are out of use in another though its clock was set back meanwhile', async () => {
    const [one, other] = [await aProcess(), await aProcess()];
    const id = newId();
    await one.keys.create([id]);
    await other.keys.find(id);
    await one.keys.destroy(id, erasureOf(id));
    other.at.ms -= 600_000;
    expect(other.keys.cached(id)).toBeUndefined();
    expect(await other.keys.find(id)).toBe('erased');
  });

  it('do not come back with a row that was read before their end and arrives after it', async () => {
    const id = newId();
    await (await aProcess()).keys.create([id]);
    let read = (): void => undefined;
    const hasRead = new Promise<void>((resolve) => (read = resolve));
    let arrive = (): void => undefined;
    const arriving = new Promise<void>((resolve) => (arrive = resolve));
    const slow = {
      query: async (sql: string, values?: unknown[]) => {
        const found = await pool.query(sql, values);
        if (!sql.includes('wrapped')) return found;
        read();
        await arriving;
        return found;
      },
    };
    const keys = await openSubjectKeys(slow as pg.Pool, masterKey);
    const finding = keys.find(id);
    await hasRead;
    keys.forget(id);
    arrive();
    expect(await finding).toBe('erased');
    expect(keys.cached(id)).toBe('erased');
  });

  it('are out of use at once where the log tells of their end', async () => {
    const { keys } = await aProcess();
    const id = newId();
    await keys.create([id]);
    await keys.find(id);
    keys.forget(id);
    expect(keys.cached(id)).toBe('erased');
    expect(await keys.find(id)).toBe('erased');
  });

  it('keep the first report of their end until the log has it', async () => {
    const { keys } = await aProcess();
    const id = newId();
    const [first, second] = [erasureOf(id), erasureOf(id)];
    await keys.destroy(id, first);
    await keys.destroy(id, second);
    const mine = async () => (await keys.unloggedErasures()).filter(({ subjectId }) => subjectId === id);
    expect(await mine()).toEqual([{ subjectId: id, event: first }]);
    await keys.erasureLogged(id);
    expect(await mine()).toEqual([]);
  });

  it('give way in the cache by age of last use', async () => {
    const keys = await openSubjectKeys(pool, masterKey, { now: () => 1_000_000, maxCached: 2 });
    const ids = [newId(), newId(), newId()];
    await keys.create(ids);
    const [a = '', b = '', c = ''] = ids;
    await keys.findAll([a]);
    await keys.findAll([b]);
    expect(keys.cached(a)).toBeDefined();
    await keys.findAll([c]);
    expect([a, b, c].map((id) => keys.cached(id) !== undefined)).toEqual([true, false, true]);
  });

  it('refuse another master key, in one sentence that says what to do', async () => {
    await aProcess();
    await expect(openSubjectKeys(pool, masterKeyOf(randomBytes(32)))).rejects.toThrow(
      /another master key.*BOOKWARD_MASTER_KEY/,
    );
  });
});
