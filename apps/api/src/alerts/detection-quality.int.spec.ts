import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { daysOfMonth } from '#detection/backtest/summary';
import { riskAssessed } from '#domain/alert/alert.events';
import { streams } from '#domain/streams';
import { startTestApi } from '#test/support/api';
import type { TestApi } from '#test/support/api';
import { detectionPolicy } from '#test/support/detection-policy';
import { openFirm } from '#test/support/firm';
import type { Firm } from '#test/support/firm';
import { metadataBy } from '#test/support/log';
import { eventually } from '#test/support/person';
import { part, raiseAlert } from '#test/support/raise-alert';

type Similar = {
  items: { id: string; similarity: number; employee: { id: string }; disposition: Record<string, unknown> | null }[];
};
type Judged = { raised: number; confirmed: number; dismissed: number };
type Quality = {
  indicators: (Judged & { code: string; precision: number | null })[];
  alertsPerMonth: number;
  budget: number | null;
  falseAlarmRateOwnHistory: { value: number | null; low: number | null; high: number | null };
  medianHoursToAcknowledge: number | null;
  byDelivery: { now: Judged; digest: Judged };
};

const mix = (parts: Record<string, number>) => ({
  parts: Object.entries(parts).map(([indicator, contribution]) => ({ ...part, indicator, contribution })),
});

let api: TestApi;
let firm: Firm;
let colleague: string;
beforeAll(async () => {
  api = await startTestApi();
  firm = await openFirm(api);
  colleague = await api.hire();
}, 60_000);
afterAll(() => api.close());

const quality = () => firm.officer.get<Quality>('/detection/quality');
const ofIndicator = ({ body }: { body: Quality }, code: string) => body.indicators.find((each) => each.code === code);
const dispose = (alertId: string, verdict: string) =>
  eventually(
    () => firm.officer.post(`/alerts/${alertId}/disposition`, { verdict, reason: 'asked the person' }),
    ({ status }) => status === 200,
  );

describe('alerts like this one', () => {
  it('are earlier ones of the same mix, of anybody but the reader, with what was made of them', async () => {
    const same = await raiseAlert(api, colleague, mix({ prints: 4, copies: 2 }));
    const alike = await raiseAlert(api, firm.stranger.employeeId, mix({ prints: 4 }));
    await raiseAlert(api, colleague, mix({ reveals: 9 }));
    const own = await raiseAlert(api, firm.officer.employeeId, mix({ prints: 4, copies: 2 }));
    const asked = await raiseAlert(api, firm.salesperson.employeeId, mix({ prints: 2, copies: 1 }));
    await raiseAlert(api, colleague, mix({ prints: 2, copies: 1 }));
    await dispose(same, 'benign');
    const similar = await eventually(
      () => firm.officer.get<Similar>(`/alerts/${asked}/similar`),
      ({ body }) => body.items?.[0]?.disposition?.['verdict'] !== undefined,
    );
    expect(similar.body).toMatchObject({
      items: [
        {
          id: same,
          similarity: 1,
          employee: { id: colleague, label: expect.stringMatching(/^P-/) },
          verdict: 'benign',
          disposition: { verdict: 'benign', reason: 'asked the person', by: firm.officer.employeeId },
        },
        { id: alike, similarity: 0.894427, disposition: null },
      ],
      nextCursor: null,
    });
    expect(similar.body.items).toHaveLength(2);
    expect(await firm.officer.get(`/alerts/${own}/similar`)).toMatchObject({
      status: 404,
      body: { code: 'not_found' },
    });
  });

  it('come a page at a time', async () => {
    for (let n = 0; n < 2; n += 1) await raiseAlert(api, colleague, mix({ dormant_customers: 1 }));
    const asked = await raiseAlert(api, colleague, mix({ dormant_customers: 3 }));
    type Page = Similar & { nextCursor: string };
    const first = await eventually(
      () => firm.officer.get<Page>(`/alerts/${asked}/similar?limit=1`),
      ({ body }) => body.items?.length === 1,
    );
    const second = await firm.officer.get<Page>(
      `/alerts/${asked}/similar?limit=1&cursor=${encodeURIComponent(first.body.nextCursor)}`,
    );
    expect(second.body).toMatchObject({ items: [{ similarity: 1 }], nextCursor: null });
    expect(second.body.items[0]?.id).not.toBe(first.body.items[0]?.id);
  });
});

describe('the quality of detection', () => {
  it('cannot say a rate of false alarms before anybody was watched', async () => {
    expect((await quality()).body).toMatchObject({
      budget: null,
      falseAlarmRateOwnHistory: { value: null, low: null, high: null },
    });
  });

  it('counts what officers made of alerts, by indicator and delivery, but for those about the reader', async () => {
    const code = 'thin_slice';
    const raise = (employeeId: string | null, delivery: 'now' | 'digest' = 'now') =>
      raiseAlert(api, employeeId, { ...mix({ [code]: 1 }), delivery });
    const { now, digest } = (await quality()).body.byDelivery;
    for (const verdict of ['confirmed', 'confirmed', 'false_positive']) await dispose(await raise(colleague), verdict);
    await raise(firm.officer.employeeId);
    await raise(colleague, 'digest');
    const found = await eventually(quality, ({ body }) => body.byDelivery.digest.raised > digest.raised);
    expect(ofIndicator(found, code)).toEqual({ code, raised: 4, confirmed: 2, dismissed: 1, precision: 0.6 });
    expect(ofIndicator(found, 'after_hours')).toMatchObject({ raised: 0, precision: null });
    expect(found.body.byDelivery.now.raised).toBe(now.raised + 3);
    expect(found.body.alertsPerMonth).toBe(found.body.byDelivery.now.raised + found.body.byDelivery.digest.raised);
    expect(found.body.medianHoursToAcknowledge).toBeGreaterThan(0);
  });

  it('measures false alarms against the time in which people were watched, with its uncertainty', async () => {
    expect(await firm.admin.put('/policies/detection', detectionPolicy({ mode: 'on' }))).toMatchObject({ status: 200 });
    await assess(colleague, ['2026-01-01', '2026-12-31'], 1);
    // In shadow mode nothing can be raised; and whoever reads is not in the figures.
    await assess(firm.stranger.employeeId ?? '', ['2026-01-01', '2026-12-31'], 2);
    await assess(firm.officer.employeeId ?? '', ['2026-01-01', '2026-12-31'], 1);
    await eventually(
      () => api.pool.query('select from read.risk_assessments'),
      ({ rowCount }) => rowCount === 6,
    );
    const { body } = await eventually(quality, (found) => found.body.falseAlarmRateOwnHistory.value !== null);
    const dismissed = body.byDelivery.now.dismissed + body.byDelivery.digest.dismissed;
    const { value, low, high } = body.falseAlarmRateOwnHistory;
    expect(dismissed).toBeGreaterThan(0);
    expect(value).toBeCloseTo((dismissed / (365 / daysOfMonth)) * 100);
    expect(low).toBeLessThan(value ?? 0);
    expect(high).toBeGreaterThan(value ?? 0);
    expect(body.budget).toBe(3);
  });

  it('is looked at on the record, as every view of alerts and scores is', async () => {
    await firm.officer.get('/detection/quality');
    const looks = await firm.auditor.get<{ items: { data: { screen: string } }[] }>(
      `/audit/events?type=RecordsInspected&actor=${firm.officer.accountId}&limit=200`,
    );
    const screens = looks.body.items.map(({ data }) => data.screen);
    expect(screens).toContain('detection/quality');
    expect(screens.filter((screen) => screen.endsWith('/similar')).length).toBeGreaterThan(0);
  });
});

/** As the worker assesses closed days, under that version of the policy. */
async function assess(employeeId: string, dates: readonly string[], policyVersion: number): Promise<void> {
  const events = dates.map((date) =>
    riskAssessed.of({
      employeeId,
      date,
      because: 'closed',
      band: 'normal',
      score: 1,
      surprise: 1,
      parts: [],
      at: `${date}T12:00:00.000Z`,
      model: { version: 'm-1', inputHash: 'h' },
      policyVersion,
    }),
  );
  await api.log.append(streams.risk(employeeId), 'none', events, metadataBy('system:worker', api.now().toISOString()));
}
