import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApi } from '#test/support/api';
import type { TestApi } from '#test/support/api';
import { askForExport } from '#test/support/ask-for-export';
import { openFirm } from '#test/support/firm';
import type { Firm } from '#test/support/firm';
import { eventually } from '#test/support/person';

let api: TestApi;
let firm: Firm;
let approvalId: string;
let exportId: string;
beforeAll(async () => {
  api = await startTestApi();
  firm = await openFirm(api);
  const customer = await firm.register();
  ({ id: exportId, approvalId } = await askForExport(firm.salesperson, customer));
}, 60_000);
afterAll(() => api.close());

const pseudonym = expect.stringMatching(/^P-[0-9A-F]{8}$/) as unknown;

describe('an approval whose only approver leaves', () => {
  it('goes to those that its level escalates to, without waiting for its time', async () => {
    const leaver = await api.signIn('manager', await api.hire({ team: 'south' }));
    const seller = await api.signIn('salesperson', await api.hire({ team: 'south' }));
    const customer = await firm.register({ developedBy: seller.employeeId, assignedTo: seller.employeeId });
    const path = `/approvals/${(await askForExport(seller, customer)).approvalId}`;
    expect((await seller.get(path)).body).toMatchObject({ levels: [{ escalated: false }] });
    const notice = { noticeOn: '2026-03-02', lastWorkingDay: '2099-03-31' };
    expect(await firm.hr.post(`/employees/${leaver.employeeId}/resignation`, notice)).toMatchObject({ status: 201 });
    await eventually(
      () => seller.get<{ levels: { escalated: boolean }[] }>(path),
      ({ body }) => body.levels[0]?.escalated === true,
    );
    // Theirs is no longer what they may not decide, though the escalation names them too.
    expect((await leaver.get(path)).body).toMatchObject({ waitsForMe: false });
    expect((await leaver.get('/approvals?assigned=me')).body).toMatchObject({ items: [] });
    expect((await leaver.get('/me/waiting')).body).toMatchObject({ approvals: 0 });
    // Nobody but a manager of another team is left whom the level names by then.
    await eventually(
      () => firm.manager.get(path),
      ({ body }) => body['waitsForMe'] === true,
    );
  });
});

describe('an approval whose requester has left', () => {
  it('is not granted, and may still be rejected', async () => {
    const seller = await api.signIn('salesperson', await api.hire({ team: 'east' }));
    const customer = await firm.register({ developedBy: seller.employeeId, assignedTo: seller.employeeId });
    const asked = await askForExport(seller, customer);
    const left = await firm.hr.post(`/employees/${seller.employeeId}/departure`, { leftOn: '2026-03-02' });
    expect(left).toMatchObject({ status: 200 });
    const decide = (decision: string) =>
      firm.manager.post(`/approvals/${asked.approvalId}/decisions`, { decision, reason: 'as they asked' });
    expect(await decide('approve')).toMatchObject({ status: 409, body: { code: 'state.conflict' } });
    expect(await decide('reject')).toMatchObject({ status: 200, body: { status: 'rejected' } });
  });
});

describe('an approval', () => {
  it('tells each reader whether it waits for them', async () => {
    const waits = async (who = firm.manager) => (await who.get(`/approvals/${approvalId}`)).body['waitsForMe'];
    await eventually(waits, (answer) => answer === true);
    expect(await waits(firm.salesperson)).toBe(false);
    expect(await waits(firm.auditor)).toBe(false);
    await firm.manager.post(`/approvals/${approvalId}/decisions`, { decision: 'approve', reason: 'agreed' });
    expect(await waits()).toBe(false);
  });

  it('names who asked and who decided, to officers and auditors under pseudonyms', async () => {
    const seenBy = (name: unknown) => ({
      employee: { id: firm.salesperson.employeeId, label: name },
      levels: [
        { decisions: [{ by: firm.manager.employeeId, employee: { id: firm.manager.employeeId, label: name } }] },
      ],
    });
    for (const reader of [firm.manager, firm.salesperson])
      expect((await reader.get(`/approvals/${approvalId}`)).body).toMatchObject(seenBy('Ann Lee'));
    for (const reader of [firm.officer, firm.auditor])
      expect((await reader.get(`/approvals/${approvalId}`)).body).toMatchObject(seenBy(pseudonym));
    expect((await firm.manager.get(`/exports/${exportId}`)).body).toMatchObject({ employee: { label: 'Ann Lee' } });
    expect((await firm.officer.get(`/exports/${exportId}`)).body).toMatchObject({ employee: { label: pseudonym } });
  });

  it('of the past names nobody whose pseudonym stood lifted then and does not now', async () => {
    const { employeeId } = firm.manager;
    await firm.auditor.post(`/employees/${employeeId}/pseudonym-lifts`, { reason: 'to ask about the approval' });
    await api.advance(3_000);
    const at = api.now().toISOString();
    await api.advance(3_000);
    const decider = async (reader = firm.auditor) => {
      const { body } = await reader.get<{ state: { levels: { decisions: { employee: { label: string } }[] }[] } }>(
        `/audit/as-of?entity=approval:${approvalId}&at=${at}`,
      );
      return body.state.levels[0]?.decisions[0]?.employee.label;
    };
    expect(await decider()).toBe('Ann Lee');
    await api.advance(25 * 3_600_000);
    expect(await decider(await api.signIn('auditor'))).toEqual(pseudonym);
  });
});
