import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApi } from '#test/support/api';
import type { TestApi } from '#test/support/api';
import { openFirm } from '#test/support/firm';
import type { Firm } from '#test/support/firm';
import { eventually } from '#test/support/person';
import type { Person } from '#test/support/person';

let api: TestApi;
let firm: Firm;
let crm: Person;
beforeAll(async () => {
  api = await startTestApi();
  firm = await openFirm(api);
  crm = await api.service(['ingest:crm']);
}, 60_000);
afterAll(() => api.close());

const batchType = { 'content-type': 'application/cloudevents-batch+json' };
const send = (events: unknown, headers: Record<string, string> = batchType, who = crm) =>
  who.post('/activity', typeof events === 'string' ? events : JSON.stringify(events), headers);
const event = (id: string, data: Record<string, unknown> = {}, overrides: Record<string, unknown> = {}) => ({
  specversion: '1.0',
  id,
  source: 'crm',
  type: 'bookward.activity.v1',
  time: api.now().toISOString(),
  data: { employee: firm.salesperson.employeeId, action: 'view', ...data },
  ...overrides,
});

describe('ingested activity', () => {
  it('is counted row by row and shows to the officer, once however often it is sent', async () => {
    const batch = [
      event('a-1', { rows: 7 }),
      event('a-2', { rows: 5, action: 'export' }),
      event('a-3', { employee: 'unknown' }),
      event('a-4', { action: 'stare' }),
    ];
    expect(await send(batch)).toMatchObject({
      status: 200,
      body: { accepted: 2, duplicates: 0, parked: 1, rejected: [{ index: 3 }] },
    });
    expect((await send(batch)).body).toMatchObject({ accepted: 0, duplicates: 3, parked: 0, rejected: [{ index: 3 }] });
    const shown = await eventually(
      () =>
        firm.officer.get<{ items: { rows: number; byAction: Record<string, number> }[] }>(
          `/employees/${firm.salesperson.employeeId}/activity`,
        ),
      ({ body }) => body.items?.[0]?.rows === 12,
    );
    expect(shown.body.items[0]).toMatchObject({ rows: 12, byAction: { view: 1, export: 1 }, self: null, peers: null });
  });

  it('of several sources comes by one key that speaks for each of them, and for no other', async () => {
    const both = await api.service(['decide:crm', 'ingest:erp', 'ingest:shop']);
    const batch = ['erp', 'shop', 'crm'].map((source) => event('of-one-id', {}, { source }));
    expect((await send(batch, batchType, both)).body).toMatchObject({
      accepted: 2,
      duplicates: 0,
      rejected: [{ index: 2, code: 'source.mismatch' }],
    });
    expect((await send(batch, batchType, both)).body).toMatchObject({ accepted: 0, duplicates: 2 });
  });

  it('that is too large for the log costs no other, whoever it is about', async () => {
    const objects = (length: number) => Array.from({ length: 5_000 }, (_, n) => `object-${n}`.padEnd(length, '-'));
    const batch = [
      event('fits', { objects: objects(44) }),
      event('too-large', { objects: objects(90) }),
      event('too-large-of-nobody', { objects: objects(90), employee: 'unknown' }),
      event('too-large-once-written', { objects: objects(40).map((name) => name.replaceAll('-', '\u0001')) }),
    ];
    const code = 'event.too_large';
    expect((await send(batch)).body).toMatchObject({
      accepted: 1,
      parked: 0,
      rejected: [
        { index: 1, code },
        { index: 2, code },
        { index: 3, code },
      ],
    });
  });

  it('gets the first counts again under its key, and another batch is refused under it', async () => {
    const headers = { ...batchType, 'idempotency-key': 'batch-1' };
    const batch = [event('k-1'), event('k-2', { employee: 'unknown' })];
    const [first, again] = [await send(batch, headers), await send(batch, headers)];
    expect(first.body).toEqual({ accepted: 1, duplicates: 0, parked: 1, rejected: [] });
    expect({ status: again.status, body: again.body }).toEqual({ status: 200, body: first.body });
    expect(await send([event('k-3')], headers)).toMatchObject({ status: 409, body: { code: 'idempotency.mismatch' } });
  });

  it('of a known customer says what we know of it', async () => {
    const id = await firm.register({ externalId: 'crm-customer-1', sensitivity: 'confidential' });
    await send([event('b-1', { objects: ['crm-customer-1'], sensitivity: 'public', portfolio: 'other' })]);
    const day = api.now().toISOString().slice(0, 10);
    const events = [];
    for await (const each of api.log.readStream(`access-${firm.salesperson.employeeId}-${day}`)) events.push(each);
    expect(events.at(-1)).toMatchObject({
      type: 'CustomerRecordViewed',
      trust: 'claimed',
      data: { customerIds: [id], sensitivity: 'confidential', portfolio: 'own', source: 'crm' },
    });
  });

  it('from batches at the same moment, sharing rows, is recorded once each', async () => {
    const rows = Array.from({ length: 40 }, (_, n) => event(`c-${n}`));
    const answers = await Promise.all([rows, rows.slice(10), rows.slice(0, 30), rows].map((batch) => send(batch)));
    const accepted = answers.reduce((sum, { body }) => sum + Number(body['accepted']), 0);
    expect(accepted).toBe(40);
  });

  it('under an id that is taken is a duplicate, whoever it is about now and however far behind the read models are', async () => {
    await api.withoutProjector(async () => {
      expect((await send([event('f-1'), event('f-2')])).body).toMatchObject({ accepted: 2 });
      const elsewhere = { employee: firm.stranger.employeeId };
      expect(await send([event('f-1', elsewhere)])).toMatchObject({
        status: 200,
        body: { accepted: 0, duplicates: 1 },
      });
      const mixed = ['f-1', 'f-3', 'f-2', 'f-4'].map((id) => event(id, elsewhere));
      expect(await send(mixed)).toMatchObject({ status: 200, body: { accepted: 2, duplicates: 2 } });
    });
    const day = api.now().toISOString().slice(0, 10);
    const events = [];
    for await (const each of api.log.facts.readStream(`access-${firm.stranger.employeeId}-${day}`)) events.push(each);
    expect(events.filter(({ trust }) => trust === 'claimed')).toHaveLength(2);
  });

  it('is refused when it is no batch, not from a source, or too much', async () => {
    expect(await send([event('d-1')], { 'content-type': 'application/json' })).toMatchObject({
      status: 415,
      body: { code: 'media.unsupported' },
    });
    expect(await send('{"specversion"')).toMatchObject({ status: 400, body: { code: 'request.malformed' } });
    expect(await send({ not: 'a list' })).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
    expect(await send(Array.from({ length: 1_001 }, (_, n) => event(`d-${n}`)))).toMatchObject({ status: 400 });
    expect(await send([event('d-1')], batchType, await api.service(['hr:crm']))).toMatchObject({
      status: 403,
      body: { code: 'auth.forbidden' },
    });
    expect(await send([event('d-1')], batchType, firm.officer)).toMatchObject({
      status: 403,
      body: { code: 'auth.forbidden' },
    });
    expect(await send(`["${'x'.repeat(6 * 1024 * 1024)}"]`)).toMatchObject({
      status: 413,
      body: { code: 'body.too_large' },
    });
  });

  it('splits a large batch over appends', async () => {
    const objects = Array.from({ length: 2_000 }, (_, n) => `unknown-customer-${n}`);
    const batch = Array.from({ length: 20 }, (_, n) => event(`e-${n}`, { objects }));
    expect((await send(batch)).body).toMatchObject({ accepted: 20 });
  });
});
