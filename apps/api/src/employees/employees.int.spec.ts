import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { riskAssessed } from '#domain/alert/alert.events';
import { streams } from '#domain/streams';
import { newId } from '#platform/ids';
import { startTestApi } from '#test/support/api';
import type { TestApi } from '#test/support/api';
import { openFirm } from '#test/support/firm';
import type { Firm } from '#test/support/firm';
import { metadataBy } from '#test/support/log';
import { eventually } from '#test/support/person';
import type { Person } from '#test/support/person';
import { part } from '#test/support/raise-alert';
import { todayAtTheFirm } from '#test/support/today';
import { DecisionView } from '../decision-view/decision-view.js';
import { importHr } from './import-hr.js';

type Item = { id: string; label: string; rank?: number; team: string; departure: { status: string } };
type List = { items: Item[]; nextCursor: string | null };

let api: TestApi;
let firm: Firm;
let hrSystem: Person;
beforeAll(async () => {
  api = await startTestApi();
  firm = await openFirm(api);
  hrSystem = await api.service(['hr:crm']);
}, 60_000);
afterAll(() => api.close());

const today = (): string => todayAtTheFirm(api.now());
const ada = {
  externalId: 'hr-1',
  email: 'ada@firm.example',
  name: 'Ada Lovelace',
  team: 'east',
  role: 'sales',
  region: 'EU',
  timezone: 'Europe/Berlin',
  rank: 5,
  performance: 'normal',
  hiredOn: '2020-01-01',
};
const hire = async (changes: Record<string, unknown> = {}): Promise<string> => {
  const hired = await firm.hr.post<{ id: string }>('/employees', changes);
  if (hired.status !== 201) throw new Error(hired.text);
  return hired.body.id;
};

describe('people', () => {
  it('are listed whole for HR, the own team without rank for a manager, by pseudonym for an officer', async () => {
    const id = await hire(ada);
    const seenBy = async (who: Person) => {
      const list = await eventually(
        () => who.get<List>('/employees?limit=200'),
        ({ status }) => status === 200,
      );
      return list.body.items;
    };
    const byHr = await eventually(
      () => seenBy(firm.hr),
      (items) => items.some((item) => item.id === id),
    );
    expect(byHr.find((item) => item.id === id)).toMatchObject({
      label: 'Ada Lovelace',
      rank: 5,
      departure: { status: 'none', noticeOn: null },
    });
    const byManager = await seenBy(firm.manager);
    expect(new Set(byManager.map(({ team }) => team))).toEqual(new Set(['east']));
    expect(byManager.every((item) => !('rank' in item))).toBe(true);
    const byOfficer = await seenBy(firm.officer);
    expect(byOfficer.find((item) => item.id === id)?.label).toMatch(/^P-[0-9A-F]{8}$/);
    expect(JSON.stringify(byOfficer)).not.toContain('Ada');
  });

  it('are found by name by HR and their manager only', async () => {
    const search = (who: Person) => who.post<List>('/employees/search', { q: 'lovelace' });
    expect((await search(firm.hr)).body.items).toHaveLength(1);
    expect((await search(firm.manager)).body.items).toHaveLength(1);
    expect((await search(firm.officer)).status).toBe(403);
    expect((await firm.hr.get('/employees?q=lovelace')).status).toBe(400);
    const both = await api.signIn(['manager', 'security_officer'], await api.hire({ team: 'west' }));
    expect((await search(both)).body.items).toEqual([]);
  });

  it('searched again under one key are given again, and another search under it is refused', async () => {
    const search = (q: string) => firm.hr.post<List>('/employees/search', { q }, { 'idempotency-key': 'search-1' });
    const first = await search('lovelace');
    expect(await search('lovelace')).toMatchObject({ status: 200, body: first.body });
    expect(await search('another')).toMatchObject({ status: 409, body: { code: 'idempotency.mismatch' } });
  });

  it('are shown one by one to whom they concern', async () => {
    const mine = firm.salesperson.employeeId;
    expect(await firm.salesperson.get(`/employees/${mine}`)).toMatchObject({
      status: 200,
      body: { rank: 5, name: 'Ann Lee' },
    });
    expect(await firm.salesperson.get(`/employees/${firm.stranger.employeeId}`)).toMatchObject({ status: 403 });
    expect(await firm.manager.get(`/employees/${firm.stranger.employeeId}`)).toMatchObject({ status: 404 });
    const byManager = await firm.manager.get(`/employees/${mine}`);
    expect(byManager.body).not.toHaveProperty('performance');
    expect(byManager.body).not.toHaveProperty('email');
    expect(await firm.hr.get('/employees/nobody')).toMatchObject({ status: 404, body: { code: 'not_found' } });
  });

  it('have a tier that names the band it comes from', async () => {
    const tier = await firm.hr.get(`/employees/${firm.salesperson.employeeId}/tier`);
    expect(tier.body).toMatchObject({
      tier: 'standard',
      scope: 'own',
      maxSensitivity: 'confidential',
      policyVersion: 1,
      guards: [],
      matched: { rankFrom: 1, tier: 'standard' },
    });
    expect((await firm.manager.get(`/employees/${firm.salesperson.employeeId}/tier`)).status).toBe(403);
    expect((await firm.salesperson.get(`/employees/${firm.salesperson.employeeId}/tier`)).status).toBe(200);
  });
});

describe('a hire', () => {
  it.each([
    ['an address that is none', { email: 'nobody' }],
    ['a rank out of range', { rank: 21 }],
    ['a time zone nobody knows', { timezone: 'Mars/Base' }],
    ['an unknown field', { mood: 'good' }],
    ['a day that does not exist', { hiredOn: '2026-02-30' }],
  ])('is refused with %s', async (_what, change) => {
    expect(await firm.hr.post('/employees', { ...ada, ...change })).toMatchObject({
      status: 400,
      body: { code: 'request.invalid' },
    });
  });

  describe('of somebody who is known', () => {
    const eva = { ...ada, externalId: 'hr-eva', email: 'eva@firm.example', name: 'Eva' };
    let evaId: string;
    beforeAll(async () => {
      evaId = await hire(eva);
    });

    it.each([
      ['/email', { email: 'eva.new@firm.example' }],
      ['/externalId', { externalId: 'hr-eva-2' }],
      ['/name', { name: 'Eve' }],
      ['/rank', { rank: 6 }],
    ])('is refused when it says something else: %s', async (pointer, change) => {
      const before = await api.log.store.head();
      expect(await firm.hr.post('/employees', { ...eva, ...change })).toMatchObject({
        status: 409,
        body: { code: 'state.conflict', ...(pointer !== '/rank' && { errors: [{ pointer }] }) },
      });
      expect(await api.log.store.head()).toBe(before);
    });

    it('changes nothing when it says the same', async () => {
      const { externalId: _, ...byAddress } = eva;
      for (const same of [eva, byAddress, { ...eva, email: 'Eva@firm.example' }])
        expect(await firm.hr.post('/employees', same)).toMatchObject({ status: 201, body: { id: evaId, revision: 0 } });
    });

    it('leaves an address that was refused free for somebody else', async () => {
      const other = { ...eva, externalId: 'hr-eva-3', email: 'eva.new@firm.example' };
      expect(await hire(other)).not.toBe(evaId);
    });

    it('may say something else once they have left', async () => {
      expect((await firm.hr.post(`/employees/${evaId}/departure`, { leftOn: '2026-01-31' })).status).toBe(200);
      const again = { ...eva, email: 'eva.again@firm.example', hiredOn: '2026-02-02' };
      expect(await firm.hr.post('/employees', again)).toMatchObject({ status: 201, body: { id: evaId, revision: 2 } });
      expect((await firm.hr.get(`/employees/${evaId}`)).body).toMatchObject({ email: 'eva.again@firm.example' });
    });
  });

  it('is recorded by HR’s system too, and moves from the day it takes effect', async () => {
    const hired = await hrSystem.post<{ id: string }>('/employees', {
      ...ada,
      externalId: 'hr-2',
      email: 'bob@firm.example',
      name: 'Bob',
    });
    expect(hired.status).toBe(201);
    const moved = await hrSystem.post(`/employees/${hired.body.id}/transfers`, {
      team: 'north',
      effectiveOn: '2099-01-01',
    });
    expect(moved).toMatchObject({ status: 200, body: { revision: 1 } });
    const seen = await eventually(
      () => firm.hr.get(`/employees/${hired.body.id}`),
      ({ status }) => status === 200,
    );
    expect(seen.body).toMatchObject({ team: 'east' });
    expect(
      await hrSystem.post(`/employees/${hired.body.id}/transfers`, { team: 'north', effectiveOn: '2019-01-01' }),
    ).toMatchObject({ status: 422, body: { code: 'date.order' } });
    expect((await hrSystem.get('/employees')).status).toBe(403);
  });
});

describe('a resignation', () => {
  it('is declared once, changed, withdrawn, declared again, corrected and completed', async () => {
    const id = await hire({ ...ada, externalId: 'hr-3', email: 'cem@firm.example', name: 'Cem' });
    const declare = (body: unknown) => firm.hr.post(`/employees/${id}/resignation`, body);
    const dates = { noticeOn: '2026-03-01', lastWorkingDay: '2099-03-31' };
    expect(await declare({ noticeOn: '2026-03-02', lastWorkingDay: '2026-03-01' })).toMatchObject({
      status: 422,
      body: { code: 'date.order' },
    });
    expect((await declare(dates)).status).toBe(201);
    expect(await declare(dates)).toMatchObject({ status: 409, body: { code: 'departure.open' } });
    expect((await firm.hr.put(`/employees/${id}/last-working-day`, { date: '2099-04-30' })).status).toBe(200);
    expect((await firm.hr.get(`/employees/${id}`)).body).toMatchObject({
      departure: { status: 'declared', noticeOn: '2026-03-01', lastWorkingDay: '2099-04-30' },
    });
    expect((await firm.hr.post(`/employees/${id}/resignation/withdrawal`, { reason: 'stays' })).status).toBe(200);
    expect(await firm.hr.post(`/employees/${id}/resignation/withdrawal`, { reason: 'stays' })).toMatchObject({
      status: 409,
      body: { code: 'departure.none' },
    });
    expect((await declare(dates)).status).toBe(201);
    expect((await firm.hr.post(`/employees/${id}/resignation/correction`, { reason: 'somebody else' })).status).toBe(
      200,
    );
    expect((await firm.hr.post(`/employees/${id}/departure`, { leftOn: today() })).status).toBe(200);
    expect((await firm.hr.get(`/employees/${id}`)).body).toMatchObject({ departure: { status: 'left' } });
    expect(await firm.manager.post(`/employees/${id}/resignation`, dates)).toMatchObject({ status: 403 });
    expect(await firm.hr.post('/employees/nobody/resignation', dates)).toMatchObject({ status: 404 });
  });
});

describe('a departure', () => {
  it('on a day still to come leaves until its end what a last working day leaves, and may still change', async () => {
    const id = await hire({ ...ada, externalId: 'hr-4', email: 'dora@firm.example', name: 'Dora' });
    expect((await firm.hr.post(`/employees/${id}/departure`, { leftOn: '2099-03-31' })).status).toBe(200);
    expect((await firm.hr.get(`/employees/${id}`)).body).toMatchObject({
      departure: { status: 'declared', noticeOn: today(), lastWorkingDay: '2099-03-31' },
    });
    const file = `username,departure_date\ndora@firm.example,2099-04-30`;
    expect((await firm.hr.post('/hr/import', file)).body).toMatchObject({ applied: 1, rejected: [] });
    expect((await firm.hr.put(`/employees/${id}/last-working-day`, { date: '2099-05-31' })).status).toBe(200);
    expect((await firm.hr.post(`/employees/${id}/resignation/withdrawal`, { reason: 'stays' })).status).toBe(200);
  });
});

describe('a file of HR', () => {
  const people = (...rows: string[]) =>
    ['externalId,email,name,team,role,region,timezone,rank,performance,hiredOn', ...rows].join('\n');

  it('of people hires, moves and corrects, and again changes nothing', async () => {
    const eve = 'f-1,eve@firm.example,Eve,east,sales,EU,UTC,5,normal,2020-01-01';
    const bad = 'f-2,not-an-address,Max,east,sales,EU,UTC,5,normal,2020-01-01';
    expect((await hrSystem.post('/hr/import?dryRun=true', people(eve, bad))).body).toMatchObject({
      rows: 2,
      applied: 1,
      rejected: [{ line: 3, code: 'row.invalid' }],
    });
    expect((await hrSystem.post('/hr/import', people(eve, bad))).body).toMatchObject({
      rows: 2,
      applied: 1,
      unchanged: 0,
    });
    expect((await hrSystem.post('/hr/import', people(eve))).body).toMatchObject({ applied: 0, unchanged: 1 });
    const moved = eve.replace('Eve,east', 'Eve Adams,north').replace('eve@', 'eve.adams@');
    expect((await hrSystem.post('/hr/import', people(moved))).body).toMatchObject({ applied: 1, unchanged: 0 });
    const found = await eventually(
      () => firm.hr.post<List>('/employees/search', { q: 'eve adams' }),
      ({ body }) => body.items.length === 1,
    );
    expect(found.body.items[0]).toMatchObject({ team: 'north' });
  });

  it('that writes an address in another case leaves its person known by it', async () => {
    const gil = 'f-gil,gil@firm.example,Gil,east,sales,EU,UTC,5,normal,2020-01-01';
    expect((await hrSystem.post('/hr/import', people(gil))).body).toMatchObject({ applied: 1 });
    expect((await hrSystem.post('/hr/import', people(gil.replace('gil@', 'Gil@')))).body).toMatchObject({ applied: 1 });
    const resigns = 'EmailAddress,ResignationDate,LastWorkingDate\ngil@firm.example,2026-03-01,2099-03-31';
    expect((await hrSystem.post('/hr/import', resigns)).body).toMatchObject({ applied: 1, rejected: [] });
  });

  it('is tried with each row standing on those before it, and refuses what it would refuse', async () => {
    const tryAndTake = async (rows: string, report: object) => {
      for (const path of ['/hr/import?dryRun', '/hr/import'])
        expect((await hrSystem.post(path, rows)).body).toMatchObject(report);
    };
    const ida = 'f-ida,ida@firm.example,Ida,east,sales,EU,UTC,5,normal,2020-01-01';
    await tryAndTake(people(ida, ida, ida.replace('f-ida', 'f-ivo').replace('Ida', 'Ivo')), {
      applied: 2,
      unchanged: 1,
      rejected: [],
    });
    const { body } = await firm.hr.get<{ email: string }>(`/employees/${firm.manager.employeeId}`);
    await tryAndTake(people(ida.replace('ida@firm.example', body.email)), {
      applied: 0,
      rejected: [{ line: 2, code: 'state.conflict' }],
    });
    const resigns = 'ida@firm.example,2026-03-01,2099-03-31';
    await tryAndTake(['EmailAddress,ResignationDate,LastWorkingDate', resigns, resigns].join('\n'), {
      applied: 1,
      unchanged: 1,
    });
  });

  it('leaves an address and an external id of a row that was refused free for somebody else', async () => {
    const ida = 'f-ida,ida@firm.example,Ida,east,sales,EU,UTC,5,normal,2020-01-01';
    const hugo = 'f-new,new@firm.example,Hugo,east,sales,EU,UTC,5,normal,2024-01-01';
    expect((await hrSystem.post('/hr/import', people(ida))).body).toMatchObject({ applied: 1 });
    for (const wrong of [
      ida.replace('ida@', 'new@').replace('2020', '2021'),
      ida.replace('f-ida', 'f-new').replace('2020', '2021'),
    ])
      expect((await hrSystem.post('/hr/import', people(wrong))).body).toMatchObject({
        applied: 0,
        rejected: [{ line: 2, code: 'state.conflict' }],
      });
    expect((await hrSystem.post('/hr/import', people(hugo))).body).toMatchObject({ applied: 1, rejected: [] });
  });

  it('of resignations declares them, changes the last day, and names rows of strangers', async () => {
    await hire({ ...ada, externalId: 'hr-9', email: 'dan@firm.example', name: 'Dan' });
    const file = (last: string) =>
      [
        'EmailAddress,ResignationDate,LastWorkingDate',
        `dan@firm.example,2026-03-01,${last}`,
        'nobody@firm.example,2026-03-01,2099-01-01',
      ].join('\n');
    expect((await firm.hr.post('/hr/import', file('2099-03-31T23:30:00Z'))).body).toMatchObject({
      rows: 2,
      applied: 1,
      rejected: [{ line: 3, code: 'reference.unknown' }],
    });
    expect((await firm.hr.post('/hr/import', file('2099-04-01'))).body).toMatchObject({ applied: 0, unchanged: 1 });
    expect((await firm.hr.post('/hr/import', file('2099-05-01'))).body).toMatchObject({ applied: 1, unchanged: 0 });
  });

  it('of resignations asks once who many of its rows are about', async () => {
    let asked = 0;
    const find: TestApi['aliases']['find'] = (...names) => {
      asked += 1;
      return api.aliases.find(...names);
    };
    const now = api.now().toISOString();
    const rows = Array.from({ length: 200 }, () => 'nobody@firm.example,2099-01-01');
    const report = await importHr.run(
      {
        log: api.log,
        aliases: { ...api.aliases, find },
        live: { passed: () => Promise.resolve() },
        view: new DecisionView(),
        newId,
      },
      {
        file: Buffer.from(['username,departure_date', ...rows].join('\n')),
        dryRun: false,
        now,
        metadata: metadataBy('system:test', now),
      },
    );
    expect(report.rejected).toHaveLength(200);
    expect(asked).toBe(1);
  });

  it('is refused as a whole with a header nobody knows', async () => {
    const before = await api.log.store.head();
    expect(await hrSystem.post('/hr/import', 'name,shoeSize\nA,40')).toMatchObject({
      status: 422,
      body: { code: 'csv.header' },
    });
    expect(await api.log.store.head()).toBe(before);
  });
});

describe('the check before a departure', () => {
  it('is HR’s only once a departure is declared, without the log; the officer’s always, with it; nobody’s about oneself', async () => {
    const seller = await api.signIn('salesperson', await api.hire({ team: 'east' }));
    const check = (who: Person, id = seller.employeeId) => who.get(`/employees/${id}/departure-check`);
    const customer = await firm.register({ developedBy: seller.employeeId, assignedTo: seller.employeeId });
    await seller.get(`/customers/${customer}`);
    expect(await check(firm.hr)).toMatchObject({ status: 409, body: { code: 'departure.none' } });
    await firm.hr.post(`/employees/${seller.employeeId}/resignation`, {
      noticeOn: today(),
      lastWorkingDay: '2099-12-31',
    });
    const byHr = await eventually(
      () => check(firm.hr),
      ({ body }) => (body['summary'] as { views?: number } | undefined)?.views === 1,
    );
    expect(byHr.body).toMatchObject({
      departure: { status: 'declared' },
      band: 'learning',
      reasons: [],
      openApprovals: [],
      portfolio: { customers: 1 },
      checklist: expect.arrayContaining([{ code: 'portfolio_handed_over', done: false }]),
    });
    expect(byHr.body).not.toHaveProperty('events');
    // A band is a conclusion about a person: that HR looked is on record too.
    const looks = await eventually(
      () =>
        firm.auditor.get<{ items: { data: { screen: string } }[] }>(
          `/audit/events?type=RecordsInspected&actor=${firm.hr.accountId}`,
        ),
      ({ body }) => body.items?.length > 0,
    );
    expect(looks.body.items.map(({ data }) => data.screen)).toEqual(['employee/departure-check']);
    const byOfficer = await check(firm.officer);
    expect(byOfficer.body['events']).toEqual(
      expect.arrayContaining([expect.objectContaining({ what: 'CustomerRecordViewed' })]),
    );
    expect((await check(firm.officer, firm.officer.employeeId)).status).toBe(404);
    expect((await check(firm.manager)).status).toBe(403);
  });

  it.each([
    ['has no end in sight', { noticeOn: '2026-03-01', lastWorkingDay: '9999-12-31' }],
    ['began before there were records', { noticeOn: '0001-01-01', lastWorkingDay: '2099-12-31' }],
  ])('answers for a notice that %s', async (_what, dates) => {
    const id = await api.hire({ team: 'east', hiredOn: '0001-01-01' });
    expect((await firm.hr.post(`/employees/${id}/resignation`, dates)).status).toBe(201);
    for (const reader of [firm.hr, firm.officer]) {
      const checked = await eventually(
        () => reader.get(`/employees/${id}/departure-check`),
        ({ status }) => status !== 404 && status !== 409,
      );
      expect(checked).toMatchObject({ status: 200, body: { departure: { status: 'declared', ...dates } } });
    }
  });

  it('ends with a hand-over that the manager makes', async () => {
    const seller = await api.signIn('salesperson', await api.hire({ team: 'east' }));
    const ids = await Promise.all(
      [1, 2, 3].map(() => firm.register({ developedBy: seller.employeeId, assignedTo: seller.employeeId })),
    );
    const portfolio = await eventually(
      () => firm.manager.get<List>(`/employees/${seller.employeeId}/portfolio`),
      ({ body }) => body.items?.length === 3,
    );
    expect(portfolio.body.items.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
    expect((await firm.hr.get(`/employees/${seller.employeeId}/portfolio`)).body).toEqual({
      customers: 3,
      developed: 3,
      assigned: 3,
    });
    const handOver = (body: unknown) => firm.manager.post(`/employees/${seller.employeeId}/portfolio/hand-over`, body);
    expect(await handOver({ to: 'nobody' })).toMatchObject({ status: 422, body: { code: 'reference.unknown' } });
    const another = await firm.register();
    expect(await handOver({ to: firm.manager.employeeId, customers: [ids[0], another] })).toMatchObject({
      status: 422,
      body: { code: 'reference.unknown' },
    });
    expect((await handOver({ to: firm.salesperson.employeeId, customers: ids.slice(0, 1) })).body).toEqual({
      moved: 1,
    });
    expect((await handOver({ to: firm.salesperson.employeeId })).body).toEqual({ moved: 2 });
  });
});

describe('what was concluded about a person', () => {
  it('is told as of any moment that has passed, and of none to come', async () => {
    const asOf = (at: string) => firm.officer.get(`/employees/${firm.salesperson.employeeId}/risk?asOf=${at}`);
    expect(await asOf(api.now().toISOString())).toMatchObject({ status: 200 });
    expect(await asOf('2999-01-01T00:00:00.000Z')).toMatchObject({ status: 409, body: { code: 'asof.unsettled' } });
  });

  it('says of each part, in the reader’s language, which legitimate work would look the same', async () => {
    const id = await api.hire();
    const at = api.now().toISOString();
    const assessed = riskAssessed.of({
      employeeId: id,
      date: at.slice(0, 10),
      because: 'closed',
      band: 'elevated',
      score: 4.5,
      surprise: 4.5,
      parts: [part],
      missing: [],
      at,
      model: { version: 'm-1', inputHash: 'h' },
      policyVersion: 1,
    });
    await api.log.append(streams.risk(id), 'none', [assessed], metadataBy('system:worker', at));
    const { body } = await eventually(
      () =>
        firm.officer.call<{ parts: { legitimate: string }[] }>('GET', `/employees/${id}/risk`, undefined, {
          'accept-language': 'zh',
        }),
      ({ status, body: { parts } }) => status === 200 && parts.length > 0,
    );
    expect(body.parts.map(({ legitimate }) => legitimate)).toEqual([expect.stringMatching(/\p{Script=Han}/u)]);
  });

  it('is an officer’s to see, and never about oneself', async () => {
    const id = firm.salesperson.employeeId;
    expect((await firm.officer.get(`/employees/${id}/risk`)).body).toMatchObject({
      band: 'learning',
      score: null,
      parts: [],
    });
    expect((await firm.officer.get(`/employees/${id}/risk/history`)).body).toEqual({ items: [], nextCursor: null });
    for (const path of ['risk', 'risk/history', 'activity']) {
      expect((await firm.officer.get(`/employees/${firm.officer.employeeId}/${path}`)).status).toBe(404);
      expect((await firm.hr.get(`/employees/${id}/${path}`)).status).toBe(403);
    }
  });
});

describe('a time of long ago', () => {
  it('is one in which nothing happened, or none at all', async () => {
    const activity = (query: string) => firm.officer.get(`/employees/${firm.salesperson.employeeId}/activity?${query}`);
    expect(await activity('from=0001-01-01&to=0001-01-05')).toMatchObject({ status: 200, body: { items: [] } });
    expect(await activity('to=0001-01-01')).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
    expect(await activity('to=0001-01-05')).toMatchObject({ status: 200, body: { items: [] } });
  });
});

describe('one’s own record', () => {
  it('tells as little of what is outside the own scope as the refusal did', async () => {
    const { stranger } = firm;
    await firm.register({ externalId: 'far-secret', sensitivity: 'trade_secret' });
    const ask = (externalId: string) =>
      stranger.post<{ reasons: string[] }>('/access-decisions', {
        action: 'view',
        customers: [{ source: 'default', externalId }],
        kinds: ['contact'],
      });
    const [there, nowhere] = [await ask('far-secret'), await ask('far-nowhere')];
    expect([there.body.reasons, nowhere.body.reasons]).toEqual([['scope'], ['scope']]);
    const denied = await eventually(
      async () => {
        const { body } = await stranger.get<{ items: { decision?: string }[] }>('/me/record?limit=200');
        return body.items.filter(({ decision }) => decision === 'denied');
      },
      (items) => items.length === 2,
    );
    const told = { what: 'AccessDenied', action: 'view', decision: 'denied', reason: 'scope' };
    for (const entry of denied) expect(entry).toEqual({ at: expect.any(String), ...told });
  });

  it('shows what is recorded, and withholds the same from everyone', async () => {
    const record = await eventually(
      () => firm.salesperson.get<{ items: { what: string }[]; withheld: unknown }>('/me/record'),
      ({ body }) => body.items?.some(({ what }) => what === 'CustomersListed'),
    );
    const other = await firm.stranger.get<{ withheld: unknown }>('/me/record');
    expect(record.body.withheld).toEqual(other.body.withheld);
    expect((await firm.admin.get<{ withheld: unknown }>('/me/record')).body).toMatchObject({
      items: [],
      withheld: other.body.withheld,
    });
  });
});
