import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApi } from '#test/support/api';
import type { TestApi } from '#test/support/api';
import { openFirm } from '#test/support/firm';
import type { Firm } from '#test/support/firm';
import { eventually } from '#test/support/person';
import type { Person } from '#test/support/person';
import { part, raiseAlert } from '#test/support/raise-alert';

type List = { items: { id: string; sentence: string; history: { what: string }[] }[]; nextCursor: string | null };

type Worded = { sentence: string; parts: { legitimate: string }[] };

let api: TestApi;
let firm: Firm;
beforeAll(async () => {
  api = await startTestApi();
  firm = await openFirm(api);
}, 60_000);
afterAll(() => api.close());

const raise = (employeeId: string | null) => raiseAlert(api, employeeId);
const visible = (alertId: string, who: Person = firm.officer) =>
  eventually(
    () => who.get(`/alerts/${alertId}`),
    ({ status }) => status === 200,
  );

describe('an alert', () => {
  it('says why in a sentence, under a pseudonym, and is acknowledged and disposed once', async () => {
    const alertId = await raise(firm.salesperson.employeeId);
    const shown = await visible(alertId);
    expect(shown.body).toMatchObject({
      employee: { id: firm.salesperson.employeeId, label: expect.stringMatching(/^P-/) },
      severity: 'high',
      status: 'open',
      score: 4.5,
      parts: [part],
      sentence: '2026-03-02: 212 records opened; usual: 14, for colleagues 18.',
      history: [{ what: 'raised' }],
    });
    expect(await firm.officer.post(`/alerts/${alertId}/acknowledgement`, {})).toMatchObject({
      status: 200,
      body: { status: 'acknowledged' },
    });
    const dispose = (verdict: string) =>
      firm.officer.post(`/alerts/${alertId}/disposition`, { verdict, reason: 'talked to the person' });
    expect(await dispose('guilty')).toMatchObject({ status: 400 });
    expect(await dispose('confirmed')).toMatchObject({ status: 200, body: { status: 'disposed' } });
    expect(await dispose('benign')).toMatchObject({ status: 409, body: { code: 'state.conflict' } });
    const after = await firm.officer.get<{ history: unknown[] }>(`/alerts/${alertId}`);
    expect(after.body.history).toMatchObject([
      { what: 'raised' },
      { what: 'acknowledged' },
      { what: 'disposed', verdict: 'confirmed', reason: 'talked to the person' },
    ]);
  });

  it('reads in the language of the reader', async () => {
    const alertId = await raise(firm.salesperson.employeeId);
    const officer = await api.signIn('security_officer', await api.hire());
    await officer.call('PATCH', '/me', { locale: 'zh-CN' });
    const shown = await eventually(
      () => officer.get<{ sentence: string }>(`/alerts/${alertId}`),
      ({ body }) => /\p{Script=Han}/u.test(body.sentence ?? ''),
    );
    expect(shown.body.sentence).toContain('212');
  });

  it('reads as the request asks for, where the account says nothing', async () => {
    const alertId = await raise(firm.salesperson.employeeId);
    await visible(alertId, firm.officer);
    const read = async (language: string) => {
      const asked = { 'accept-language': language };
      const { body } = await firm.officer.call<Worded>('GET', `/alerts/${alertId}`, undefined, asked);
      return [body.sentence, ...body.parts.map(({ legitimate }) => legitimate)];
    };
    const han = /\p{Script=Han}/u;
    const [chinese, english] = [await read('zh-CN,zh;q=0.9,en;q=0.8'), await read('fr')];
    expect(chinese.length).toBeGreaterThan(1);
    expect(chinese.filter((words) => !han.test(words))).toEqual([]);
    expect(english.filter((words) => han.test(words))).toEqual([]);
  });

  it('about oneself does not exist: not in lists, not alone, not to handle', async () => {
    const own = await raise(firm.officer.employeeId);
    const colleague = await api.signIn('security_officer', await api.hire());
    await visible(own, colleague);
    const list = await firm.officer.get<List>('/alerts?limit=200');
    expect(list.body.items.map(({ id }) => id)).not.toContain(own);
    expect((await firm.officer.get<List>(`/alerts?employeeId=${firm.officer.employeeId}`)).body.items).toEqual([]);
    expect((await firm.officer.get(`/alerts/${own}`)).body).toMatchObject({ code: 'not_found' });
    expect(await firm.officer.post(`/alerts/${own}/acknowledgement`, {})).toMatchObject({ status: 404 });
    expect(await colleague.post(`/alerts/${own}/acknowledgement`, {})).toMatchObject({ status: 200 });
  });

  it('is for officers only', async () => {
    for (const who of [firm.hr, firm.manager, firm.auditor, firm.admin])
      expect(await who.get('/alerts')).toMatchObject({ status: 403, body: { code: 'auth.forbidden' } });
  });
});

describe('the live stream', () => {
  /** Reads messages until there are so many. */
  async function messages(who: Person, count: number, meanwhile: () => Promise<unknown>, lastEventId?: string) {
    const stop = new AbortController();
    const headers: Record<string, string> = lastEventId === undefined ? {} : { 'last-event-id': lastEventId };
    const response = await who.stream('/alerts/stream', stop.signal, headers);
    expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
    let text = '';
    const reading = (async () => {
      for await (const chunk of response.body ?? []) {
        text += Buffer.from(chunk).toString('utf8');
        if (text.split('\ndata: ').length > count) return;
      }
    })();
    await meanwhile();
    await reading;
    stop.abort();
    return [...text.matchAll(/id: (\S+)\nevent: (\S+)\ndata: (.+)\n/g)].map(([, id, event, data]) => ({
      id,
      event,
      data: JSON.parse(data ?? '') as unknown,
    }));
  }

  it('tells ids and states as they happen, nothing about oneself, and resumes where it was cut off', async () => {
    let alertId = '';
    const told = await messages(firm.officer, 2, async () => {
      await raise(firm.officer.employeeId);
      alertId = await raise(firm.salesperson.employeeId);
      await visible(alertId);
      await firm.officer.post(`/alerts/${alertId}/acknowledgement`, {});
    });
    expect(told).toMatchObject([
      { event: 'alert.raised', data: { id: alertId, severity: 'high', status: 'open' } },
      { event: 'alert.acknowledged', data: { id: alertId, severity: 'high', status: 'acknowledged' } },
    ]);
    const resumed = await messages(firm.officer, 1, () => Promise.resolve(), told[0]?.id);
    expect(resumed[0]).toEqual(told[1]);
  });

  it.each(['garbage', '0', '-1'])('does not resume after what no message had as its id: %s', async (text) => {
    const headers = { 'last-event-id': text };
    const response = await firm.officer.stream('/alerts/stream', AbortSignal.timeout(2_000), headers);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      code: 'request.invalid',
      detail: expect.stringContaining('Last-Event-ID takes a position'),
    });
  });

  it('is open five times at most for one account', async () => {
    const officer = await api.signIn('security_officer', await api.hire());
    const stop = new AbortController();
    const opened = [];
    for (let n = 0; n < 6; n += 1) opened.push((await officer.stream('/alerts/stream', stop.signal)).status);
    expect(opened).toEqual([200, 200, 200, 200, 200, 429]);
    stop.abort();
    await eventually(
      () => officer.stream('/alerts/stream', AbortSignal.timeout(2_000)),
      ({ status }) => status === 200,
    );
  });

  it('is open five times at most however many are asked for at once', async () => {
    const officer = await api.signIn('security_officer', await api.hire());
    const stop = new AbortController();
    const opened = await Promise.all(Array.from({ length: 8 }, () => officer.stream('/alerts/stream', stop.signal)));
    expect(opened.filter(({ status }) => status === 200)).toHaveLength(5);
    stop.abort();
  });

  it('answers a request for its head, and keeps no place for it', async () => {
    const officer = await api.signIn('security_officer', await api.hire());
    for (let n = 0; n < 6; n += 1) {
      const head = await officer.call('HEAD', '/alerts/stream', undefined, {});
      expect({ status: head.status, type: head.headers.get('content-type') }).toEqual({
        status: 200,
        type: 'text/event-stream; charset=utf-8',
      });
    }
  }, 10_000);

  it('ends for an officer who no longer is one', async () => {
    const officer = await api.signIn('security_officer', await api.hire());
    const response = await officer.stream('/alerts/stream', AbortSignal.timeout(15_000));
    await firm.admin.call('PATCH', `/accounts/${officer.accountId}`, { disabled: true });
    await raise(firm.salesperson.employeeId);
    let text = '';
    for await (const chunk of response.body ?? []) text += Buffer.from(chunk).toString('utf8');
    expect(text).not.toContain('alert.raised');
  });
});
