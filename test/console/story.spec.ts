import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { callAs } from '../support/console-call.js';
import { ConsoleUnderTest, shoot } from '../support/console.js';

type Listed<T> = { readonly items: readonly T[] };
const slowMs = 60_000;

describe('The whole story, as its people see it', () => {
  let firm: ConsoleUnderTest;
  beforeAll(async () => {
    firm = await ConsoleUnderTest.start();
  }, 240_000);
  afterEach(() => firm.closePages());
  afterAll(() => firm.stop());

  it('goes from bulk views and an export to the notice, the alert and the moment before', async () => {
    // The officer has the inbox open all the while.
    const inbox = await firm.as('securityOfficer', '/alerts');
    await inbox.getByRole('heading', { name: 'Alerts' }).waitFor();

    const seller = await firm.as('salesperson', '/customers');
    await seller.locator('.list-body .list-row').first().waitFor({ timeout: slowMs });
    const { employeeId } = (await callAs(seller, 'GET', '/me')) as { employeeId: string };
    const { items: listed } = (await callAs(seller, 'GET', '/customers?limit=200')) as Listed<{
      id: string;
      name?: string;
    }>;
    // Those above the salesperson's level have no name here.
    const book = listed.filter(({ name }) => name !== undefined);

    const officerSees = (await callAs(inbox, 'GET', `/employees/${employeeId}`)) as { label: string };
    const row = inbox.locator('.list-body .list-row').filter({ hasText: officerSees.label });
    const shownAt = row
      .first()
      .waitFor({ timeout: 240_000 })
      .then(() => Date.now());

    // A salesperson goes through the book again and again.
    for (let n = 0; n < 160; n += 1) await callAs(seller, 'GET', `/customers/${book[n % book.length]?.id ?? ''}`);

    // ... and asks for an export.
    await seller.goto(`${firm.running.url}/exports/new`);
    await seller.getByRole('checkbox').first().check({ timeout: slowMs });
    await seller.getByLabel('What for').fill('Letters for the new season');
    await seller.getByLabel('Who gets the file').fill('The printer');
    await seller.getByRole('button', { name: 'Request' }).click();
    await seller.getByText('Waiting for approval').first().waitFor();

    // A manager approves.
    const manager = await firm.as('manager', '/approvals');
    await manager.locator('.list-body .list-row').first().click();
    await manager.getByLabel('Reason').fill('The mailing is planned');
    await manager.getByRole('button', { name: 'Approve' }).click();
    await manager.getByText('Approved.').first().waitFor();
    // Whoever waits for it sees it without a reload.
    await seller.getByText('Granted: ready to run').first().waitFor();

    // The alert came to the inbox without a reload, within two seconds of its being raised.
    await shownAt;
    const { items: alerts } = (await callAs(inbox, 'GET', `/alerts?employeeId=${employeeId}`)) as Listed<{
      raisedAt: string;
    }>;
    expect((await shownAt) - Date.parse(alerts.at(-1)?.raisedAt ?? '')).toBeLessThanOrEqual(2_000);
    await shoot(inbox, 'story-inbox');

    // HR declares the resignation.
    const before = new Date().toISOString();
    const hr = await firm.as('hr', '/departures');
    const { label: name } = (await callAs(hr, 'GET', `/employees/${employeeId}`)) as { label: string };
    await hr.getByLabel('Employee’s name').fill(name);
    await hr.keyboard.press('Enter');
    await hr
      .getByRole('listitem')
      .filter({ hasText: name })
      .getByRole('button', { name: 'Declare a departure' })
      .first()
      .click();
    await hr.getByRole('dialog').getByLabel('Last working day').fill('2099-12-31');
    await hr.getByRole('dialog').getByRole('button', { name: 'Declare' }).click();
    await hr.getByText('The departure is declared').waitFor();
    // A grant from before the notice no longer runs.
    await seller.getByRole('button', { name: 'Run the export' }).click();
    await seller.getByRole('dialog').locator('button.primary, button.danger').last().click();
    await seller.getByText('access.denied').waitFor();

    // The auditor looks at the moment before.
    const auditor = await firm.as('auditor', `/as-of?entity=employee:${employeeId}&at=${before}`);
    const state = auditor.locator('.panel', { has: auditor.getByRole('heading', { name: 'State' }) });
    await state.getByText('none').first().waitFor({ timeout: slowMs });
    await auditor.getByRole('row', { name: 'departure.status none declared' }).waitFor({ timeout: slowMs });
    await shoot(auditor, 'story-moment-before');
  }, 300_000);

  it('shows nothing in the browser’s console', () => {
    expect(firm.complaints).toEqual([]);
  });
});
