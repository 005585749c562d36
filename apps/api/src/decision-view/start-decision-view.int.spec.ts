import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApi } from '#test/support/api';
import type { TestApi } from '#test/support/api';
import { openFirm } from '#test/support/firm';
import type { Firm } from '#test/support/firm';
import { eventually } from '#test/support/person';
import { todayAtTheFirm } from '#test/support/today';
import { decidingTypes, DecisionView, isDeciding } from './decision-view.js';
import { ExternalIds } from './external-ids.js';
import { startDecisionView } from './start-decision-view.js';

let api: TestApi;
let firm: Firm;
beforeAll(async () => {
  api = await startTestApi();
  firm = await openFirm(api);
}, 60_000);
afterAll(() => api.close());

/** What the whole log says, without any read model. */
async function folded(): Promise<DecisionView> {
  const view = new DecisionView();
  for await (const event of api.log.facts.readAll({ filter: { types: decidingTypes } }))
    if (isDeciding(event)) view.apply(event);
  return view;
}

describe('a decision view that starts from the read models', () => {
  it('knows what the log says: people, customers, policies, accounts and today’s usage', async () => {
    const id = await firm.register();
    const { employeeId } = firm.salesperson;
    await firm.salesperson.get(`/customers/${id}`);
    await firm.salesperson.post(`/customers/${id}/reveals`, { field: 'contact.phone' });
    await firm.officer.put(`/customers/${id}/classification`, { level: 'confidential', reason: 'prices' });
    await firm.hr.post(`/employees/${employeeId}/transfers`, {
      team: 'north',
      effectiveOn: todayAtTheFirm(api.now()),
    });
    await firm.hr.post(`/employees/${employeeId}/resignation`, {
      noticeOn: '2026-01-01',
      lastWorkingDay: '2099-01-01',
    });
    await firm.admin.call('PATCH', `/accounts/${firm.stranger.accountId}`, { disabled: true });
    await eventually(
      () => firm.salesperson.get(`/customers?limit=1`),
      ({ status }) => status === 200,
    );

    const { view, live } = startDecisionView({
      log: api.log,
      pool: api.pool,
      externalIds: new ExternalIds(api.aliases),
      clock: api.now,
      onDefect: (error) => {
        throw error;
      },
    });
    await live.ready;
    await live.passed(await api.log.store.head(), 5_000);
    const expected = await folded();
    const now = api.now().toISOString();
    for (const person of [employeeId, firm.stranger.employeeId, firm.manager.employeeId]) {
      expect(view.personOf(person ?? '', now)).toEqual(expected.personOf(person ?? '', now));
      expect(view.usedToday(person ?? '', now)).toEqual(expected.usedToday(person ?? '', now));
      expect(view.tierOf(person ?? '', now)).toEqual(expected.tierOf(person ?? '', now));
    }
    expect(view.personOf(employeeId ?? '', now)).toMatchObject({ team: 'north', departure: 'declared' });
    expect(view.personOf(firm.stranger.employeeId ?? '', now)).toMatchObject({ suspended: true });
    expect(view.usedToday(employeeId ?? '', now)).toEqual({ views: 1, reveals: 1 });
    expect(view.customerOf(id, now)).toEqual(expected.customerOf(id, now));
    expect(view.policies).toEqual(expected.policies);
    await live.stop();
  });

  it('knows how old it is, whatever the clock of its machine is set to', async () => {
    let aheadMs = 0;
    const { live } = startDecisionView({
      log: api.log,
      pool: api.pool,
      externalIds: new ExternalIds(api.aliases),
      clock: () => new Date(api.now().getTime() + aheadMs),
      onDefect: (error) => {
        throw error;
      },
    });
    await live.ready;
    await live.stop();
    for (aheadMs of [-3_600_000, 3_600_000]) {
      expect(live.lagMs()).toBeGreaterThanOrEqual(0);
      expect(live.lagMs()).toBeLessThan(60_000);
    }
  });
});
