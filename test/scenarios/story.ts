import { expect } from '@jest/globals';
import { bookward, type Environment, type Running } from '../support/bookward.js';
import { eventually, Person } from '../support/person.js';

type Item = Record<string, unknown> & { readonly id: string };
type List<T = Item> = { readonly items: readonly T[]; readonly nextCursor: string | null };
type Written = Item & { readonly position: string; readonly revision: number };

export type Cast = Record<'admin' | 'officer' | 'auditor' | 'hr' | 'manager' | 'salesperson', Person>;

const day = (offset: number): string => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);

const tiers = {
  tiers: {
    standard: {
      scope: 'own',
      kinds: { basic: 'clear', contact: 'reveal', quote: 'masked' },
      maxSensitivity: 'confidential',
      mayRequestExport: true,
      dailyReveals: 50,
      dailyViews: 1_000,
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
const chains = {
  chains: [
    {
      subject: 'export',
      levels: [
        {
          name: 'Team lead',
          mode: 'any',
          approvers: { role: 'manager', of: 'requester_team' },
          expiresAfterHours: 24,
          escalateTo: { role: 'manager' },
        },
      ],
    },
  ],
  exportRowCap: 1_000,
  exportGrantHours: 24,
};
const detection = {
  mode: 'on',
  budget: { alertsPerMonth: 1 },
  indicators: {},
  caps: { exportRowsPerDay: 500, exportRows: 500, viewsPerHour: 40 },
  calendar: { timezone: 'UTC', workingHours: { from: '08:00', to: '18:00', days: [1, 2, 3, 4, 5] }, holidays: [] },
  peers: ['role', 'team'],
  lookBackDays: 90,
};

/** The only way in for those who watch. */
async function linkByCommand(email: string, data: string, env: Environment): Promise<string> {
  const link = await bookward(['accounts', 'link', '--email', email, '--data', data, '--json'], env);
  expect(link).toMatchObject({ code: 0 });
  return (link.json as { url: string }).url;
}

async function linkByAdministrator(admin: Person, accountId: string): Promise<string> {
  const link = await admin.post<{ url: string }>(`/accounts/${accountId}/sign-in-links`);
  expect(link).toMatchObject({ status: 201 });
  return link.body.url;
}

/** A firm of six with policies published: everybody in the story signs in by a link, as people do. */
export async function openFirm(running: Running, data: string, env: Environment = {}): Promise<Cast> {
  const admin = await Person.byLink(running.url, running.signInLinks['admin'] ?? '');
  const hire = async (name: string, role: string): Promise<void> => {
    const file = [
      'externalId,email,name,team,role,region,timezone,rank,performance,hiredOn',
      `${name},${name}@firm.example,${name} Example,east,${role},EU,UTC,5,normal,2020-01-01`,
    ].join('\n');
    const imported = await hrKey.post<{ applied: number }>('/hr/import', file);
    expect(imported).toMatchObject({ status: 200, body: { applied: 1 } });
  };
  const key = await admin.post<{ key: string }>('/service-keys', { name: 'HR system', scopes: ['hr:default'] });
  expect(key.status).toBe(201);
  const hrKey = Person.withKey(running.url, key.body.key);
  const cast: Record<string, Person> = { admin };
  for (const [name, role] of Object.entries({
    officer: 'security_officer',
    auditor: 'auditor',
    hr: 'hr',
    manager: 'manager',
    salesperson: 'salesperson',
  })) {
    await hire(name, role);
    const account = await admin.post('/accounts', {
      email: `${name}@firm.example`,
      name,
      roles: [role],
      employeeId: name,
    });
    expect(account).toMatchObject({ status: 201 });
    const url = await (role === 'security_officer' || role === 'auditor'
      ? linkByCommand(`${name}@firm.example`, data, env)
      : linkByAdministrator(admin, String(account.body['id'])));
    cast[name] = await Person.byLink(running.url, `${running.url}/sign-in${new URL(url).hash}`);
  }
  for (const [name, policy] of Object.entries({ tiers, 'approval-chains': chains, detection })) {
    expect(await admin.put(`/policies/${name}`, policy)).toMatchObject({ status: 200 });
  }
  return cast as Cast;
}

/**
 * The main job, from the first view to the auditor's replay: a salesperson opens the book in bulk and exports part
 * of it with approval, HR declares the resignation, the officer gets an alert with reasons, HR's check answers, and
 * an auditor sees the moment before.
 */
export async function tellTheStory(cast: Cast): Promise<{ readonly alertId: string; readonly exportId: string }> {
  const { officer, auditor, hr, manager, salesperson } = cast;
  const book = ['externalId,name,developedBy,assignedTo,sensitivity,contact.phone,contact.email,quote.last'];
  for (let n = 0; n < 60; n++)
    book.push(
      `c-${n},Customer ${n},salesperson,salesperson,confidential,+49 170 000${1_000 + n},c${n}@customer.example,${n * 100} EUR`,
    );
  expect(await manager.post('/customers/import', book.join('\n'))).toMatchObject({
    status: 200,
    body: { applied: 60, rejected: [] },
  });

  const { body: list } = await eventually(
    () => salesperson.get<List>('/customers?limit=200'),
    ({ body }) => body.items?.length === 60,
  );
  const ids = list.items.map(({ id }) => id);
  for (const id of ids) {
    const viewed = await salesperson.get<{ details: { contact: { phone: unknown } } }>(`/customers/${id}`);
    expect(viewed).toMatchObject({
      status: 200,
      body: { details: { contact: { phone: { masked: expect.stringMatching(/^•••\d{4}$/) } } } },
    });
  }
  const revealed = await salesperson.post(`/customers/${ids[0]}/reveals`, {
    field: 'contact.phone',
    purpose: 'call back',
  });
  expect(revealed).toMatchObject({ status: 201, body: { value: expect.stringMatching(/^\+49/), remainingToday: 49 } });

  const request = await salesperson.post<Written & { approvalId: string }>('/exports', {
    filter: { ids: ids.slice(0, 20) },
    fields: ['contact.email'],
    format: 'csv',
    purpose: 'Mailing for the spring fair',
    recipient: 'print shop',
  });
  expect(request).toMatchObject({
    status: 201,
    body: { status: 'pending', preview: { rows: 20, highestSensitivity: 'confidential' } },
  });
  const early = await salesperson.post(`/exports/${request.body.id}/run`);
  expect(early).toMatchObject({ status: 409, body: { code: 'state.conflict' } });
  const inbox = await eventually(
    () => manager.get<List>('/approvals?assigned=me&status=pending'),
    ({ body }) => body.items?.length === 1,
  );
  expect(inbox.body.items[0]).toMatchObject({ id: request.body.approvalId, facts: { rows: 20 } });
  expect(
    await salesperson.post(`/approvals/${request.body.approvalId}/decisions`, { decision: 'approve', reason: 'mine' }),
  ).toMatchObject({
    status: 422,
    body: { code: 'sod.self' },
  });
  expect(
    await manager.post(`/approvals/${request.body.approvalId}/decisions`, { decision: 'approve', reason: 'agreed' }),
  ).toMatchObject({
    status: 200,
    body: { status: 'granted' },
  });
  const run = await eventually(
    () => salesperson.post(`/exports/${request.body.id}/run`),
    ({ status }) => status === 200,
  );
  expect(run).toMatchObject({ status: 200, body: { status: 'executed', rows: 20, leftOut: 0 } });
  const file = await salesperson.get(`/exports/${request.body.id}/file`);
  expect(file.status).toBe(200);
  expect(file.text.trim().split(/\r?\n/)).toHaveLength(21);
  expect(await salesperson.post(`/exports/${request.body.id}/run`)).toMatchObject({
    status: 409,
    body: { code: 'grant.used' },
  });

  const { body: people } = await hr.post<List>('/employees/search', { q: 'salesperson' });
  expect(people.items).toHaveLength(1);
  const employeeId = people.items[0]?.id ?? '';
  expect(await hr.get(`/employees/${employeeId}/departure-check`)).toMatchObject({
    status: 409,
    body: { code: 'departure.none' },
  });
  const beforeNotice = new Date().toISOString();
  expect(
    await hr.post(`/employees/${employeeId}/resignation`, { noticeOn: day(0), lastWorkingDay: day(30) }),
  ).toMatchObject({ status: 201 });
  expect(await salesperson.get('/customers')).toMatchObject({ status: 200 });
  expect(
    await salesperson.post('/exports', {
      filter: { ids: ids.slice(0, 2) },
      fields: ['contact.email'],
      format: 'csv',
      purpose: 'One more list please',
      recipient: 'me',
    }),
  ).toMatchObject({
    status: 403,
    body: { code: 'access.denied' },
  });

  const alerts = await eventually(
    () =>
      officer.get<
        List<Item & { sentence: string; parts: { contribution: number; events: string[] }[]; score: number }>
      >(`/alerts?employeeId=${employeeId}`),
    ({ body }) => (body.items?.length ?? 0) > 0,
  );
  const alert = alerts.body.items[0];
  expect(alert).toMatchObject({ status: 'open', employee: { id: employeeId } });
  expect(alert?.sentence).not.toMatch(/salesperson/i);
  expect(alert?.parts.reduce((sum, part) => sum + part.contribution, 0)).toBeCloseTo(alert?.score ?? Number.NaN, 6);
  for (const eventId of alert?.parts.flatMap((part) => part.events).slice(0, 5) ?? []) {
    const found = await auditor.get<List<Item & { data: { employeeId?: string; requestedBy?: string } }>>(
      `/audit/events?id=${eventId}`,
    );
    expect(found.body.items[0]?.data.employeeId ?? found.body.items[0]?.data.requestedBy).toBe(employeeId);
  }
  const alertId = alert?.id ?? '';
  expect(await officer.post(`/alerts/${alertId}/acknowledgement`, {})).toMatchObject({ status: 200 });

  const check = await hr.get(`/employees/${employeeId}/departure-check`);
  expect(check).toMatchObject({ status: 200, body: { band: 'cannot_say', departure: { status: 'declared' } } });
  expect(check.body['events']).toBeUndefined();
  const officersCheck = await officer.get<{ summary: { views: number; exportedRows: number } }>(
    `/employees/${employeeId}/departure-check`,
  );
  expect(officersCheck.body.summary).toMatchObject({ exportedRows: 20 });
  expect(officersCheck.body.summary.views).toBeGreaterThanOrEqual(60);

  expect(
    await officer.post(`/alerts/${alertId}/disposition`, { verdict: 'confirmed', reason: 'talked to the person' }),
  ).toMatchObject({ status: 200 });
  await eventually(
    () => hr.get(`/employees/${employeeId}/departure-check`),
    ({ body }) => body['band'] !== 'cannot_say',
  );

  const asOf = await eventually(
    () =>
      auditor.get<{ state: { departure: { status: string } } }>(
        `/audit/as-of?entity=employee:${employeeId}&at=${beforeNotice}`,
      ),
    ({ status }) => status !== 409,
  );
  expect(asOf).toMatchObject({ status: 200, body: { state: { departure: { status: 'none' } } } });
  const now = await eventually(
    () => auditor.get(`/audit/as-of?entity=employee:${employeeId}&at=${new Date(Date.now() - 2_500).toISOString()}`),
    ({ body }) => (body['state'] as { departure?: { status?: string } } | undefined)?.departure?.status === 'declared',
  );
  expect(now.status).toBe(200);
  const verification = await auditor.post<{ id: string }>('/audit/verifications');
  expect(verification.status).toBe(202);
  const verified = await eventually(
    () => auditor.get(`/audit/verifications/${verification.body.id}`),
    ({ body }) => body['status'] === 'done',
    30_000,
  );
  expect(verified.body).toMatchObject({ ok: true, problems: [] });
  return { alertId, exportId: request.body.id };
}
