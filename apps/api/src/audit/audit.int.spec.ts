import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { alertEpisodeOpened } from '#domain/alert/alert.events';
import { streams } from '#domain/streams';
import { startTestApi } from '#test/support/api';
import type { TestApi } from '#test/support/api';
import { metadataBy } from '#test/support/log';
import { eventually } from '#test/support/person';
import type { Person } from '#test/support/person';

type Event = {
  id: string;
  stream: string;
  revision: number;
  type: string;
  data: Record<string, unknown>;
  personal: Record<string, unknown> | null;
  recordedAt: string;
  about: { id: string; label: string }[];
};
type List = { items: Event[]; nextCursor: string | null };
type State = { revision: number; state: Record<string, unknown> };

let api: TestApi;
let auditor: Person;
let officer: Person;
let hr: Person;
let joe: string;

beforeAll(async () => {
  api = await startTestApi();
  [auditor, officer, hr] = await Promise.all([api.signIn('auditor'), api.signIn('security_officer'), api.signIn('hr')]);
  joe = await api.hire({ team: 'North' }, 'Joe Doe');
});
afterAll(() => api.close());

const events = async (reader: Person, query: string): Promise<Event[]> =>
  (await reader.get<List>(`/audit/events?${query}`)).body.items;
const settled = async (): Promise<string> => {
  const at = api.now().toISOString();
  await api.advance(2_000);
  return at;
};

describe('the log as auditors read it', () => {
  it('holds what somebody’s events are about, in log order or against it', async () => {
    await hr.post(`/employees/${joe}/transfers`, { team: 'South', effectiveOn: '2026-01-01' });
    const found = await eventually(
      () => events(auditor, `subject=${joe}`),
      (items) => items.some(({ type }) => type === 'EmployeeTransferred'),
    );
    const types = found.map(({ type }) => type);
    expect(types.indexOf('EmployeeHired')).toBeLessThan(types.indexOf('EmployeeTransferred'));
    const backwards = await events(auditor, `subject=${joe}&order=desc`);
    expect(backwards.map(({ id }) => id)).toEqual(found.map(({ id }) => id).toReversed());
  });

  it('gives the evidence of an alert in one look, in the order of the log', async () => {
    const all = await events(auditor, `subject=${joe}`);
    const ids = all.map(({ id }) => id).toReversed();
    expect(ids.length).toBeGreaterThan(1);
    expect((await events(auditor, `ids=${ids.join(',')}`)).map(({ id }) => id)).toEqual(ids.toReversed());
    expect(await auditor.get('/audit/events?ids=1,2')).toMatchObject({ status: 400 });
  });

  it('names whom an event is about by pseudonym, until the reader lifts it', async () => {
    const eva = await api.hire({}, 'Eva Eng');
    const reader = await api.signIn('auditor');
    const about = async (who = reader) => (await events(who, `subject=${eva}&type=EmployeeHired`))[0]?.about;
    await eventually(about, (found) => found !== undefined);
    expect(await about()).toEqual([{ id: eva, label: expect.stringMatching(/^P-/) }]);
    await reader.post(`/employees/${eva}/pseudonym-lifts`, { reason: 'to ask for the papers' });
    expect(await about()).toEqual([{ id: eva, label: 'Eva Eng' }]);
    expect(await about(officer)).toEqual([{ id: eva, label: expect.stringMatching(/^P-/) }]);
    expect((await reader.get<List>(`/audit/streams/employee-${eva}`)).body.items[0]?.about).toEqual(await about());
  });

  it('is paged without gap or repeat', async () => {
    const all = await events(auditor, 'limit=200&type=SessionStarted');
    const first = (await auditor.get<List>('/audit/events?type=SessionStarted&limit=1')).body;
    const second = (await auditor.get<List>(`/audit/events?type=SessionStarted&limit=1&cursor=${first.nextCursor}`))
      .body;
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(all.slice(0, 2).map(({ id }) => id));
  });

  it('names nobody, but for those whose pseudonym the reader has lifted', async () => {
    const [hidden] = await events(auditor, `subject=${joe}&type=EmployeeHired`);
    expect(hidden?.personal).toBeNull();
    const lift = await auditor.post(`/employees/${joe}/pseudonym-lifts`, { reason: 'the quarterly review' });
    expect(lift).toMatchObject({ status: 201, body: { name: 'Joe Doe' } });
    const [shown] = await events(auditor, `subject=${joe}&type=EmployeeHired`);
    expect(shown?.personal).toMatchObject({ name: 'Joe Doe' });
    const [toOthers] = await events(officer, `subject=${joe}&type=EmployeeHired`);
    expect(toOthers?.personal).toBeNull();
  });

  it('keeps to itself what lets somebody in, even as a hash and even where the pseudonym is lifted', async () => {
    const seller = await api.signIn('salesperson');
    await seller.put('/me/password', { new: 'correct horse battery' });
    await api.service(['ingest:crm']);
    await auditor.post(`/employees/${seller.employeeId}/pseudonym-lifts`, { reason: 'the quarterly review' });
    const [set] = await eventually(
      () => events(auditor, `type=PasswordSet&actor=${seller.accountId}`),
      (items) => items.length === 1,
    );
    expect(set?.personal).toEqual({ passwordHash: '[withheld]' });
    const [link] = await events(auditor, `type=SignInLinkIssued&stream=account-${seller.accountId}`);
    expect(link?.data).toMatchObject({ accountId: seller.accountId, tokenHash: '[withheld]' });
    const file = await auditor.post('/audit/exports', { filters: {}, format: 'jsonl', reason: 'the whole log' });
    expect(file.text).toContain('ServiceKeyIssued');
    expect(file.text.match(/"(passwordHash|tokenHash|keyHash)":"(?!\[withheld\])/)).toBeNull();
  });

  it('shows a stream from its beginning, and none that is not there', async () => {
    const { body } = await auditor.get<List>(`/audit/streams/employee-${joe}`);
    expect(body.items.map(({ revision }) => revision)).toEqual(body.items.map((_, index) => index));
    expect(body.items[0]).toMatchObject({ type: 'EmployeeHired', stream: `employee-${joe}` });
    expect((await auditor.get('/audit/streams/employee-nobody')).status).toBe(404);
  });

  it('says which events of other streams caused those of this one', async () => {
    const [hired] = await events(auditor, `subject=${joe}&type=EmployeeHired`);
    const metadata = { ...metadataBy('system:worker', api.now().toISOString()), causationId: hired?.id ?? '' };
    const opened = alertEpisodeOpened.of({ employeeId: joe, episode: 1, alertId: `${joe}-1` });
    await api.log.append(streams.risk(joe), 'none', [opened], metadata);
    const { body } = await auditor.get<{ causes: unknown[] }>(`/audit/streams/risk-${joe}`);
    expect(body.causes).toEqual([
      expect.objectContaining({ id: hired?.id, stream: `employee-${joe}`, revision: 0, type: 'EmployeeHired' }),
    ]);
  });

  it('records who read it, and shows those records only when asked for them', async () => {
    const read = await eventually(
      () => events(auditor, `type=RecordsInspected&actor=${officer.accountId}`),
      (items) => items.length > 0,
    );
    expect(read).toContainEqual(
      expect.objectContaining({
        type: 'RecordsInspected',
        data: expect.objectContaining({ screen: 'audit/events', subjects: [joe] }),
      }),
    );
    expect(await events(auditor, `actor=${officer.accountId}`)).not.toContainEqual(
      expect.objectContaining({ type: 'RecordsInspected' }),
    );
  });

  it('records what an officer looked at elsewhere, by whom it is about', async () => {
    expect(await officer.get(`/employees/${joe}/risk`)).toMatchObject({ status: 200 });
    const [looked] = await eventually(
      () => events(auditor, `type=RecordsInspected&subject=${joe}&actor=${officer.accountId}&order=desc`),
      ([latest]) => latest?.data['screen'] === 'employee/risk',
    );
    expect(looked?.data).toMatchObject({ subjects: [joe], count: 1 });
  });

  it('has no type of event but those of the catalogue: of a misspelt one it would seem that nothing happened', async () => {
    const type = 'EmployeHired';
    for (const refused of [
      await auditor.get(`/audit/events?type=${type}`),
      await auditor.post('/audit/exports', { filters: { type }, format: 'csv', reason: 'a review' }),
    ])
      expect(refused).toMatchObject({
        status: 400,
        body: {
          code: 'request.invalid',
          errors: [{ code: 'field.invalid_value', detail: expect.stringContaining('EmployeeHired') }],
        },
      });
  });

  it('records nothing for a request that was refused', async () => {
    expect(await officer.get('/employees/nobody/risk')).toMatchObject({ status: 404 });
    await officer.get('/alerts');
    const looked = await eventually(
      () => events(auditor, `type=RecordsInspected&actor=${officer.accountId}`),
      (items) => items.some(({ data }) => data['screen'] === 'alerts'),
    );
    expect(looked.filter(({ data }) => (data['subjects'] as string[]).includes('nobody'))).toEqual([]);
  });

  it('does not say which customers are canaries', async () => {
    expect(await officer.put('/policies/detection/canaries', { customerIds: [] })).toMatchObject({ status: 200 });
    const [published] = await eventually(
      () => events(officer, 'type=CanariesPublished'),
      (items) => items.length > 0,
    );
    expect(published?.data).toMatchObject({ version: 1, customerIds: null });
  });

  it('hides from an officer who looked at the officer', async () => {
    const about = officer.employeeId ?? '';
    await auditor.post(`/employees/${about}/pseudonym-lifts`, { reason: 'the quarterly review' });
    await eventually(
      () => events(auditor, `type=PseudonymLifted&subject=${about}`),
      (items) => items.length === 1,
    );
    expect(await events(officer, `type=PseudonymLifted&subject=${about}`)).toEqual([]);
  });
});

describe('as of a moment', () => {
  it('an employee is as HR had recorded them then', async () => {
    const ann = await api.hire({ team: 'North' }, 'Ann Lee');
    const before = await settled();
    const { body } = await hr.post(`/employees/${ann}/transfers`, { team: 'South', effectiveOn: '2026-01-01' });
    const after = await settled();
    const asOf = async (at: string): Promise<State> =>
      (await auditor.get<State>(`/audit/as-of?entity=employee:${ann}&at=${at}`)).body;
    expect(await asOf(before)).toMatchObject({ revision: 0, state: { id: ann, team: 'North' } });
    expect(await asOf(after)).toMatchObject({ revision: body['revision'], state: { id: ann, team: 'South' } });
    expect(JSON.stringify(await asOf(after))).not.toContain('Ann Lee');
  });

  it('nothing is told before it was there, nor of a moment that is not settled', async () => {
    const at = (when: string) => auditor.get(`/audit/as-of?entity=employee:${joe}&at=${when}`);
    expect(await at('2020-01-01T00:00:00.000Z')).toMatchObject({ status: 404 });
    const unsettled = (detail: string) => ({
      status: 409,
      body: { code: 'asof.unsettled', detail: expect.stringContaining(detail) as unknown },
    });
    expect(await at(api.now().toISOString())).toMatchObject(unsettled('two seconds'));
    expect(await at('2999-01-01T00:00:00Z')).toMatchObject(unsettled('still to come'));
  });
});

describe('a file of events', () => {
  it('is recorded with its reason before it is handed out', async () => {
    const taken = await auditor.post('/audit/exports', {
      filters: { subject: joe },
      format: 'csv',
      reason: 'for the works council',
    });
    expect(taken.status).toBe(200);
    expect(taken.text.split('\n')[0]).toBe(
      'id,position,stream,revision,type,data,personal,occurredAt,recordedAt,actor,onBehalfOf,channel,trust,correlationId,causationId',
    );
    const [record] = await eventually(
      () => events(auditor, `type=AuditExportTaken&order=desc`),
      ([latest]) => latest?.data['format'] === 'csv',
    );
    expect(record?.data).toMatchObject({ format: 'csv', events: taken.text.trim().split('\n').length - 1 });
  });

  it('is not handed out for a time that ends before it begins: an empty one would be evidence of nothing', async () => {
    const filters = { from: '2026-03-03T00:00:00Z', to: '2026-03-02T00:00:00Z' };
    expect(await auditor.post('/audit/exports', { filters, format: 'csv', reason: 'for the court' })).toMatchObject({
      status: 400,
      body: { code: 'request.invalid', errors: [{ pointer: '/filters/from' }] },
    });
  });

  it('is not handed out for a blank reason', async () => {
    expect(await auditor.post('/audit/exports', { format: 'csv', reason: '  ' })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/reason' }] },
    });
  });

  it('has one event a line, and is the same file again under the same Idempotency-Key', async () => {
    const take = () =>
      auditor.post(
        '/audit/exports',
        { filters: { subject: joe }, format: 'jsonl', reason: 'r' },
        { 'idempotency-key': 'k1' },
      );
    const { text } = await take();
    expect((await take()).text).toBe(text);
    const lines = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Event);
    expect(lines.map(({ id }) => id)).toEqual((await events(auditor, `subject=${joe}`)).map(({ id }) => id));
  });
});

describe('a verification', () => {
  it('tells in the background that nothing was altered', async () => {
    const started = await auditor.post<{ id: string }>('/audit/verifications');
    expect(started.status).toBe(202);
    const done = await eventually(
      () => auditor.get(`/audit/verifications/${started.body.id}`),
      ({ body }) => body['status'] === 'done',
    );
    expect(done.body).toMatchObject({ ok: true, problems: [], head: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(done.body['events']).toBeGreaterThan(10);
  });

  it('misses a head that the log does not hold', async () => {
    const head = 'f'.repeat(64);
    const started = await auditor.post<{ id: string }>('/audit/verifications', { head });
    expect(started.status).toBe(202);
    const done = await eventually(
      () => auditor.get(`/audit/verifications/${started.body.id}`),
      ({ body }) => body['status'] === 'done',
    );
    expect(done.body).toMatchObject({ ok: false, problems: [{ kind: 'head.missing', where: head }] });
    expect(await auditor.post('/audit/verifications', { head: 'none' })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/head' }] },
    });
  });
});

describe('system health', () => {
  it('shows read models, queue and log to the administrator', async () => {
    const admin = await api.signIn('admin');
    const { body } = await eventually(
      () => admin.get<{ projections: { lagEvents: number }[] }>('/system/health'),
      (health) => health.body.projections.every(({ lagEvents }) => lagEvents === 0),
    );
    expect(body).toMatchObject({
      projections: expect.arrayContaining([{ name: 'employees', lagEvents: 0, lagSeconds: 0 }]),
      queue: { backend: 'postgres', waiting: 0, failed: 0 },
      store: { kind: 'postgres', position: expect.stringMatching(/^\d+$/) },
    });
  });
});
