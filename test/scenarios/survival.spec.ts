import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isNativeError } from 'node:util/types';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { bookward, startBookward, type Running } from '../support/bookward.js';
import { eventually } from '../support/person.js';
import { onDatabase } from '../support/tamper.js';
import { openFirm } from './story.js';
import type { Cast } from './story.js';

/** `npm run trials` sets the long form; a bar counts as shown only by it. */
const kills = process.env['TRIALS'] === 'long' ? 12 : 4;
const roles = ['api', 'projector', 'worker'] as const;
const victims = [...roles, 'postgres'] as const;

describe('Kill -9 of any part, under load', () => {
  let data: string;
  const running = new Map<(typeof roles)[number], Running>();
  let stopped = false;
  beforeEach(() => {
    stopped = false;
    data = mkdtempSync(join(tmpdir(), 'bookward-'));
  });
  afterEach(async () => {
    stopped = true;
    for (const { child, stop } of running.values())
      if (child.exitCode === null && child.signalCode === null) await stop();
    running.clear();
    rmSync(data, { recursive: true, force: true });
  });

  it('loses no acknowledged event, repeats none, and raises each alert once', async () => {
    const begin = async (role: (typeof roles)[number], port = '0') =>
      void running.set(role, await startBookward(['--roles', role, '--port', port, '--data', data]));
    await begin('api');
    const api = () => running.get('api') as Running;
    const port = new URL(api().url).port;
    await Promise.all([begin('projector'), begin('worker')]);
    const link = await bookward([
      'accounts',
      'open',
      '--email',
      'root@firm.example',
      '--name',
      'Root',
      '--roles',
      'admin',
      '--data',
      data,
      '--json',
    ]);
    expect(link.code).toBe(0);
    const adminLink = await bookward(['accounts', 'link', '--email', 'root@firm.example', '--data', data, '--json']);
    const cast = await openFirm({ ...api(), signInLinks: { admin: (adminLink.json as { url: string }).url } }, data);
    const ids = await importCustomers(cast, 200);

    const acknowledged = new Set<string>();
    const load = Array.from({ length: 4 }, async (_, lane) => {
      for (let n = 0; !stopped; n++) {
        const body = { action: 'view', customers: [{ id: ids[(n * 7 + lane) % ids.length] }], kinds: ['contact'] };
        try {
          const answer = await cast.salesperson.post<{ decisionId: string }>('/access-decisions', body, {
            'idempotency-key': `${lane}-${n}`,
          });
          if (answer.status === 200) acknowledged.add(answer.body.decisionId);
          else if (answer.status !== 429 && answer.status !== 503)
            throw new Error(
              `an outage was answered with ${answer.status}; the api wrote:\n${api().log().slice(-4_000)}`,
            );
        } catch (error) {
          // The api is gone at the moment; Jest's TypeError is not the one that fetch throws.
          if (!isNativeError(error) || error.name !== 'TypeError') throw error;
        }
        await new Promise((done) => void setTimeout(done, 20));
      }
    });

    for (let n = 0; n < kills; n++) {
      await until(() => acknowledged.size > (n + 1) * 25);
      const victim = victims[n % victims.length];
      if (victim === 'postgres' || victim === undefined) killPostgres(data);
      else {
        await running.get(victim)?.kill();
        await begin(victim, victim === 'api' ? port : '0');
      }
      if (n === 2) await wipeQueue(data);
    }
    await until(() => acknowledged.size > (kills + 2) * 25);
    stopped = true;
    await Promise.all(load);

    const employeeId = cast.salesperson.employeeId ?? '';
    const alerts = await eventually(
      () => cast.officer.get<{ items: { id: string }[] }>(`/alerts?employeeId=${employeeId}`),
      ({ body }) => (body.items?.length ?? 0) > 0,
      30_000,
    );
    expect(alerts.body.items).toHaveLength(1);
    for (const [role, part] of running) {
      const code = await part.stop();
      if (code !== 0) throw new Error(`${role} ended with ${code}:\n${part.log().slice(-4_000)}`);
    }
    running.clear();

    const recorded = await recordedEventIds(data);
    expect(new Set(recorded).size).toBe(recorded.length);
    expect([...acknowledged].filter((id) => !recorded.includes(id))).toEqual([]);
    expect(await bookward(['verify', '--data', data, '--json'])).toMatchObject({
      code: 0,
      json: { ok: true, problems: [] },
    });
    const rebuilt = await bookward(['rebuild', '--verify', '--data', data, '--json']);
    expect(rebuilt.code).toBe(0);
  }, 600_000);
});

async function importCustomers({ manager, salesperson }: Cast, count: number): Promise<readonly string[]> {
  const rows = Array.from(
    { length: count },
    (_, n) => `k-${n},Customer ${n},salesperson,salesperson,internal,+49 ${n}`,
  );
  const file = ['externalId,name,developedBy,assignedTo,sensitivity,contact.phone', ...rows].join('\n');
  expect(await manager.post('/customers/import', file)).toMatchObject({ status: 200, body: { applied: count } });
  const listed = await eventually(
    () => salesperson.get<{ items: { id: string }[] }>('/customers?limit=200'),
    ({ body }) => body.items?.length === count,
    30_000,
  );
  return listed.body.items.map(({ id }) => id);
}

/** SIGKILL to the postmaster: its children end by themselves, and what was not on disk is lost. */
const killPostgres = (data: string): boolean =>
  process.kill(Number(readFileSync(join(data, 'postgres/data/postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL');

/** Every wake-up is lost: what is to be done must stand elsewhere. */
const wipeQueue = (data: string): Promise<void> =>
  onDatabase(data, async (client) => {
    // Deleted, not truncated: a table lock would wait for the workers, and they for each other.
    for (const table of ['job', 'event', 'dedup', 'dedup_next']) await client.query(`delete from bullmq.${table}`);
  });

const recordedEventIds = (data: string): Promise<readonly string[]> =>
  onDatabase(data, async (client) =>
    (await client.query<{ id: string }>('select id from log.event')).rows.map(({ id }) => id),
  );

async function until(come: () => boolean): Promise<void> {
  await eventually(async () => come(), Boolean, 60_000);
}
