import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openApiDocument } from '#api/http/openapi';
import { declaredRoutes } from '#api/http/handle';
import type { ServiceRight } from '#api/http/principal';
import { roles } from '#domain/values';
import type { Role } from '#domain/values';
import { startTestApi } from '#test/support/api';
import type { TestApi } from '#test/support/api';
import { Person } from '#test/support/person';
import { contractRoutes } from './routes.js';
import type { RouteLine } from './routes.js';

const rights = ['ingest', 'decide', 'hr'] as const satisfies readonly ServiceRight[];

let api: TestApi;
let nobody: Person;
let colleague: string;
const people = new Map<Role, Person>();
const services = new Map<ServiceRight, Person>();

beforeAll(async () => {
  api = await startTestApi();
  nobody = Person.withKey(api.url, '');
  colleague = await api.hire();
  for (const role of roles) people.set(role, await api.signIn(role));
  for (const right of rights) services.set(right, await api.service([`${right}:crm`]));
});
afterAll(() => api.close());

type Verdict = { readonly status: number; readonly code: string };

/** A write carries a field that no route knows: who may call it is told so, and nothing is written. */
async function ask(person: Person, { route }: RouteLine, id: string): Promise<Verdict> {
  const [method = '', template = ''] = route.split(' ');
  const path = template.replace(/:(id|name)/, id) + (queries[template]?.(id) ?? '');
  if (template.endsWith('/stream')) return askStream(person, path);
  const { status, body } = await person.call(method, path, method === 'GET' ? undefined : { nobodyKnowsThisField: 1 });
  return { status, code: typeof body['code'] === 'string' ? body['code'] : '' };
}

/** What a route must be asked with. */
const queries: Readonly<Record<string, (id: string) => string>> = {
  '/audit/as-of': (id) => `?entity=employee:${id}&at=2026-01-01T00:00:00Z`,
};

/** Its answer ends when whoever asked leaves. */
async function askStream(person: Person, path: string): Promise<Verdict> {
  const leaving = new AbortController();
  const response = await person.stream(path, leaving.signal);
  const { code } = response.ok ? { code: '' } : ((await response.json()) as { code: string });
  leaving.abort();
  return { status: response.status, code };
}

const mayCall = ({ may }: RouteLine, role: Role): boolean => typeof may === 'string' || may.includes(role);
const isWrite = ({ route }: RouteLine): boolean => !route.startsWith('GET ');
const forbidden = { status: 403, code: 'auth.forbidden' };

/** The answer to somebody who may call a route: about its form for a write, about what it names for a read. */
function expectAdmitted(line: RouteLine, { status, code }: Verdict): void {
  if (isWrite(line)) expect(['request.invalid', 'media.unsupported']).toContain(code);
  // No tier is published, no departure declared, and nothing but the colleague is there.
  else if (status !== 200) expect(['not_found', 'access.denied', 'departure.none']).toContain(code);
}

const person = (role: Role): Person => {
  const found = people.get(role);
  if (found === undefined) throw new Error(`nobody is signed in as ${role}`);
  return found;
};

/** Where a schema says nothing. */
function openPlaces(value: unknown, place: string): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  const isSchema = /\.(schema|items|additionalProperties|properties\.\w+|(anyOf|oneOf|allOf)\.\d+)$/.test(place);
  if (isSchema && Object.keys(value).every((key) => key === 'default' || key === 'description')) return [place];
  return Object.entries(value).flatMap(([key, inner]) => openPlaces(inner, `${place}.${key}`));
}

describe('the routes of the contract', () => {
  it('are the routes that the api handles, no more and no fewer', () => {
    const declared = declaredRoutes().map(({ method, path }) => `${method} ${path}`);
    expect(declared.toSorted()).toEqual(contractRoutes.map(({ route }) => route).toSorted());
  });

  it('are all described in /openapi.json', async () => {
    const document = (await (await fetch(`${api.url}/openapi.json`)).json()) as {
      openapi: string;
      paths: Record<string, Record<string, unknown>>;
    };
    expect(document.openapi).toMatch(/^3\.1\./);
    const described = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const expected = contractRoutes.map(({ route }) => route.replace(' ', ' /api/v1').replaceAll(/:(\w+)/g, '{$1}'));
    expect(described.toSorted()).toEqual(expected.toSorted());
  });

  it('each say what they answer, unless they answer nothing', () => {
    const silent = declaredRoutes().filter(
      ({ answer, answersAs, status }) => answer === undefined && answersAs === undefined && status !== 204,
    );
    expect(silent.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
  });

  it('say whether a request needs a body', () => {
    const { paths } = openApiDocument() as {
      paths: Record<string, { post?: { requestBody?: { required: boolean } } }>;
    };
    const isNeeded = (path: string) => paths[`/api/v1${path}`]?.post?.requestBody?.required;
    expect(isNeeded('/employees')).toBe(true);
    expect(isNeeded('/hr/import')).toBe(true);
    expect(isNeeded('/activity')).toBe(true);
    expect(isNeeded('/alerts/{id}/acknowledgement')).not.toBe(true);
  });

  it('leave open only what an event holds, and batches that are judged record by record', () => {
    const { paths, components } = openApiDocument() as { paths: unknown; components: { schemas: unknown } };
    const open = [...openPlaces(paths, 'paths'), ...openPlaces(components.schemas, 'schemas')];
    expect(open).toEqual([
      'paths./api/v1/activity.post.requestBody.content.application/cloudevents-batch+json.schema.items',
      'schemas.Event.properties.data.additionalProperties',
      'schemas.Event.properties.personal.anyOf.0.additionalProperties',
    ]);
  });
});

describe.each(contractRoutes)('$route', (line) => {
  it(`is open to ${typeof line.may === 'string' ? line.may : line.may.join(', ') || 'no person'} and to no other role`, async () => {
    for (const role of roles) {
      const verdict = await ask(person(role), line, colleague);
      if (mayCall(line, role)) {
        expect({ role, ...verdict }).not.toMatchObject(forbidden);
        expectAdmitted(line, verdict);
      } else expect({ role, ...verdict }).toEqual({ role, ...forbidden });
    }
  });

  it(
    line.keys === undefined ? 'is closed to every key' : `is open to ${line.keys.join(', ')} keys and to no others`,
    async () => {
      for (const [right, service] of services) {
        const verdict = await ask(service, line, colleague);
        if (line.may === 'anybody' || line.keys?.includes(right) === true) expectAdmitted(line, verdict);
        else expect({ right, ...verdict }).toEqual({ right, ...forbidden });
      }
    },
  );

  it(line.may === 'anybody' ? 'needs no sign-in' : 'asks whoever is not signed in to do so', async () => {
    const verdict = await ask(nobody, line, colleague);
    if (line.may === 'anybody') expectAdmitted(line, verdict);
    else expect(verdict).toEqual({ status: 401, code: 'auth.required' });
  });
});

describe.each(contractRoutes.filter(({ oneself }) => oneself !== undefined))('$route about oneself', (line) => {
  it(`is ${line.oneself}`, async () => {
    for (const [role, caller] of people) {
      if (caller.employeeId === null) continue;
      const verdict = await ask(caller, line, caller.employeeId);
      const expected =
        line.oneself === 'shown'
          ? { status: 200, code: '' }
          : mayCall(line, role)
            ? { status: 404, code: 'not_found' }
            : forbidden;
      expect({ role, ...verdict }).toEqual({ role, ...expected });
    }
  });
});
