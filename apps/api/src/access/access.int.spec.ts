import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApi } from '#test/support/api';
import type { TestApi } from '#test/support/api';
import { openFirm } from '#test/support/firm';
import type { Firm } from '#test/support/firm';
import type { Person } from '#test/support/person';
import { todayAtTheFirm } from '#test/support/today';

type Decision = { decisionId: string; decision: string; reasons: string[]; position: string; notice?: string };

let api: TestApi;
let firm: Firm;
let crm: Person;
beforeAll(async () => {
  api = await startTestApi();
  firm = await openFirm(api);
  crm = await api.service(['decide:crm']);
}, 60_000);
afterAll(() => api.close());

const eventOf = async (id: string, employeeId: string | null) => {
  const day = api.now().toISOString().slice(0, 10);
  for await (const event of api.log.readStream(`access-${employeeId}-${day}`)) if (event.id === id) return event;
  return undefined;
};

describe('an access decision', () => {
  it('is asked by a person for themself, and recorded before it is answered', async () => {
    const id = await firm.register();
    const asked = await firm.salesperson.post<Decision>('/access-decisions', {
      action: 'copy',
      customers: [{ id }],
      kinds: ['contact'],
      purpose: 'call',
      device: 'LAPTOP-17',
    });
    expect(asked).toMatchObject({
      status: 200,
      body: { decision: 'allow', reasons: [], masks: { contact: 'reveal' } },
    });
    const event = await eventOf(asked.body.decisionId, firm.salesperson.employeeId);
    expect(event).toMatchObject({
      type: 'CopySignalled',
      position: asked.body.position,
      personal: { device: 'LAPTOP-17', purpose: 'call' },
    });
    expect(JSON.stringify(event?.data)).not.toContain('LAPTOP-17');
  });

  it('is asked by a service key for somebody it names, in its own ids', async () => {
    const id = await firm.register({ externalId: 'crm-8' });
    const { employeeId } = firm.salesperson;
    const asked = await crm.post<Decision>('/access-decisions', {
      employee: { id: employeeId },
      action: 'view',
      customers: [{ source: 'crm', externalId: 'crm-8' }],
      kinds: ['contact'],
      channel: 'mobile',
    });
    expect(asked.body).toMatchObject({ decision: 'allow' });
    expect(await eventOf(asked.body.decisionId, employeeId)).toMatchObject({
      data: { customerIds: [id] },
      channel: 'mobile',
      onBehalfOf: employeeId,
    });
  });

  it.each([
    ['an export', { action: 'export' }, ['approval.required']],
    ['a kind without a grant', { action: 'view', kinds: ['contract'] }, ['grant.none']],
    ['a customer nobody knows', { action: 'view', customers: [{ id: 'c-unknown' }] }, ['scope']],
  ])('denies %s, with its reasons, and records the attempt', async (_what, change, reasons) => {
    const asked = await firm.salesperson.post<Decision>('/access-decisions', { kinds: ['contact'], ...change });
    expect(asked.body).toMatchObject({ decision: 'deny', reasons });
    expect(await eventOf(asked.body.decisionId, firm.salesperson.employeeId)).toMatchObject({ type: 'AccessDenied' });
  });

  it('is about a customer once, by whichever names it is given', async () => {
    const id = await firm.register({ externalId: 'crm-9' });
    const { employeeId } = firm.salesperson;
    const asked = await crm.post<Decision>('/access-decisions', {
      employee: { id: employeeId },
      action: 'view',
      customers: [
        { id },
        { source: 'crm', externalId: 'crm-9' },
        { id },
        { source: 'crm', externalId: 'nobody' },
        { source: 'crm', externalId: 'nobody' },
      ],
    });
    const event = await eventOf(asked.body.decisionId, employeeId);
    expect(event?.data).toMatchObject({ customerIds: [id, expect.any(String)], rows: 2 });
  });

  it('asks for acknowledgement from 80 % of a daily limit on, and denies past it', async () => {
    const seller = await api.signIn('salesperson', await api.hire({ team: 'east' }));
    const id = await firm.register({ developedBy: seller.employeeId, assignedTo: seller.employeeId });
    const decisions = [];
    for (let n = 0; n < 6; n += 1)
      decisions.push(
        (
          await seller.post<Decision>('/access-decisions', {
            action: 'reveal',
            customers: [{ id }],
            kinds: [],
            fields: ['contact.phone'],
          })
        ).body,
      );
    expect(decisions.map(({ decision }) => decision)).toEqual([
      'allow',
      'allow',
      'allow',
      'acknowledge',
      'acknowledge',
      'deny',
    ]);
    expect(decisions[3]?.notice).toMatch(/4 of the 5/);
    expect(decisions[5]?.reasons).toEqual(['limit.daily']);
  });

  it('under one key is decided once', async () => {
    const ask = () =>
      firm.salesperson.post<Decision>(
        '/access-decisions',
        { action: 'view', kinds: [] },
        { 'idempotency-key': 'decide-1' },
      );
    const [first, second] = [await ask(), await ask()];
    expect(second.body).toEqual(first.body);
  });

  it.each([
    [
      'somebody else named by a person',
      () => firm.salesperson,
      { employee: { id: 'e-1' }, action: 'view', kinds: [] },
      400,
      'request.invalid',
    ],
    ['nobody named by a key', () => crm, { action: 'view', kinds: [] }, 400, 'request.invalid'],
    [
      'an employee nobody knows',
      () => crm,
      { employee: { source: 'crm', externalId: 'x' }, action: 'view', kinds: [] },
      422,
      'reference.unknown',
    ],
    ['an unknown action', () => firm.salesperson, { action: 'stare', kinds: [] }, 400, 'request.invalid'],
    ['an unknown field', () => firm.salesperson, { action: 'view', kinds: [], mood: 'bad' }, 400, 'request.invalid'],
    ['another role', () => firm.hr, { action: 'view', kinds: [] }, 403, 'auth.forbidden'],
  ])('is refused with %s', async (_what, who, body, status, code) => {
    expect(await who().post('/access-decisions', body)).toMatchObject({ status, body: { code } });
  });

  it('narrows with a resignation as soon as HR is told that it is recorded', async () => {
    const seller = await api.signIn('salesperson', await api.hire({ team: 'east' }));
    const id = await firm.register({ developedBy: seller.employeeId, assignedTo: seller.employeeId });
    const print = () =>
      seller.post<Decision>('/access-decisions', { action: 'print', customers: [{ id }], kinds: ['basic'] });
    expect((await print()).body).toMatchObject({ decision: 'allow' });
    const today = todayAtTheFirm(api.now());
    const declared = await firm.hr.post(`/employees/${seller.employeeId}/resignation`, {
      noticeOn: today,
      lastWorkingDay: '2099-12-31',
    });
    expect(declared.status).toBe(201);
    expect((await print()).body).toMatchObject({ decision: 'deny', reasons: ['guard.departing'] });
  });
});
