import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import autocannon from 'autocannon';
import { bookward, startBookward } from '../support/bookward.js';
import type { Running } from '../support/bookward.js';
import { eventually, Person } from '../support/person.js';
import { mustEnd } from '../support/told-to-stop.js';
import { median } from './harness.js';
import type { Benchmark } from './harness.js';

const people = 200;
const customers = 5_000;
const connections = 32;
const secondsPerRound = 5;
const environment = { RATE_LIMIT_FACTOR: '100000', LOG_LEVEL: 'error' };

/**
 * Access decisions, each durable before it is answered, with api, projector and worker in their own processes;
 * beside a bare Nest route that answers a constant to the same bodies, in the same run.
 */
export const decisions: Benchmark = {
  name: 'decisions',
  run: async ({ rounds }) => {
    const data = mkdtempSync(join(tmpdir(), 'bookward-decisions-'));
    mustEnd(() => rmSync(data, { recursive: true, force: true }));
    const running: Running[] = [];
    const peer = await startPeer();
    try {
      for (const role of ['api', 'projector', 'worker'])
        running.push(await startBookward(['--roles', role, '--port', '0', '--data', data], environment));
      const url = running[0]?.url ?? '';
      const key = await fillFirm(url, data);
      const target = { url: `${url}/api/v1/access-decisions`, headers: { authorization: `Bearer ${key}` } };
      const constant = { url: `${peer.url}/constant`, headers: {} };
      await load(target);
      await load(constant);
      const measured: { ours: number; theirs: number; p99: number }[] = [];
      for (let round = 0; round < rounds; round++) {
        const theirs = await load(constant);
        const ours = await load(target);
        measured.push({ ours: ours.requests.average, theirs: theirs.requests.average, p99: ours.latency.p99 });
      }
      const figures = {
        decisionsPerSecond: median(measured.map((round) => round.ours)),
        constantsPerSecond: median(measured.map((round) => round.theirs)),
        ratio: median(measured.map((round) => round.ours / round.theirs)),
        p99Ms: median(measured.map((round) => round.p99)),
      };
      return {
        figures,
        bars: [
          { name: 'decisions against a constant route', value: figures.ratio, bar: 0.4 },
          { name: 'p99 of a decision, ms', value: figures.p99Ms, bar: 25, atMost: true },
        ],
      };
    } finally {
      peer.stop();
      await Promise.all(running.map((part) => part.stop()));
      rmSync(data, { recursive: true, force: true });
    }
  },
};

/** 200 people and a book of 5,000; answers a key that may ask for decisions about them. */
async function fillFirm(url: string, data: string): Promise<string> {
  const run = async (...args: string[]) => {
    const result = await bookward([...args, '--data', data, '--json'], environment);
    if (result.code !== 0) throw new Error(`bookward ${args[0]} ${args[1]} failed: ${result.err}`);
    return result.json as Record<string, string>;
  };
  await run('accounts', 'open', '--email', 'root@firm.example', '--name', 'Root', '--roles', 'admin');
  const link = await run('accounts', 'link', '--email', 'root@firm.example');
  const admin = await Person.byLink(url, link['url'] ?? '');
  const keyOf = async (scope: string): Promise<string> =>
    (await expectOk(admin.post<{ key: string }>('/service-keys', { name: 'bench', scopes: [scope] }))).key;
  const hr = Person.withKey(url, await keyOf('hr:crm'));
  await expectOk(admin.put('/policies/tiers', tiers));
  await expectOk(hr.post('/hr/import', peopleCsv()));
  for (let from = 0; from < customers; from += 1_000)
    await expectOk(admin.post('/customers/import', customersCsv(from, from + 1_000)));
  await eventually(
    () => admin.get<{ projections: { lagEvents: number }[] }>('/system/health'),
    ({ body }) => body.projections.every(({ lagEvents }) => lagEvents < 100),
    60_000,
  );
  return keyOf('decide:crm');
}

async function expectOk<T>(answer: Promise<{ status: number; body: T; text: string }>): Promise<T> {
  const { status, body, text } = await answer;
  if (status >= 300) throw new Error(`answered ${status}: ${text}`);
  return body;
}

function load(target: { url: string; headers: Record<string, string> }): Promise<autocannon.Result> {
  let n = 0;
  return autocannon({
    url: target.url,
    connections,
    duration: secondsPerRound,
    requests: [
      {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...target.headers },
        setupRequest: (request) => {
          n += 1;
          return { ...request, body: JSON.stringify(question(n)) };
        },
      },
    ],
  }).then((result) => {
    if (result.non2xx + result.errors > 0)
      throw new Error(`${result.non2xx} answers other than 2xx and ${result.errors} errors from ${target.url}`);
    return result;
  });
}

/** Spread over people and customers; every fifth asks about somebody else's customer and is denied. */
const question = (n: number) => {
  const employee = n % people;
  const customer = (employee + people * (n % 25) + (n % 5 === 0 ? 1 : 0)) % customers;
  return {
    employee: { source: 'crm', externalId: `e-${employee}` },
    action: 'copy',
    customers: [{ source: 'crm', externalId: `c-${customer}` }],
    kinds: ['contact'],
    fields: ['contact.phone'],
    device: `device-${employee}`,
  };
};

const peopleCsv = (): string =>
  [
    'externalId,email,name,team,role,region,timezone,rank,performance,hiredOn',
    ...Array.from(
      { length: people },
      (_, n) => `e-${n},e${n}@firm.example,Person ${n},team-${n % 20},sales,EU,Europe/Berlin,5,normal,2020-01-01`,
    ),
  ].join('\n');

const customersCsv = (from: number, to: number): string =>
  [
    'externalId,name,developedBy,assignedTo,sensitivity,contact.phone',
    ...Array.from({ length: to - from }, (_, at) => {
      const n = from + at;
      return `c-${n},Customer ${n},e${n % people}@firm.example,e${n % people}@firm.example,confidential,+49 170 ${100_000 + n}`;
    }),
  ].join('\n');

const limit = 1_000_000;
const tiers = {
  tiers: {
    standard: {
      scope: 'own',
      kinds: { basic: 'clear', contact: 'reveal' },
      maxSensitivity: 'confidential',
      mayRequestExport: true,
      dailyReveals: limit,
      dailyViews: limit,
    },
  },
  bands: [
    {
      rankFrom: 1,
      rankTo: 20,
      tenureMonthsFrom: 0,
      tenureMonthsTo: null,
      performance: ['low', 'normal', 'high'],
      tier: 'standard',
    },
  ],
};

async function startPeer(): Promise<{ readonly url: string; stop(): void }> {
  const child = spawn(process.execPath, [resolve('test/bench/peers/constant-route.mjs')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  mustEnd(() => child.kill('SIGTERM'));
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const { port } = JSON.parse(line) as { port: number };
  return { url: `http://127.0.0.1:${port}`, stop: () => void child.kill('SIGTERM') };
}
