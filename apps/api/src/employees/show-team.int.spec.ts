import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApi } from '#test/support/api';
import type { TestApi } from '#test/support/api';
import { openFirm } from '#test/support/firm';
import type { Firm } from '#test/support/firm';
import { eventually } from '#test/support/person';
import { todayAtTheFirm } from '#test/support/today';

let api: TestApi;
let firm: Firm;
beforeAll(async () => {
  api = await startTestApi();
  firm = await openFirm(api);
}, 60_000);
afterAll(() => api.close());

type Team = { team: string; people: { id: string; label: string }[] };

describe('one’s own team', () => {
  it('is told by name and nothing else, to those who sell', async () => {
    const bob = await api.hire({ team: 'east' }, 'Bob Ray');
    const { body } = await eventually(
      () => firm.salesperson.get<Team>('/teams/mine'),
      ({ body: team }) => team.people.some(({ id, label }) => id === bob && label === 'Bob Ray'),
    );
    expect(body.team).toBe('east');
    expect(new Set(body.people.map(({ id }) => id))).toEqual(
      new Set([bob, firm.manager.employeeId, firm.salesperson.employeeId]),
    );
    expect(body.people.at(-1)).toEqual({ id: bob, label: 'Bob Ray' });
    expect((await firm.manager.get('/teams/mine')).body).toEqual(body);
    expect((await firm.stranger.get<Team>('/teams/mine')).body.people).toHaveLength(1);
  });

  it('does not tell who is about to leave, nor name who has left', async () => {
    const carl = await api.hire({ team: 'east' }, 'Carl Fox');
    const today = todayAtTheFirm(api.now());
    const lineOfCarl = async () =>
      (await firm.salesperson.get<Team>('/teams/mine')).body.people.find(({ id }) => id === carl);
    await eventually(lineOfCarl, (line) => line?.label === 'Carl Fox');
    await firm.hr.post(`/employees/${carl}/resignation`, { noticeOn: today, lastWorkingDay: today });
    expect(await lineOfCarl()).toEqual({ id: carl, label: 'Carl Fox' });
    await firm.hr.post(`/employees/${carl}/departure`, { leftOn: today });
    await api.advance(2 * 86_400_000);
    const seller = await api.signIn('salesperson', firm.salesperson.employeeId ?? '');
    expect((await seller.get<Team>('/teams/mine')).body.people.map(({ id }) => id)).not.toContain(carl);
  });
});
