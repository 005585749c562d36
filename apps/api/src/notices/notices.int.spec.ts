import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApi } from '#test/support/api';
import type { TestApi } from '#test/support/api';
import { detectionPolicy } from '#test/support/detection-policy';
import { eventually } from '#test/support/person';
import type { Person } from '#test/support/person';

type Notice = {
  id: string;
  what: string;
  by: string;
  actor: { id: string; label: string } | null;
  account: { id: string; label: string; roles: string[] } | null;
};
type List = { items: Notice[]; nextCursor: string | null };

let api: TestApi;
let admin: Person;
let officer: Person;
beforeAll(async () => {
  api = await startTestApi();
  admin = await api.signIn('admin');
  officer = await api.signIn('security_officer');
});
afterAll(() => api.close());

/** The latest, once the read models have what is awaited: of this kind, by this account, about this one. */
const latest = async (
  what: string,
  { by, about }: { by?: string; about?: string } = {},
): Promise<Notice | undefined> => {
  const { body } = await eventually(
    () => officer.get<List>('/notices'),
    ({
      body: {
        items: [notice],
      },
    }) =>
      notice?.what === what &&
      (by === undefined || notice.by === by) &&
      // What an account may do is looked up as it is now, which may come a moment later.
      (about === undefined || (notice.account?.id === about && notice.account.roles.length > 0)),
  );
  return body.items[0];
};

describe('officers are shown', () => {
  it('every sign-in link that is issued: by whom, and whom it lets in as what', async () => {
    const { id } = await api.account(['privacy_officer'], null);
    expect(await admin.post(`/accounts/${id}/sign-in-links`)).toMatchObject({ status: 201 });
    expect(await latest('sign_in_link_issued', { by: admin.accountId, about: id })).toMatchObject({
      by: admin.accountId,
      account: { id, roles: ['privacy_officer'] },
    });
    const fromCommandLine = await api.account(['auditor'], await api.hire());
    expect(await latest('sign_in_link_issued', { about: fromCommandLine.id })).toMatchObject({
      account: { roles: ['auditor'] },
    });
  });

  it('that somebody came to watch others', async () => {
    const { id } = await api.account(['salesperson'], await api.hire());
    await admin.call('PATCH', `/accounts/${id}`, { roles: ['security_officer'] });
    expect(await latest('watching_role_given', { about: id })).toMatchObject({
      by: admin.accountId,
      account: { roles: ['security_officer'] },
    });
  });

  it('that somebody watches no more, and watches again', async () => {
    const { id } = await api.account(['security_officer'], await api.hire());
    const patch = (change: object) => admin.call('PATCH', `/accounts/${id}`, change);
    expect(await patch({ disabled: true })).toMatchObject({ status: 200 });
    expect(await latest('watching_ended', { about: id })).toMatchObject({ by: admin.accountId });
    expect(await patch({ disabled: false })).toMatchObject({ status: 200 });
    expect(await latest('watching_resumed', { about: id })).toMatchObject({ by: admin.accountId });
    expect(await patch({ roles: ['salesperson'] })).toMatchObject({ status: 200 });
    expect(await latest('watching_ended', { about: id })).toMatchObject({ account: { roles: ['salesperson'] } });
  });

  it('every detection policy', async () => {
    const { body } = await admin.put('/policies/detection', detectionPolicy());
    expect(await latest('detection_policy_published')).toMatchObject({
      by: admin.accountId,
      account: null,
      version: body['version'],
    });
  });

  it('whose account it is and who did it, as they call these people elsewhere', async () => {
    const employeeId = await api.hire();
    const { id } = await api.account(['salesperson'], employeeId);
    expect(await admin.post(`/accounts/${id}/sign-in-links`)).toMatchObject({ status: 201 });
    const called = async () => (await officer.get<{ label: string }>(`/employees/${employeeId}`)).body.label;
    const notice = await latest('sign_in_link_issued', { by: admin.accountId, about: id });
    expect(notice?.account?.label).toBe(await called());
    expect(notice?.actor).toEqual({ id: admin.accountId, label: expect.stringMatching(/^P-[0-9A-F]{8}$/) });
    await officer.post(`/employees/${employeeId}/pseudonym-lifts`, { reason: 'Whose account is this?' });
    const lifted = await latest('sign_in_link_issued', { by: admin.accountId, about: id });
    expect(lifted?.account?.label).toBe(await called());
    expect(lifted?.account?.label).not.toMatch(/^P-/);
  });

  it('page by page, each once', async () => {
    const { body: all } = await officer.get<List>('/notices?limit=200');
    const { body: first } = await officer.get<List>('/notices?limit=2');
    const { body: rest } = await officer.get<List>(`/notices?limit=200&cursor=${first.nextCursor}`);
    expect([...first.items, ...rest.items].map(({ id }) => id)).toEqual(all.items.map(({ id }) => id));
  });
});
