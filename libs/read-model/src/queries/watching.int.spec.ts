import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { accessDenied, customerRecordViewed, customersListed, fieldRevealed } from '#domain/access/access.events';
import { alertAcknowledged, alertDisposed, alertExtended, alertRaised, riskAssessed } from '#domain/alert/alert.events';
import { recordsInspected } from '#domain/audit/audit.events';
import { resignationDeclared } from '#domain/employee/employee.events';
import { exportExecuted } from '#domain/export/export.events';
import { readModelOf } from '#test/support/read-model';
import { memoryLog, recorded } from '#test/support/recorded-events';
import { accessRecord } from './access-record.js';
import { activityBuckets, activitySummary, dailyRows } from './activity.js';
import { findAlert, listAlerts, undisposedAlertIds } from './alerts.js';
import { listEvents } from './audit-events.js';
import { projectionHealth } from './health.js';
import { riskAsOf, riskHistory } from './risk.js';

const access = {
  employeeId: 'e-1',
  customerIds: ['c-1'],
  kinds: [],
  rows: 1,
  sensitivity: 'internal',
  portfolio: 'own',
  device: 'd-1',
  destination: null,
} as const;
type Access = Parameters<typeof customerRecordViewed.of>[0];
const given = (more: Partial<Access> = {}): Access => ({ ...access, customerIds: ['c-1'], kinds: [], ...more });
const at = (time: string) => ({ occurredAt: `2026-03-02T${time}.000Z` });

const finding = (alertId: string, employeeId: string, severity: 'elevated' | 'high' = 'high') => ({
  alertId,
  employeeId,
  episode: 1,
  severity,
  score: 12.5,
  parts: [
    {
      indicator: 'bulk',
      contribution: 12.5,
      observed: 9,
      expectedSelf: 1,
      expectedPeers: null,
      eventCount: 1,
      events: ['v'],
    },
  ],
  sentence: { key: 'bulk', values: { n: 9 } },
  at: '2026-03-02T09:14:05.000Z',
  window: { from: '2026-03-01T00:00:00.000Z', to: '2026-03-02T09:14:05.000Z' },
  model: { version: '1', inputHash: 'h' },
});
const raised = (alertId: string, employeeId: string) =>
  alertRaised.of({
    ...finding(alertId, employeeId, 'elevated'),
    kind: 'live',
    delivery: 'now',
    resignationEventId: null,
    departure: null,
  });
const assessed = (date: string, band: 'normal' | 'high', score: number) =>
  riskAssessed.of({
    employeeId: 'e-1',
    date,
    because: 'closed',
    band,
    score,
    surprise: null,
    parts: [],
    at: `${date}T12:00:00.000Z`,
    model: { version: '1', inputHash: 'h' },
    policyVersion: 1,
  });

const events = recorded([
  { ...customerRecordViewed.of(given()), ...at('09:01:00') },
  { ...customerRecordViewed.of(given()), ...at('09:04:59'), actor: 'account-2' },
  { ...customersListed.of(given({ customerIds: ['c-1', 'c-2', 'c-3'], rows: 3, device: 'd-2' })), ...at('09:59:59') },
  { ...fieldRevealed.of(given({ customerIds: ['c-2'] })), ...at('10:00:00') },
  { ...accessDenied.of({ ...given({ customerIds: ['c-9'] }), action: 'print' }), ...at('10:30:00') },
  { ...customerRecordViewed.of(given({ customerIds: ['c-8'], history: true })), ...at('10:31:00') },
  {
    ...exportExecuted.of({
      exportId: 'x-1',
      requestedBy: 'e-1',
      rows: 20,
      leftOut: 0,
      sensitivity: null,
      portfolio: 'own',
      manifestRoot: 'm',
      watermarkId: 'w',
      bytes: 10,
    }),
    ...at('23:59:59'),
  },
  { ...customerRecordViewed.of(given({ customerIds: ['c-4'] })), occurredAt: '2026-03-03T08:00:00.000Z' },
  resignationDeclared.of({ employeeId: 'e-1', noticeOn: '2026-03-02', lastWorkingDay: '2026-04-30' }),
  { ...raised('e-1-1', 'e-1'), stream: 'alert-e-1-1' },
  { ...raised('e-2-1', 'e-2'), stream: 'alert-e-2-1' },
  { ...alertExtended.of(finding('e-1-1', 'e-1')), stream: 'alert-e-1-1' },
  { ...alertAcknowledged.of({ alertId: 'e-1-1', employeeId: 'e-1', by: 'e-9' }), stream: 'alert-e-1-1' },
  {
    ...alertDisposed.of({ alertId: 'e-2-1', employeeId: 'e-2', by: 'e-9', verdict: 'benign' }, { reason: 'a fair' }),
    stream: 'alert-e-2-1',
  },
  { ...assessed('2026-03-02', 'normal', 1), stream: 'risk-e-1' },
  { ...assessed('2026-03-03', 'high', 9), stream: 'risk-e-1' },
  { ...assessed('2026-03-02', 'high', 7), stream: 'risk-e-1' },
  { ...recordsInspected.of({ actorId: 'e-9', screen: 'alert', subjects: ['e-1'], count: 2 }), stream: 'audit-e-9-1' },
]);

let pool: pg.Pool;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ pool, close } = await readModelOf(events));
});
afterAll(() => close());

const march2 = { from: '2026-03-02T00:00:00.000Z', to: '2026-03-03T00:00:00.000Z' };
const both = { ...march2, to: '2026-03-04T00:00:00.000Z' };

describe('activity', () => {
  it('is counted by hour: acts, rows, distinct customers and devices, history left out', async () => {
    expect(await activityBuckets(pool, 'e-1', march2, 'hour')).toEqual([
      {
        at: '2026-03-02T09:00:00.000Z',
        byAction: { view: 2, list: 1 },
        rows: 5,
        denied: 0,
        distinctCustomers: 3,
        devices: 2,
      },
      { at: '2026-03-02T10:00:00.000Z', byAction: { reveal: 1 }, rows: 1, denied: 1, distinctCustomers: 1, devices: 1 },
      {
        at: '2026-03-02T23:00:00.000Z',
        byAction: { export: 1 },
        rows: 20,
        denied: 0,
        distinctCustomers: 0,
        devices: 0,
      },
    ]);
  });

  it('is counted by day, a customer of several hours once', async () => {
    expect(await activityBuckets(pool, 'e-1', both, 'day')).toMatchObject([
      { at: '2026-03-02T00:00:00.000Z', distinctCustomers: 3, devices: 2 },
      { at: '2026-03-03T00:00:00.000Z', distinctCustomers: 1 },
    ]);
  });

  it('sums up for the check before a departure', async () => {
    expect(await activitySummary(pool, 'e-1', both)).toEqual({
      views: 3,
      distinctCustomers: 4,
      reveals: 1,
      prints: 0,
      exports: 1,
      exportedRows: 20,
      denied: 1,
    });
    expect(await activitySummary(pool, 'e-2', both)).toMatchObject({ views: 0, distinctCustomers: 0 });
  });

  it('gives the totals of each day, of several people', async () => {
    expect(await dailyRows(pool, ['e-1', 'e-2'], both, 'day')).toEqual([
      { employeeId: 'e-1', at: '2026-03-02T00:00:00.000Z', rows: 26 },
      { employeeId: 'e-1', at: '2026-03-03T00:00:00.000Z', rows: 1 },
    ]);
  });

  it('stands in the own record, newest first, without a word of alerts', async () => {
    const { items } = await accessRecord(pool, 'e-1', {}, { limit: 50 });
    expect(items).toHaveLength(9);
    expect(items.map(({ what }) => what).filter((what) => /Alert|Risk|Inspected/.test(what))).toEqual([]);
    const denied = items.find(({ decision }) => decision === 'denied');
    expect(denied).toMatchObject({ action: 'print', customerId: 'c-9', at: '2026-03-02T10:30:00.000Z' });
    const first = await accessRecord(pool, 'e-1', {}, { limit: 4 });
    const rest = await accessRecord(pool, 'e-1', {}, { limit: 50, after: first.next });
    expect([...first.items, ...rest.items]).toEqual(items);
  });
});

describe('alerts', () => {
  const ids = async (filter: Parameters<typeof listAlerts>[1]) =>
    (await listAlerts(pool, filter, { limit: 50 })).items.map(({ id }) => id);

  it('are listed newest first by state, severity and person, never to the person themself', async () => {
    expect(await ids({})).toEqual(['e-2-1', 'e-1-1']);
    expect(await ids({ status: 'acknowledged' })).toEqual(['e-1-1']);
    expect(await ids({ severity: 'elevated' })).toEqual(['e-2-1']);
    expect(await ids({ exceptEmployee: 'e-2' })).toEqual(['e-1-1']);
  });

  it('show the latest finding, and everything that happened to them', async () => {
    expect(await findAlert(pool, 'e-1-1')).toMatchObject({
      severity: 'high',
      status: 'acknowledged',
      window: { from: '2026-03-01T00:00:00.000Z', to: '2026-03-02T09:14:05.000Z' },
      history: [
        { what: 'raised', severity: 'elevated' },
        { what: 'extended', severity: 'high' },
        { what: 'acknowledged', by: 'e-9' },
      ],
    });
    expect((await findAlert(pool, 'e-2-1'))?.history.at(-1)).toMatchObject({ verdict: 'benign', reason: 'a fair' });
  });

  it('count as open until disposed, when their window touches the one asked for', async () => {
    expect(await undisposedAlertIds(pool, 'e-1', both)).toEqual(['e-1-1']);
    expect(await undisposedAlertIds(pool, 'e-1', { from: '2026-03-03T00:00:00.000Z', to: both.to })).toEqual([]);
    expect(await undisposedAlertIds(pool, 'e-2', both)).toEqual([]);
  });
});

describe('risk', () => {
  it('is what was known at a moment of the latest day, whatever an earlier one came to afterwards', async () => {
    expect(await riskAsOf(pool, 'e-1')).toMatchObject({ date: '2026-03-03', score: 9 });
    expect(await riskAsOf(pool, 'e-1', events[15]?.recordedAt)).toMatchObject({ date: '2026-03-03', score: 9 });
    expect(await riskAsOf(pool, 'e-1', events[0]?.recordedAt)).toBeUndefined();
  });

  it('has one conclusion a day, the last', async () => {
    const { items } = await riskHistory(pool, 'e-1', {}, { limit: 50 });
    expect(items.map(({ date, score }) => [date, score])).toEqual([
      ['2026-03-03', 9],
      ['2026-03-02', 7],
    ]);
    const first = await riskHistory(pool, 'e-1', {}, { limit: 1 });
    expect((await riskHistory(pool, 'e-1', {}, { limit: 1, after: first.next })).items).toMatchObject([{ score: 7 }]);
  });
});

describe("the auditor's list of events", () => {
  const positions = async (filter: Parameters<typeof listEvents>[1], order: 'asc' | 'desc' = 'asc') =>
    (await listEvents(pool, filter, order, { limit: 50 })).items.map(({ position }) => Number(position));

  it('finds events by actor, subject, type, stream and id', async () => {
    expect(await positions({ actor: 'account-2' })).toEqual([2]);
    expect(await positions({ subject: 'c-2' })).toEqual([3, 4]);
    expect(await positions({ type: 'AlertRaised' })).toEqual([10, 11]);
    expect(await positions({ stream: 'alert-e-1-1' }, 'desc')).toEqual([13, 12, 10]);
    expect(await positions({ id: '00000000-0000-7000-8000-000000000005' })).toEqual([5]);
  });

  it('bounds them by when they were recorded', async () => {
    expect(await positions({ from: '2026-03-02T09:00:15.000Z', to: '2026-03-02T09:00:16.000Z' })).toEqual([15, 16]);
    expect(await positions({ asOf: '2026-03-02T09:00:02.000Z' })).toEqual([1, 2]);
  });

  it('leaves out records of reading unless they are asked for', async () => {
    expect(await positions({ subject: 'e-1' })).not.toContain(18);
    expect(await positions({ type: 'RecordsInspected' })).toEqual([18]);
  });

  it('keeps from a reader what concerns scores, alerts and look-ups about themself', async () => {
    expect(await positions({ subject: 'e-1', exceptAbout: 'e-1' })).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(await positions({ type: 'RecordsInspected', exceptAbout: 'e-1' })).toEqual([]);
    expect(await positions({ type: 'AlertRaised', exceptAbout: 'e-1' })).toEqual([11]);
  });

  it('pages in either direction', async () => {
    const first = await listEvents(pool, {}, 'desc', { limit: 2 });
    const second = await listEvents(pool, {}, 'desc', { limit: 2, after: first.next });
    expect([...first.items, ...second.items].map(({ position }) => Number(position))).toEqual([17, 16, 15, 14]);
  });
});

describe('health', () => {
  it('says how many events are missing and how old the oldest of them is', async () => {
    const more = recorded([customerRecordViewed.of(given()), customerRecordViewed.of(given())], events.length + 1);
    const now = Date.parse(more[0]?.recordedAt ?? '') + 90_000;
    const health = await projectionHealth(pool, memoryLog([...events, ...more]), now);
    expect(health.find(({ name }) => name === 'alerts')).toEqual({ name: 'alerts', lagEvents: 2, lagSeconds: 90 });
    expect((await projectionHealth(pool, memoryLog(events), now)).every(({ lagSeconds }) => lagSeconds === 0)).toBe(
      true,
    );
  });
});
