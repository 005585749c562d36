import { beforeEach, describe, expect, it } from '@jest/globals';
import { Refusal } from '#domain/refusal';
import type { EventToRecord } from '#event-store/log';
import { DecisionView } from '../decision-view/decision-view.js';
import { AccessDesk } from './access-desk.js';

const now = '2026-03-02T12:00:00.000Z';
const metadata = { occurredAt: now, actor: 'a-1', channel: 'web', trust: 'witnessed', correlationId: 'r-1' } as const;
const viewOf = (customerId: string) => ({ employeeId: 'e-1', action: 'view' as const, customerIds: [customerId] });

function desk() {
  const view = new DecisionView();
  const employment = {
    team: 'east',
    role: 'sales',
    region: 'EU',
    timezone: 'UTC',
    rank: 5,
    performance: 'normal' as const,
    hiredOn: '2020-01-01',
  };
  view.people.applyEmployment({ type: 'EmployeeHired', data: { employeeId: 'e-1', ...employment } });
  view.policies.tiers = {
    version: 1,
    effectiveFrom: now,
    tiers: {
      standard: {
        scope: 'own',
        kinds: { basic: 'clear', contact: 'reveal' },
        maxSensitivity: 'confidential',
        mayRequestExport: true,
        dailyReveals: 2,
        dailyViews: 100,
      },
    },
    bands: [
      {
        rankFrom: 1,
        rankTo: 20,
        tenureMonthsFrom: 0,
        tenureMonthsTo: null,
        performance: ['low', 'normal', 'high'],
        tier: 'standard',
      },
    ],
  };
  const own = { developedBy: 'e-1', assignedTo: 'e-1', sensitivity: 'internal' as const };
  view.customers.register({ id: 'c-1', ...own });
  view.customers.register({ id: 'c-2', ...own, developedBy: 'e-2', assignedTo: 'e-2' });
  const appended: { readonly stream: string; readonly event: EventToRecord }[] = [];
  const state = { fresh: true, available: true };
  const told: string[] = [];
  let ids = 0;
  const sut = new AccessDesk({
    view,
    live: {
      position: () => '0042',
      requireFresh: () => {
        if (!state.fresh) throw new Refusal('view.lagging', 'behind');
      },
    },
    log: {
      append: async (stream, _expected, events) => {
        await Promise.resolve();
        if (!state.available) throw new Error('the log is away');
        for (const event of events) appended.push({ stream, event });
        return { revision: 0, position: '0043', ids: [] };
      },
    },
    hash: (label, text) => `${label}_${text.length}`,
    clock: () => new Date(now),
    newId: () => `event-${(ids += 1)}`,
    onDecision: (action, decision) => told.push(`${action} ${decision}`),
  });
  return { sut, appended, state, view, told };
}

describe('the access desk', () => {
  let at: ReturnType<typeof desk>;
  beforeEach(() => {
    at = desk();
  });

  it('records an allowed access with what it was decided on, and answers the event', async () => {
    const decided = await at.sut.decideAndRecord({ ...viewOf('c-1'), device: 'laptop', purpose: 'call' }, metadata);
    expect(decided).toMatchObject({
      decision: 'allow',
      decisionId: 'event-1',
      decidedThrough: '0042',
      position: '0043',
    });
    expect(at.appended).toEqual([
      {
        stream: 'access-e-1-2026-03-02',
        event: expect.objectContaining({
          id: 'event-1',
          type: 'CustomerRecordViewed',
          data: expect.objectContaining({
            customerIds: ['c-1'],
            kinds: ['basic', 'contact'],
            portfolio: 'own',
            sensitivity: 'internal',
            decidedThrough: '0042',
            device: 'device_6',
          }),
          personal: { device: 'laptop', purpose: 'call' },
        }),
      },
    ]);
  });

  it('records a denied access too, with its reasons', async () => {
    const decided = await at.sut.decideAndRecord(viewOf('c-2'), metadata);
    expect(decided).toMatchObject({ decision: 'deny', reasons: ['scope'] });
    expect(at.appended[0]?.event).toMatchObject({ type: 'AccessDenied', data: { action: 'view', reasons: ['scope'] } });
    expect(at.told).toEqual(['view deny']);
  });

  it('keeps the name of an unknown customer out of data', async () => {
    await at.sut.decideAndRecord(viewOf('ann.smith'), metadata);
    expect(at.appended[0]?.event).toMatchObject({
      type: 'AccessDenied',
      data: { customerIds: ['customer_9'], reasons: ['object.unknown'] },
      personal: { unmapped: ['ann.smith'] },
    });
  });

  it('lets simultaneous requests see one another, so that none passes a daily limit', async () => {
    const reveal = { ...viewOf('c-1'), action: 'reveal' as const, fields: ['contact.phone'] };
    const decided = await Promise.all([1, 2, 3, 4].map(() => at.sut.decideAndRecord(reveal, metadata)));
    expect(decided.map(({ decision }) => decision)).toEqual(['allow', 'acknowledge', 'deny', 'deny']);
    expect(decided[3]?.reasons).toEqual(['limit.daily']);
  });

  it('lets a request that is made again not stand in its own way', async () => {
    const reveal = { ...viewOf('c-1'), action: 'reveal' as const, fields: ['contact.phone'] };
    await at.sut.decideAndRecord(reveal, metadata, 'reveal-1');
    await at.sut.decideAndRecord(reveal, metadata, 'reveal-2');
    const again = await at.sut.decideAndRecord(reveal, metadata, 'reveal-2');
    expect(again).toMatchObject({ decision: 'acknowledge', decisionId: 'reveal-2' });
    expect(at.view.usedToday('e-1', now)).toEqual({ views: 0, reveals: 2 });
  });

  it('records a denial under an id of its own, so that an access which is allowed later is an event too', async () => {
    const denied = await at.sut.decideAndRecord(viewOf('c-2'), metadata, 'view-1', 'denial-1');
    expect(denied).toMatchObject({ decision: 'deny', decisionId: 'denial-1' });
    expect(at.appended[0]?.event.id).toBe('denial-1');
  });

  it('does not count what could not be recorded', async () => {
    at.state.available = false;
    const reveal = { ...viewOf('c-1'), action: 'reveal' as const, fields: ['contact.phone'] };
    await expect(at.sut.decideAndRecord(reveal, metadata)).rejects.toThrow('away');
    expect(at.view.usedToday('e-1', now)).toEqual({ views: 0, reveals: 0 });
  });

  it('answers nothing while the view is behind', async () => {
    at.state.fresh = false;
    await expect(at.sut.decideAndRecord(viewOf('c-1'), metadata)).rejects.toMatchObject({ code: 'view.lagging' });
    expect(at.appended).toEqual([]);
  });

  it('records a list with how its rows stand to the person, though it was decided before they were known', async () => {
    const list = { employeeId: 'e-1', action: 'list' as const, customerIds: [] };
    const decided = at.sut.decide(list);
    await at.sut.record({ ...list, customerIds: ['c-1', 'c-2'] }, decided, metadata);
    expect(at.appended[0]?.event).toMatchObject({ type: 'CustomersListed', data: { rows: 2, portfolio: 'other' } });
  });
});
