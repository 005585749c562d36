import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApi } from '#test/support/api';
import type { TestApi } from '#test/support/api';
import { openFirm } from '#test/support/firm';
import type { Firm } from '#test/support/firm';
import { eventually } from '#test/support/person';

type Friction = {
  people: number;
  suppressed: boolean;
  items: {
    action: string;
    allowed: number;
    denied: number;
    blockedThenApproved: number;
    medianHoursWaited: number | null;
  }[];
};

let api: TestApi;
let firm: Firm;
beforeAll(async () => {
  api = await startTestApi();
  firm = await openFirm(api);
}, 60_000);
afterAll(() => api.close());

const friction = (range = '') => firm.manager.get<Friction>(`/teams/mine/friction${range}`);
const ofAction = ({ body }: { body: Friction }, action: string) => body.items.find((each) => each.action === action);

describe('the friction of a team', () => {
  it('is not shown for fewer than five people: that would be about somebody', async () => {
    expect((await friction()).body).toMatchObject({ people: 2, suppressed: true, items: [] });
  });

  it('says what was allowed, denied, and waited for an approval that was given in the end', async () => {
    for (let n = 0; n < 3; n += 1) await api.hire({ team: 'east' });
    const customer = await firm.register();
    await eventually(
      () => firm.salesperson.get<{ items?: unknown[] }>('/customers'),
      ({ body }) => body.items?.length === 1,
    );
    await firm.salesperson.get(`/customers/${customer}`);
    await firm.salesperson.post(`/customers/${customer}/reveals`, { field: 'quote.last' });
    await firm.stranger.get(`/customers/${customer}`);
    const request = async (decision: string) => {
      const asked = await firm.salesperson.post<{ approvalId: string }>('/exports', {
        filter: { ids: [customer] },
        fields: ['contact.email'],
        format: 'csv',
        purpose: 'Mailing for the fair',
        recipient: 'print shop',
      });
      expect(asked).toMatchObject({ status: 201 });
      expect(
        await firm.manager.post(`/approvals/${asked.body.approvalId}/decisions`, { decision, reason: 'as agreed' }),
      ).toMatchObject({ status: 200 });
    };
    await request('approve');
    await request('reject');
    const found = await eventually(
      () => friction(),
      (answer) => ofAction(answer, 'export')?.blockedThenApproved === 1 && ofAction(answer, 'reveal')?.denied === 1,
    );
    expect(found.body).toMatchObject({ people: 5, suppressed: false });
    expect(ofAction(found, 'view')).toEqual({
      action: 'view',
      allowed: 1,
      denied: 0,
      blockedThenApproved: 0,
      medianHoursWaited: null,
    });
    expect(ofAction(found, 'export')?.medianHoursWaited).toBeGreaterThan(0);
    const before = await friction('?from=2020-01-01&to=2020-02-01');
    expect(ofAction(before, 'view')).toMatchObject({ allowed: 0 });
    expect(ofAction(before, 'export')).toMatchObject({ blockedThenApproved: 0, medianHoursWaited: null });
  });

  it('is asked for a time that is one', async () => {
    for (const range of ['?from=2026-03-02&to=2026-03-01', '?from=2020-01-01&to=2026-01-01', '?from=yesterday'])
      expect(await friction(range)).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
  });
});
