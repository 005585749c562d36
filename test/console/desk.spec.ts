import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { barriersOn } from '../support/browser.js';
import { ConsoleUnderTest, shoot } from '../support/console.js';

/** Right-to-left override, markup and a formula, as somebody hostile would name a customer. */
const hostileName = '<script>document.title="taken"</script>\u202Egnp.exe =cmd()|" ' + 'x'.repeat(100);

/** A call of the api as whoever the page belongs to. */
async function call(page: Page, method: 'GET' | 'POST', path: string, data?: object) {
  const { csrf, employeeId } = (await (await page.request.get(`${origin(page)}/api/v1/me`)).json()) as Me;
  const answer = await page.request.fetch(`${origin(page)}/api/v1${path}`, {
    method,
    headers: { 'X-Bookward-CSRF': csrf },
    ...(data !== undefined && { data }),
  });
  if (!answer.ok()) throw new Error(await answer.text());
  return { employeeId, body: (await answer.json()) as Record<string, unknown> };
}
type Me = { readonly csrf: string; readonly employeeId: string };
const origin = (page: Page): string => new URL(page.url()).origin;
const isWiderThanItsWindow = (page: Page): Promise<boolean> =>
  page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth');

describe('The desks of salespeople and managers', () => {
  let firm: ConsoleUnderTest;
  beforeAll(async () => {
    firm = await ConsoleUnderTest.start();
  }, 180_000);
  afterEach(() => firm.closePages());
  afterAll(() => firm.stop());

  it('lists customers, tells of those above one’s level only that they are there, and finds by name', async () => {
    const page = await firm.as('salesperson');
    await page.getByRole('heading', { name: 'Customers' }).waitFor();
    await page.getByText('Above your level').first().waitFor();
    await shoot(page, 'customers');
    const named = page.locator('.list-body .list-row').filter({ hasNotText: 'Above your level' }).first();
    const name = await named.getByRole('cell').first().innerText();
    await page.keyboard.press('/');
    await page.getByRole('searchbox', { name: 'Search customers' }).fill(name);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Show all' }).waitFor();
    await page.getByRole('cell', { name, exact: true }).waitFor();
    expect(page.url()).not.toContain('q=');
    await page.getByText('Above your level').first().waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    await page.getByRole('cell', { name, exact: true }).click();
    await page.getByRole('heading', { name, level: 1 }).waitFor();
    await page.goBack();
    await page.getByRole('button', { name: 'Show all' }).waitFor();
  }, 90_000);

  it('reveals a field with its purpose, counts it down, asks twice near the limit, and records a copy', async () => {
    const admin = await firm.as('admin', '/tiers');
    const junior = admin.getByRole('group', { name: 'Tier junior' });
    await junior.getByLabel('Reveals a day').fill('5');
    await admin.getByRole('button', { name: 'Publish as a new version' }).click();
    await admin.getByText('Published as version 2').waitFor();

    const page = await firm.as('salesperson', '/customers');
    await page.getByRole('cell').getByText('Internal').first().click();
    await page.getByText('5 reveals of 5 left today').waitFor();
    await page.getByLabel('What for').fill('Call back about offer 2043');
    for (let left = 4; left >= 1; left -= 1) {
      await page.getByRole('button', { name: 'Reveal phone' }).click();
      await page.getByText(new RegExp(`${left} reveals? of 5 left`)).waitFor();
      if (left > 1) await page.getByRole('button', { name: 'Hide phone again' }).click();
    }
    await page.getByText('You have nearly used up today’s limit').waitFor();
    await shoot(page, 'customer');
    await page.getByRole('button', { name: 'Reveal email' }).click();
    const dialog = page.getByRole('dialog', { name: 'Reveal contact.email?' });
    await dialog.getByText('no reveals are left today').waitFor();
    expect(await barriersOn(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Reveal' }).click();
    await page.getByText('is used up. It starts anew tomorrow.').waitFor();

    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', { name: 'Copy phone' }).click();
    await page.getByText('the copy is recorded').waitFor();
    await page.getByRole('link', { name: 'What is recorded about me' }).click();
    await page.getByRole('row', { name: /Copy/ }).first().waitFor();
    expect(await page.getByRole('row', { name: /Reveal/ }).count()).toBeGreaterThanOrEqual(5);
    await page.getByText('They would tell whether somebody is looked at more closely.').first().waitFor();
    await shoot(page, 'my-record');
  }, 120_000);

  it('shows the outcome of every access on a telephone, too', async () => {
    const page = await firm.as('salesperson', '/my-record', { width: 360 });
    const pastTheEdge = `(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)(document.querySelector('.list'))`;
    await page.getByText('allowed').first().waitFor();
    expect(await page.evaluate(pastTheEdge)).toBe(0);
  }, 60_000);

  it('shows a hostile name as text, and stays within a narrow window', async () => {
    const page = await firm.as('salesperson', '/my-record', { width: 360 });
    await page.getByRole('heading', { name: 'What is recorded about me' }).waitFor();
    const { employeeId } = await call(page, 'GET', '/me');
    const { body } = await call(page, 'POST', '/customers', {
      name: hostileName,
      developedBy: employeeId,
      assignedTo: employeeId,
      sensitivity: 'internal',
      details: { basic: { note: '=cmd()|calc' }, contact: { phone: `\u202E${'9'.repeat(900)}` } },
    });
    await page.goto(`${origin(page)}/customers/${String(body['id'])}`);
    const heading = page.getByRole('heading', { level: 1 });
    await heading.getByText('<script>').waitFor();
    expect(await heading.innerText()).toContain(hostileName.slice(0, 80));
    expect(await page.title()).toBe('Customer · Bookward');
    expect(await isWiderThanItsWindow(page)).toBe(false);
    await shoot(page, 'customer-hostile-narrow');
  }, 60_000);

  it('follows an export from the preview over the approval to the file', async () => {
    const seller = await firm.as('salesperson', '/exports/new');
    await seller.getByText('Who has to approve').waitFor();
    await seller.getByText('Team lead: Manager of the requester’s team').waitFor();
    await seller.getByLabel('Sensitivity').selectOption('internal');
    await seller.getByLabel('What for').fill('fair');
    await seller.getByLabel('Who gets the file').fill('only myself');
    await seller.getByRole('button', { name: 'Request', exact: true }).click();
    await seller.getByRole('alert').getByText('Choose at least one field.').waitFor();
    await seller.getByRole('group', { name: 'Contact' }).getByLabel('email').check();
    await shoot(seller, 'export-new');
    await seller.getByRole('button', { name: 'Request', exact: true }).click();
    await seller.getByText('Say in at least 10 characters what for.').first().waitFor();
    await seller.getByLabel('What for').fill('Invitations to the spring fair');
    await seller.getByRole('button', { name: 'Request', exact: true }).click();
    await seller.getByRole('heading', { name: /^Export of \d+ rows/ }).waitFor();
    await seller.getByText('Waiting for approval').waitFor();
    const address = seller.url();

    const manager = await firm.as('manager');
    await manager.getByRole('heading', { name: 'Approvals' }).waitFor();
    // Keys go to what is listed.
    await manager
      .getByText(/^Export of \d+ rows$/)
      .first()
      .waitFor();
    await shoot(manager, 'approvals');
    await manager.keyboard.press('j');
    await manager.keyboard.press('Enter');
    await manager.getByText('Invitations to the spring fair').waitFor();
    await manager.getByText('Approve: the last step.').waitFor();
    await manager.getByText('Without a decision within 24 hours it goes to: Security officer.').waitFor();
    await shoot(manager, 'approval');
    await manager.getByRole('textbox', { name: 'Reason' }).fill('The fair is ours');
    await manager.getByRole('button', { name: 'Approve' }).click();
    await manager.getByText('Approved.').waitFor();
    await manager.getByText('The fair is ours').waitFor();
    await manager.getByRole('button', { name: 'Approve' }).waitFor({ state: 'detached' });

    await seller.goto(address);
    await seller.getByText('Granted: ready to run').waitFor();
    await shoot(seller, 'export-granted');
    await seller.getByRole('button', { name: 'Run the export' }).click();
    await seller.getByRole('dialog').getByRole('button', { name: 'Run the export' }).click();
    await seller.getByText('The file is ready', { exact: true }).waitFor();
    const [file] = await Promise.all([
      seller.waitForEvent('download'),
      seller.getByRole('button', { name: 'Download the file' }).click(),
    ]);
    const text = await readFile(await file.path(), 'utf8');
    expect(text.split('\n')[0]?.trim()).toBe('customerId,externalId,contact.email');
    await seller.getByText('Downloads', { exact: true }).waitFor();
    await seller.getByRole('link', { name: 'Exports', exact: true }).click();
    await seller
      .getByRole('row', { name: /Executed/ })
      .first()
      .waitFor();
    await shoot(seller, 'exports');
  }, 120_000);

  it('withdraws a request, and rejects one with the reason that its requester reads', async () => {
    const seller = await firm.as('salesperson', '/exports/new?sensitivity=internal');
    const request = async (purpose: string): Promise<void> => {
      await seller.getByRole('group', { name: 'Contact' }).getByLabel('phone').check();
      await seller.getByLabel('What for').fill(purpose);
      await seller.getByLabel('Who gets the file').fill('nobody else');
      await seller.getByRole('button', { name: 'Request', exact: true }).click();
      await seller.getByText('Waiting for approval').waitFor();
    };
    await request('Withdrawn again at once');
    await seller.getByRole('button', { name: 'Withdraw the request' }).click();
    await seller.getByRole('dialog').getByRole('button', { name: 'Withdraw the request' }).click();
    await seller.getByText('You took the request back.').waitFor();
    await seller.getByRole('link', { name: 'Ask anew' }).click();
    await request('A list for a friend');
    const approval = await seller.getByRole('link', { name: 'Open the approval' }).getAttribute('href');

    const manager = await firm.as('manager', approval ?? '');
    await manager.getByRole('textbox', { name: 'Reason' }).fill('Not a business purpose');
    await manager.getByRole('button', { name: 'Reject' }).click();
    await manager.getByText('Rejected.').waitFor();
    await seller.goto(`${origin(seller)}${approval}`);
    await seller.getByText('Not a business purpose').waitFor();
    expect(await seller.getByRole('button', { name: 'Approve' }).count()).toBe(0);
  }, 90_000);

  it('asks anew with the words and the selection of a request that was returned', async () => {
    const seller = await firm.as('salesperson', '/exports/new?whose=mine&sensitivity=internal');
    await seller.getByLabel('phone').check();
    await seller.getByLabel('Format').selectOption('jsonl');
    await seller.getByLabel('What for').fill('Calls before the spring fair');
    await seller.getByLabel('Who gets the file').fill('The call centre');
    await seller.getByRole('button', { name: 'Request', exact: true }).click();
    await seller.getByText('Waiting for approval').waitFor();
    const manager = await firm.as('manager');
    await manager.getByRole('row').filter({ hasText: 'Internal' }).first().click();
    await manager.getByLabel('Reason').fill('Only those in the north, please');
    await manager.getByRole('link', { name: 'Open the export' }).click();
    await manager.getByRole('dialog').getByRole('button', { name: 'Stay on this page' }).click();
    expect(await manager.getByLabel('Reason').inputValue()).toBe('Only those in the north, please');
    await manager.getByRole('button', { name: 'Return' }).press('Enter');
    await manager.getByText('Returned', { exact: true }).waitFor();
    await manager.locator('main:focus').waitFor();
    await manager.getByRole('link', { name: 'Open the export' }).click();
    // What was decided here is known here.
    await manager.getByText('Returned to you').waitFor({ timeout: 2_000 });
    await seller.getByRole('link', { name: 'Ask anew' }).click();
    const whose = seller.getByLabel('Whose');
    await whose.waitFor();
    expect(await whose.locator('option:checked').textContent()).toBe('That I look after');
    expect(await seller.getByLabel('Format').inputValue()).toBe('jsonl');
    await seller.getByLabel('Sensitivity').selectOption('');
    expect(await seller.getByLabel('phone').isChecked()).toBe(true);
    expect(await seller.getByLabel('What for').inputValue()).toBe('Calls before the spring fair');
    expect(await seller.getByLabel('Who gets the file').inputValue()).toBe('The call centre');
    expect(new URL(seller.url()).search).not.toContain('fair');
  }, 90_000);

  it('says in the reader’s language, and once, what is refused', async () => {
    const page = await firm.as('salesperson', '/exports/new?sensitivity=internal', { locale: 'zh-CN' });
    await page.getByLabel('phone').check();
    await page.getByLabel('访问目的').fill('太短');
    await page.getByLabel('文件接收方').fill('x');
    const submit = page.getByRole('button', { name: '提交申请' });
    await submit.click();
    await page.locator('.field .fault').waitFor();
    expect(await page.locator('.fault, .failed li').allInnerTexts()).toEqual(['请至少用 10 个字符说明。']);
    expect(await page.locator('.failed').innerText()).not.toContain('characters');
    await page.getByLabel('文件接收方').fill(' ');
    await submit.click();
    await page.getByText('太短、太少或太小（至少 1）').first().waitFor();
    const nowhere = await firm.as('salesperson', '/exports/nothing-here', { locale: 'zh-CN' });
    await nowhere.getByText('不存在，或您无权查看。').waitFor();
  }, 60_000);

  it('shows a manager where the team is slowed down, in sums', async () => {
    const page = await firm.as('manager', '/friction');
    await page.getByRole('columnheader', { name: 'Denied of all' }).waitFor();
    await page.getByLabel('Time').selectOption('quarter');
    await page.getByRole('rowheader', { name: 'Export' }).waitFor();
    expect(page.url()).toContain('range=quarter');
    await shoot(page, 'friction');
  });

  it('shows nothing in the browser’s console', () => {
    expect(firm.complaints).toEqual([]);
  });
});
