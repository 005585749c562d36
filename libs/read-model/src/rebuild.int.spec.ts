import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accountOpened, passwordSet, serviceKeyIssued, signInLinkIssued } from '#domain/account/account.events';
import { alertDisposed, alertRaised } from '#domain/alert/alert.events';
import { approvalStepDecided } from '#domain/approval/approval.events';
import { customerRecordViewed } from '#domain/access/access.events';
import { customerDetailsChanged, customerRegistered } from '#domain/customer/customer.events';
import { employeeHired } from '#domain/employee/employee.events';
import type { DomainEvent } from '#domain/events';
import { exportRequested } from '#domain/export/export.events';
import { eraseSubject } from '#event-store/erase';
import { createPool } from '#platform/postgres';
import { metadataBy, testLog } from '#test/support/log';
import type { TestLog } from '#test/support/log';
import type pg from 'pg';
import { watchCheckpoints } from './checkpoint-watch.js';
import { prepareReadModel } from './checkpoints.js';
import type { EventSource } from './event-source.js';
import { projections } from './projections.js';
import { rebuild } from './rebuild.js';
import { replayAsOf } from './replay.js';
import { runProjections } from './run-projections.js';
import { rowsOf } from './sql.js';

let log: TestLog;
let pool: pg.Pool;
let projector: { stop(): Promise<void> };
beforeEach(async () => {
  log = await testLog();
  pool = createPool({ url: log.url, role: 'app' });
  await prepareReadModel(pool, projections);
  const nobody = { committed: () => undefined, stopped: () => undefined };
  projector = runProjections({ pool, source: log.log, projections, observer: nobody, onFailure: () => undefined });
});
afterEach(async () => {
  await projector.stop();
  await pool.end();
  await log.close();
});

const record = async (stream: string, ...events: readonly DomainEvent[]): Promise<string> =>
  (await log.log.append(stream, 'any', events, metadataBy('account-1'))).position;

async function caughtUp(position: string): Promise<void> {
  const watch = watchCheckpoints(pool);
  expect(await watch.waitFor(position, 10_000)).toBe(true);
  await watch.close();
}

const clear = 'Clara Clear';
const details = { contact: { phone: clear } };
const viewed = customerRecordViewed.of({
  employeeId: 'e-1',
  customerIds: ['c-1'],
  kinds: [],
  rows: 1,
  sensitivity: null,
  portfolio: 'own',
  device: 'hash',
  destination: null,
});

/** Every kind of personal field that some projection shows, of an employee and of a customer. */
async function aFirm(): Promise<string> {
  const employment = {
    team: 'east',
    role: 'seller',
    region: 'EU',
    timezone: 'UTC',
    rank: 5,
    performance: 'normal',
  } as const;
  await record(
    'employee-e-1',
    employeeHired.of(
      { employeeId: 'e-1', ...employment, hiredOn: '2020-01-01' },
      { name: clear, email: 'clara.clear@firm.example', externalIds: { default: clear } },
    ),
  );
  await record(
    'customer-c-1',
    customerRegistered.of(
      {
        customerId: 'c-1',
        developedBy: 'e-1',
        assignedTo: 'e-1',
        sensitivity: 'internal',
        fields: { contact: ['phone'] },
      },
      { name: clear, externalIds: { default: clear }, details },
    ),
  );
  await record(
    'account-account-1',
    accountOpened.of(
      { accountId: 'account-1', subjectId: 'e-1', employeeId: 'e-1', roles: ['salesperson'] },
      { name: clear, email: 'clara.clear@firm.example' },
    ),
    passwordSet.of({ accountId: 'account-1', subjectId: 'e-1' }, { passwordHash: clear }),
  );
  await record(
    'export-x-1',
    exportRequested.of(
      {
        exportId: 'x-1',
        requestedBy: 'e-1',
        requestedByAccount: 'account-1',
        filter: {},
        fields: ['contact.phone'],
        format: 'csv',
        rows: 1,
        leftOut: 0,
        highestSensitivity: null,
        approvalId: 'a-1',
        setRoot: 'r',
        policyVersion: 1,
      },
      { purpose: clear, recipient: clear },
    ),
  );
  await record(
    'approval-a-2',
    approvalStepDecided.of(
      {
        approvalId: 'a-2',
        level: 0,
        by: 'e-1',
        byAccount: 'account-1',
        decision: 'approve',
        decidedAt: '2026-03-02T09:00:00.000Z',
      },
      { reason: clear },
    ),
  );
  const alert = { alertId: 'e-1-1', employeeId: 'e-1' };
  const part = {
    indicator: 'views',
    contribution: 1,
    observed: 1,
    expectedSelf: null,
    expectedPeers: null,
    eventCount: 0,
    events: [],
  };
  await record(
    'alert-e-1-1',
    alertRaised.of({
      ...alert,
      episode: 1,
      severity: 'high',
      score: 1,
      parts: [part],
      sentence: { key: 'k', values: {} },
      at: '2026-03-02T09:00:00.000Z',
      window: { from: '2026-03-02T09:00:00.000Z', to: '2026-03-02T09:00:00.000Z' },
      model: { version: '1', inputHash: 'h' },
      kind: 'live',
      delivery: 'now',
      resignationEventId: null,
      departure: null,
    }),
    alertDisposed.of({ ...alert, by: 'e-2', verdict: 'benign' }, { reason: clear }),
  );
  return record('access-e-1-2026-03-02', viewed, viewed, viewed);
}

async function tablesHolding(text: string): Promise<readonly string[]> {
  const holding: string[] = [];
  for (const { name } of projections.flatMap(({ tables }) => tables)) {
    const found = await rowsOf(pool, `select from read.${name} t where position($1 in lower(t::text)) > 0`, [text]);
    if (found.length > 0) holding.push(name);
  }
  return holding;
}

describe('rebuilding', () => {
  it('gives tables that hash equal to the live ones, beside a running projector', async () => {
    await caughtUp(await aFirm());
    const rebuilt = await rebuild(pool, log.log, projections, { verify: true });
    expect(rebuilt.map(({ name }) => name)).toEqual(projections.map(({ name }) => name));
    expect(rebuilt.filter(({ equal }) => !equal)).toEqual([]);
    expect(rebuilt.find(({ name }) => name === 'customers')).toMatchObject({ rows: 1 });
  });

  it('names the read model of which one row was changed, and mends it unless only to verify', async () => {
    await caughtUp(await aFirm());
    await pool.query(`update read.activity set rows = rows + 1`);
    const named = async (verify: boolean) =>
      (await rebuild(pool, log.log, projections, { verify })).filter(({ equal }) => !equal).map(({ name }) => name);
    expect(await named(true)).toEqual(['activity']);
    expect(await named(false)).toEqual(['activity']);
    expect(await named(true)).toEqual([]);
    await caughtUp(await record('access-e-1-2026-03-02', viewed));
    expect(await rowsOf(pool, 'select sum(allowed)::bigint as views from read.activity')).toEqual([{ views: 4 }]);
  });

  it('takes in what the live tables have taken in meanwhile, before it puts itself in their place', async () => {
    await caughtUp(await aFirm());
    const { log: source } = log;
    const busy: EventSource = {
      ...source,
      readAll: async function* (options) {
        for await (const event of source.readAll(options)) {
          if (event.stream === 'customer-c-1') await caughtUp(await record('access-e-1-2026-03-02', viewed));
          yield event;
        }
      },
    };
    await rebuild(pool, busy, projections, { verify: false });
    const rebuilt = await rebuild(pool, source, projections, { verify: true });
    expect(rebuilt.filter(({ equal }) => !equal)).toEqual([]);
    expect(await rowsOf(pool, 'select sum(allowed)::bigint as views from read.activity')).toEqual([{ views: 4 }]);
  });

  it('leaves no table of its own behind', async () => {
    await caughtUp(await aFirm());
    await rebuild(pool, log.log, projections, { verify: true });
    expect(await rowsOf(pool, `select relname from pg_class where relname like '%\\_\\_%' and relkind = 'r'`)).toEqual(
      [],
    );
  });
});

describe('erasing a person and a customer', () => {
  it('clears their fields from every read model, live and rebuilt alike', async () => {
    await caughtUp(await aFirm());
    expect(await tablesHolding('clear')).toEqual([
      'employees',
      'customers',
      'accounts',
      'exports',
      'approval_decisions',
      'alert_history',
    ]);
    const before = await rebuild(pool, log.log, projections, { verify: true });
    expect(before.filter(({ equal }) => !equal)).toEqual([]);

    for (const subject of ['e-1', 'c-1']) {
      await eraseSubject(log, subject, 'asked for', metadataBy('account-9'));
    }
    await caughtUp(await log.log.store.head());
    expect(await tablesHolding('clear')).toEqual([]);
    expect(await rowsOf(pool, 'select name, details from read.customers')).toEqual([
      { name: '[erased]', details: '[erased]' },
    ]);
    const after = await rebuild(pool, log.log, projections, { verify: true });
    expect(after.filter(({ equal }) => !equal)).toEqual([]);
  });
});

describe('replaying as of a moment', () => {
  it('writes every table as it was then, rows in the order of their keys', async () => {
    await caughtUp(await aFirm());
    const asOf = new Date();
    await new Promise((resolve) => setTimeout(resolve, 5));
    await record(
      'customer-c-1',
      customerDetailsChanged.of({ customerId: 'c-1', fields: {} }, { name: 'Later', externalIds: {}, details: {} }),
    );
    const folder = await mkdtemp(join(tmpdir(), 'bookward-replay-'));
    const replayed = await replayAsOf(pool, log.log, projections, { asOf, folder });
    expect(replayed).toMatchObject({ asOf: asOf.toISOString(), tables: { customers: 1, access_log: 6, policies: 0 } });
    const customers = await readFile(join(folder, 'customers.jsonl'), 'utf8');
    expect(JSON.parse(customers)).toMatchObject({ customer_id: 'c-1', name: clear, details });
    const positions = (await readFile(join(folder, 'event_index.jsonl'), 'utf8'))
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { position: string }).position);
    expect(positions).toHaveLength(replayed.events);
    expect(positions).toEqual(positions.toSorted());
    await rm(folder, { recursive: true });
  });

  it('writes what only whoever asked for it may read: names stand in it', async () => {
    await caughtUp(await aFirm());
    const folder = join(await mkdtemp(join(tmpdir(), 'bookward-replay-')), 'evidence', 'of-today');
    await replayAsOf(pool, log.log, projections, { asOf: new Date(), folder });
    const modeOf = async (path: string): Promise<number> => (await stat(path)).mode & 0o777;
    expect(await modeOf(folder)).toBe(0o700);
    expect(await modeOf(join(folder, 'customers.jsonl'))).toBe(0o600);
    await rm(folder, { recursive: true });
  });

  it('hands nobody a hash that lets somebody in', async () => {
    const account = { accountId: 'a-1', subjectId: 'e-1' };
    const key = { keyId: 'k-1', name: 'CRM', scopes: ['ingest:crm'], keyHash: 'secret-key', historyUntil: null };
    const link = { accountId: 'a-1', linkId: 'l-1', tokenHash: 'secret-token', expiresAt: '2030-01-01T00:00:00.000Z' };
    await record(
      'account-a-1',
      accountOpened.of({ ...account, employeeId: 'e-1', roles: ['salesperson'] }, { email: 'a@b.example', name: 'A' }),
      passwordSet.of(account, { passwordHash: 'secret-password' }),
      signInLinkIssued.of(link),
    );
    await record('account-k-1', serviceKeyIssued.of(key));
    const folder = await mkdtemp(join(tmpdir(), 'bookward-replay-'));
    await replayAsOf(pool, log.log, projections, { asOf: new Date(), folder });
    const rowOf = async (table: string): Promise<unknown> =>
      JSON.parse(await readFile(join(folder, `${table}.jsonl`), 'utf8'));
    expect(await rowOf('accounts')).toMatchObject({ name: 'A', password_hash: '[withheld]' });
    expect(await rowOf('sign_in_links')).toMatchObject({ link_id: 'l-1', token_hash: '[withheld]' });
    expect(await rowOf('service_keys')).toMatchObject({ key_id: 'k-1', key_hash: '[withheld]' });
    await rm(folder, { recursive: true });
  });
});
