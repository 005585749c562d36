import { get } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApi } from '#test/support/api';
import type { TestApi } from '#test/support/api';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;

/** Every object of a document, with where it stands. */
function* objectsOf(value: unknown, at = '#'): Generator<readonly [at: string, object: Json]> {
  if (!isObject(value)) return;
  yield [at, value];
  for (const [name, inner] of Object.entries(value)) yield* objectsOf(inner, `${at}/${name.replaceAll('/', '~1')}`);
}

describe('without signing in', () => {
  it.each(['/healthz', '/readyz', '/openapi.json', '/metrics'])('%s answers', async (path) => {
    expect((await fetch(`${api.url}${path}`)).status).toBe(200);
  });

  it('nothing else does', async () => {
    for (const path of ['/', '/api/v1', '/api/v1/me', '/api/v1/nowhere', '/metrics/all'])
      expect([401, 404]).toContain((await fetch(`${api.url}${path}`)).status);
  });
});

describe('metrics', () => {
  const statusFor = (headers: Readonly<Record<string, string>>): Promise<number> =>
    new Promise((resolve, reject) => {
      get(`${api.url}/metrics`, { headers }, (answer) => {
        answer.resume();
        resolve(answer.statusCode ?? 0);
      }).on('error', reject);
    });

  it.each([
    ['hands on whose request it is', { 'x-forwarded-for': '203.0.113.9' }],
    ['says so in the standard way', { forwarded: 'for=203.0.113.9' }],
    ['keeps the name that was asked for', { host: 'bookward.example' }],
    ['keeps a name that only begins as this machine’s', { host: '127.example' }],
  ])('are not for the world through a proxy on the same machine that %s', async (_, headers) => {
    expect(await statusFor(headers)).toBe(404);
  });

  it.each(['localhost', '127.0.0.1:3000', '[::1]:3000'])('are for whoever asks this machine as %s', async (host) => {
    expect(await statusFor({ host })).toBe(200);
  });
});

describe('readiness', () => {
  it('is withdrawn while reads are behind the log, and comes back with them', async () => {
    const statusOf = async (path: string) => (await fetch(`${api.url}${path}`)).status;
    const admin = await api.signIn('admin');
    await api.withoutProjector(async () => {
      await api.account(['admin'], null);
      expect(await statusOf('/readyz')).toBe(503);
      expect(await statusOf('/healthz')).toBe(200);
      const { body } = await admin.get<{ projections: { lagEvents: number; lagSeconds: number }[] }>('/system/health');
      for (const { lagEvents, lagSeconds } of body.projections) {
        expect(lagEvents).toBeGreaterThan(0);
        expect(lagSeconds).toBeGreaterThan(0);
      }
    });
    expect(await statusOf('/readyz')).toBe(200);
  });

  it('is denied in time by a database that answers nothing', async () => {
    const client = await api.pool.connect();
    await client.query('begin');
    await client.query('lock table read.checkpoint in access exclusive mode');
    const answer = await fetch(`${api.url}/readyz`, { signal: AbortSignal.timeout(8_000) }).catch(() => undefined);
    await client.query('rollback');
    client.release();
    expect(answer?.status).toBe(503);
  }, 15_000);
});

describe('every answer', () => {
  it.each(['/healthz', '/openapi.json', '/api/v1/me', '/nowhere'])(
    'tells browsers to neither frame, sniff nor keep it: %s',
    async (path) => {
      const { headers } = await fetch(`${api.url}${path}`);
      expect(Object.fromEntries(headers)).toMatchObject({
        'content-security-policy': expect.stringContaining("default-src 'none'"),
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'strict-transport-security': expect.stringMatching(/max-age=\d+/),
        'cache-control': 'no-store',
      });
      expect(headers.has('x-powered-by')).toBe(false);
    },
  );
});

describe('the OpenAPI document', () => {
  let document: Json;
  beforeAll(async () => {
    document = (await (await fetch(`${api.url}/openapi.json`)).json()) as Json;
  });
  const operations = () =>
    Object.entries(document['paths'] as Record<string, Record<string, Json>>).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
    );

  it('names every operation once, with its answers', () => {
    const ids = operations().map(({ operation }) => operation['operationId']);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { operation } of operations())
      expect(Object.keys(operation['responses'] as Json)).toEqual([expect.stringMatching(/^20\d$/), 'default']);
  });

  it('describes every parameter of a path', () => {
    for (const { path, operation } of operations()) {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const described = (operation['parameters'] as Json[]).filter((each) => each['in'] === 'path');
      expect(described.map(({ name }) => name)).toEqual(named);
    }
  });

  it('refers to nothing that it does not hold', () => {
    const known = new Set([...objectsOf(document)].map(([at]) => at));
    const references = [...objectsOf(document)].flatMap(([, { $ref }]) => (typeof $ref === 'string' ? [$ref] : []));
    expect(references.length).toBeGreaterThan(0);
    expect(references.filter((reference) => !known.has(reference))).toEqual([]);
  });

  it('says of every operation but signing in that it needs a sign-in', () => {
    const open = operations().filter(({ operation }) => (operation['security'] as unknown[]).length === 0);
    expect(open.map(({ method, path }) => `${method} ${path}`)).toEqual(['post /api/v1/sessions']);
  });
});
