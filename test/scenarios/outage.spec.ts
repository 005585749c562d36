import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startEmbeddedPostgres } from '#platform/embedded-postgres';
import { bookward, startBookward } from '../support/bookward.js';
import type { Environment, Running } from '../support/bookward.js';
import { startEventStoreDbServer } from '../support/eventstoredb-server/server.js';
import { eventually, Person } from '../support/person.js';
import { startOwnRedis, whyNoOwnRedis } from '../support/redis.js';

type Server = {
  readonly env: Environment;
  readonly goAway: () => Promise<unknown>;
  readonly comeBack: () => Promise<unknown>;
  readonly close: () => Promise<unknown>;
};

const masterKey = Buffer.alloc(32, 7).toString('base64');
const withoutRedis = whyNoOwnRedis();
if (withoutRedis !== undefined) process.stderr.write(`Redis going away: skipped, ${withoutRedis}\n`);

describe('A server that goes away for a while', () => {
  let data: string;
  beforeEach(() => {
    data = mkdtempSync(join(tmpdir(), 'bookward-outage-'));
  });
  afterEach(() => rmSync(data, { recursive: true, force: true }));

  const postgres = async (): Promise<Server> => {
    const directory = join(data, 'managed');
    let server = await startEmbeddedPostgres({ directory });
    return {
      env: { DATABASE_URL: server.url, BOOKWARD_MASTER_KEY: masterKey },
      goAway: async () => process.kill(server.pid(), 'SIGKILL'),
      comeBack: async () => (server = await startEmbeddedPostgres({ directory })),
      close: () => server.stop(),
    };
  };
  const eventStoreDb = async (): Promise<Server> => {
    const server = await startEventStoreDbServer();
    return {
      env: { EVENTSTORE_URL: server.url },
      goAway: async () => server.kill(),
      comeBack: () => server.start(),
      close: async () => server.kill(),
    };
  };
  const redis = async (): Promise<Server> => {
    const server = await startOwnRedis();
    return {
      env: { REDIS_URL: server.url },
      goAway: () => server.kill(),
      comeBack: () => server.start(),
      close: () => server.stop(),
    };
  };

  it.each([
    { name: 'PostgreSQL', open: postgres, refuses: true },
    { name: 'EventStoreDB', open: eventStoreDb, refuses: true },
    // Wake-ups are only hints: nobody is refused for want of them.
    ...(withoutRedis === undefined ? [{ name: 'Redis', open: redis, refuses: false }] : []),
  ])(
    'takes nothing with it that was acknowledged, and service resumes by itself: $name',
    async ({ open, refuses }) => {
      const server = await open();
      const running = await startBookward(['--port', '0', '--data', data], server.env);
      try {
        const { decide, auditor } = await openCounter(running, data, server.env);
        const acknowledged: string[] = [];
        const ask = async () => {
          const answer = await decide();
          if (answer.status === 200) acknowledged.push(answer.body.decisionId);
          else {
            expect(answer).toMatchObject({ status: 503, body: { status: 503 } });
            expect(['store.unavailable', 'view.lagging']).toContain(answer.body.code);
            expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
          }
          return answer.status;
        };
        for (let n = 0; n < 20; n++) expect(await ask()).toBe(200);
        await server.goAway();
        const during = [];
        for (let n = 0; n < 20; n++) during.push(await ask());
        expect(during.at(-1)).toBe(refuses ? 503 : 200);
        await server.comeBack();
        await eventually(ask, (status) => status === 200, 30_000);
        for (let n = 0; n < 20; n++) await eventually(ask, (status) => status === 200, 10_000);

        for (const id of acknowledged) {
          const found = await eventually(
            () => auditor.get<{ items: readonly { id: string }[] }>(`/audit/events?id=${id}`),
            ({ status, body }) => status === 200 && body.items.length > 0,
          );
          expect(found.body.items).toHaveLength(1);
        }
        expect(await running.stop()).toBe(0);
        const verify = await bookward(['verify', '--data', data, '--json'], server.env);
        expect(verify).toMatchObject({ code: 0, json: { ok: true, problems: [] } });
      } finally {
        if (running.child.exitCode === null) await running.kill();
        await server.close();
      }
    },
    180_000,
  );
});

type Decided = { readonly decisionId: string; readonly code: string };

/** Somebody whose accesses are decided, and an auditor who can tell what was recorded of it. */
async function openCounter(running: Running, data: string, env: Environment) {
  const admin = await Person.byLink(running.url, running.signInLinks['admin'] ?? '');
  const key = await admin.post<{ key: string }>('/service-keys', {
    name: 'CRM',
    scopes: ['hr:default', 'decide:default'],
  });
  const crm = Person.withKey(running.url, key.body.key);
  const file = [
    'externalId,email,name,team,role,region,timezone,rank,performance,hiredOn',
    'e-1,sam@firm.example,Sam Sample,east,Sales,EU,UTC,5,normal,2020-01-01',
    'e-2,ada@firm.example,Ada Sample,east,Audit,EU,UTC,5,normal,2020-01-01',
  ].join('\n');
  expect(await crm.post('/hr/import', file)).toMatchObject({ status: 200, body: { applied: 2 } });
  const where = ['--data', data, '--json'];
  const account = ['--email', 'ada@firm.example', '--name', 'Ada', '--roles', 'auditor', '--employee', 'e-2'];
  expect(await bookward(['accounts', 'open', ...account, ...where], env)).toMatchObject({ code: 0 });
  const link = await bookward(['accounts', 'link', '--email', 'ada@firm.example', ...where], env);
  const auditor = await Person.byLink(running.url, (link.json as { url: string }).url);
  let asked = 0;
  return {
    auditor,
    decide: () =>
      crm
        .impatient()
        .post<Decided>(
          '/access-decisions',
          { employee: { source: 'default', externalId: 'e-1' }, action: 'list', kinds: ['basic'] },
          { 'idempotency-key': `decision-${(asked += 1)}` },
        ),
  };
}
