import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { newId } from '#platform/ids';
import { masterKeyOf } from '#platform/master-key';
import { createPool } from '#platform/postgres';
import { testDatabase } from '#test/support/postgres';
import type { TestDatabase } from '#test/support/postgres';
import { openAliases } from './aliases.js';
import type { Aliases } from './aliases.js';
import { keysMigrations } from './keys-schema.js';

let database: TestDatabase;
let pool: pg.Pool;
let aliases: Aliases;
beforeAll(async () => {
  database = await testDatabase(keysMigrations);
  pool = createPool({ url: database.url, role: 'app' });
  aliases = openAliases(pool, masterKeyOf(randomBytes(32)));
});
afterAll(async () => {
  await pool.end();
  await database.close();
});

const claimFor = (name: string, id = newId()) => ({ name, id, subjectId: id });

describe('an outside name', () => {
  it('stands for one id, whoever claims it and however often', async () => {
    const claims = Array.from({ length: 16 }, () => claimFor('0017'));
    const answers = await Promise.all(claims.map((claim) => aliases.claim('customer:crm', [claim])));
    const holders = new Set(answers.map((answer) => answer.get('0017')));
    expect(holders.size).toBe(1);
    expect(claims.map(({ id }) => id)).toContain([...holders][0]);
  });

  it('is kept as a hash, so that the table names nobody', async () => {
    await aliases.claim('employee-email', [claimFor('ann.lee@firm.example')]);
    const rows = await pool.query('select * from keys.alias');
    expect(JSON.stringify(rows.rows)).not.toContain('ann.lee');
  });

  it('of one source is not that of another, but the default source serves all', async () => {
    const [crm, other] = [claimFor('77'), claimFor('78')];
    await aliases.claim('employee:crm', [crm]);
    await aliases.claim('employee:default', [claimFor('77'), other]);
    const found = await aliases.findOfSource('employee', 'crm', ['77', '78', '79']);
    expect(Object.fromEntries(found)).toEqual({ 77: crm.id, 78: other.id });
    expect((await aliases.findOfSource('employee', 'hris', ['77'])).get('77')).not.toBe(crm.id);
    expect((await aliases.find('customer:crm', ['77'])).size).toBe(0);
  });

  it('that is an address does not mind case and blanks', async () => {
    const claim = claimFor('Bo@Firm.Example');
    await aliases.claim('account-email', [claim]);
    expect((await aliases.find('account-email', [' bo@firm.example'])).get(' bo@firm.example')).toBe(claim.id);
  });

  it('is free again once its holder gives it up, and only then', async () => {
    const [holder, next] = [claimFor('cy@firm.example'), claimFor('cy@firm.example')];
    await aliases.claim('employee-email', [holder]);
    await aliases.release('employee-email', holder.name, next.id);
    expect((await aliases.claim('employee-email', [next])).get(next.name)).toBe(holder.id);
    await aliases.release('employee-email', holder.name, holder.id);
    expect((await aliases.claim('employee-email', [next])).get(next.name)).toBe(next.id);
  });

  it('ends with the person, account included', async () => {
    const employee = claimFor('di@firm.example');
    const account = { name: 'di@firm.example', id: newId(), subjectId: employee.id };
    await aliases.claim('employee-email', [employee]);
    await aliases.claim('employee:crm', [{ ...employee, name: 'x-di' }]);
    await aliases.claim('account-email', [account]);
    await aliases.eraseSubject(employee.id);
    expect((await aliases.find('employee-email', [employee.name])).size).toBe(0);
    expect((await aliases.find('employee:crm', ['x-di'])).size).toBe(0);
    expect((await aliases.find('account-email', [account.name])).size).toBe(0);
  });

  it('may be claimed by the thousand, repeats included', async () => {
    const claims = Array.from({ length: 3_000 }, (_, row) => claimFor(`bulk-${row % 2_000}`));
    const held = await aliases.claim('customer:bulk', claims);
    expect(held.size).toBe(2_000);
    expect(new Set(held.values()).size).toBe(2_000);
  });
});
