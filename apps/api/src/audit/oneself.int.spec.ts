import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { alertEpisodeOpened, alertRaised } from '#domain/alert/alert.events';
import { streams } from '#domain/streams';
import { startTestApi } from '#test/support/api';
import type { TestApi } from '#test/support/api';
import { metadataBy } from '#test/support/log';
import { eventually } from '#test/support/person';
import type { Person } from '#test/support/person';

type List = { items: { id: string; stream: string }[] };

let api: TestApi;
/** Who is alerted about, with an account as auditor and one as officer: separation of duties counts persons. */
let selfAsAuditor: Person;
let selfAsOfficer: Person;
let auditor: Person;
let officer: Person;
let about: string;
let alertId: string;
let raisedAt: string;
let eventId: string;

beforeAll(async () => {
  api = await startTestApi();
  about = await api.hire();
  alertId = `${about}-1`;
  selfAsAuditor = await api.signIn('auditor', about);
  selfAsOfficer = await api.signIn('security_officer', about);
  auditor = await api.signIn('auditor');
  officer = await api.signIn('security_officer');
  const metadata = metadataBy('system:worker', api.now().toISOString());
  const opened = alertEpisodeOpened.of({ employeeId: about, episode: 1, alertId });
  await api.log.append(streams.risk(about), 'none', [opened], metadata);
  const { ids } = await api.log.append(streams.alert(alertId), 'none', [raised(metadata.occurredAt)], metadata);
  eventId = ids[0] ?? '';
  await eventually(
    () => officer.get(`/alerts/${alertId}`),
    ({ status }) => status === 200,
  );
  raisedAt = api.now().toISOString();
  await api.advance(2_000);
});
afterAll(() => api.close());

const raised = (at: string) =>
  alertRaised.of({
    alertId,
    employeeId: about,
    episode: 1,
    severity: 'high',
    score: 4.5,
    parts: [
      {
        indicator: 'bulk_views',
        contribution: 4.5,
        observed: 212,
        expectedSelf: 14,
        expectedPeers: 18,
        eventCount: 0,
        events: [],
      },
    ],
    sentence: { key: 'bulk_views', values: { date: '2026-03-02', observed: 212, expectedSelf: 14, expectedPeers: 18 } },
    at,
    window: { from: at, to: at },
    model: { version: 'm-1', inputHash: 'h' },
    kind: 'live',
    delivery: 'now',
    resignationEventId: null,
    departure: null,
  });

const streamsOf = ({ body }: { readonly body: List }) => new Set(body.items.map(({ stream }) => stream));

describe('what is concluded about oneself', () => {
  it.each(['', 'type=AlertRaised', 'type=AlertEpisodeOpened', 'SUBJECT', 'ALERT', 'RISK', 'ID'])(
    'is absent from one’s own view of the events and there for others: %s',
    async (filter) => {
      const query = filter
        .replace('SUBJECT', `subject=${about}`)
        .replace('ALERT', `stream=alert-${alertId}`)
        .replace('RISK', `stream=risk-${about}`)
        .replace('ID', `id=${eventId}`);
      const isConclusion = (stream: string) => /^(risk|alert)-/.test(stream);
      for (const reader of [auditor, officer])
        expect([...streamsOf(await reader.get<List>(`/audit/events?limit=200&${query}`))].some(isConclusion)).toBe(
          true,
        );
      for (const self of [selfAsAuditor, selfAsOfficer])
        expect([...streamsOf(await self.get<List>(`/audit/events?limit=200&${query}`))].filter(isConclusion)).toEqual(
          [],
        );
    },
  );

  it('has no stream for oneself', async () => {
    for (const stream of [`alert-${alertId}`, `risk-${about}`]) {
      expect(await auditor.get(`/audit/streams/${stream}`)).toMatchObject({ status: 200 });
      expect(await selfAsAuditor.get(`/audit/streams/${stream}`)).toMatchObject({
        status: 404,
        body: { code: 'not_found' },
      });
    }
  });

  it('has no past for oneself', async () => {
    const path = `/audit/as-of?entity=alert:${alertId}&at=${raisedAt}`;
    expect(await auditor.get(path)).toMatchObject({ status: 200, body: { state: { id: alertId, status: 'open' } } });
    const hidden = await selfAsAuditor.get(path);
    const unknown = await selfAsAuditor.get(`/audit/as-of?entity=alert:nobody-1&at=${raisedAt}`);
    expect(hidden.status).toBe(404);
    expect(hidden.body['code']).toBe(unknown.body['code']);
  });

  it('is in no file that one takes', async () => {
    const take = (reader: Person) =>
      reader.post('/audit/exports', { filters: {}, format: 'jsonl', reason: 'for the yearly report' });
    expect((await take(auditor)).text).toContain(`alert-${alertId}`);
    const own = await take(selfAsAuditor);
    expect(own.status).toBe(200);
    expect(own.text).not.toContain(`alert-${alertId}`);
    expect(own.text).not.toContain(`risk-${about}`);
  });

  it('is no alert of one’s own list, nor one to answer', async () => {
    const own = await selfAsOfficer.get<List>('/alerts');
    expect(own).toMatchObject({ status: 200, body: { items: [] } });
    expect(await selfAsOfficer.get(`/alerts/${alertId}`)).toMatchObject({ status: 404 });
    expect(await selfAsOfficer.post(`/alerts/${alertId}/acknowledgement`)).toMatchObject({ status: 404 });
    const disposition = { verdict: 'benign', reason: 'it was me' };
    expect(await selfAsOfficer.post(`/alerts/${alertId}/disposition`, disposition)).toMatchObject({ status: 404 });
    expect(await officer.get(`/alerts/${alertId}`)).toMatchObject({ body: { status: 'open' } });
  });

  it('is no reason to lift a pseudonym', async () => {
    const body = { reason: 'curious about this alert', alertId };
    expect(await selfAsOfficer.post(`/employees/${about}/pseudonym-lifts`, body)).toMatchObject({
      status: 422,
      body: { code: 'reference.unknown' },
    });
    expect(await officer.post(`/employees/${about}/pseudonym-lifts`, body)).toMatchObject({ status: 201 });
  });
});
