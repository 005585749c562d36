import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { barriersOn } from '../support/browser.js';
import { ConsoleUnderTest, shoot } from '../support/console.js';

describe('The administrator’s desk', () => {
  let firm: ConsoleUnderTest;
  beforeAll(async () => {
    firm = await ConsoleUnderTest.start();
  }, 180_000);
  afterEach(() => firm.closePages());
  afterAll(() => firm.stop());

  it('opens an account, says at the field what is missing, and shows its sign-in link once', async () => {
    const page = await firm.as('admin');
    await page.getByRole('button', { name: 'Open an account' }).click();
    const opening = page.getByRole('dialog', { name: 'Open an account' });
    await opening.getByLabel('Name').fill('Nora <b>Quist</b>');
    await opening.getByLabel('E-mail address', { exact: true }).fill('nora@demo.example');
    await opening.getByRole('button', { name: 'Open an account' }).click();
    await opening.getByRole('alert').getByText('Choose at least one role.').waitFor();
    await opening.getByLabel('HR').check();
    await opening.getByRole('button', { name: 'Open an account' }).click();
    await opening.locator('.field', { hasText: 'Employee (id' }).locator('.fault').waitFor();
    await opening.getByLabel('Employee (id').fill('nobody@demo.example');
    await opening.getByRole('button', { name: 'Open an account' }).click();
    await opening.locator('.field', { hasText: 'Employee (id' }).locator('.fault').waitFor();
    await opening.getByLabel('HR').uncheck();
    await opening.getByLabel('Administrator').check();
    await opening.getByLabel('Employee (id').fill('');
    await opening.getByRole('button', { name: 'Open an account' }).click();

    const account = page.getByRole('dialog', { name: 'Account of Nora <b>Quist</b>' });
    await account.getByRole('button', { name: 'Issue a sign-in link' }).click();
    const link = await account.getByLabel('Sign-in link, shown only now').inputValue();
    expect(await barriersOn(page)).toEqual([]);
    await shoot(page, 'account-sign-in-link');
    const nora = await firm.anonymous();
    await nora.goto(link);
    await nora.getByRole('heading', { name: 'Accounts' }).waitFor();

    await account.getByLabel('Privacy officer').check();
    await account.getByRole('button', { name: 'Save the roles' }).click();
    await page.getByText('Saved.').waitFor();
    await account.getByRole('button', { name: 'Disable' }).click();
    await page.getByText('Disabled and signed out everywhere.').waitFor();
    await nora.reload();
    await nora.getByText('Your session is over').waitFor();
    await page.goBack();
    await account.waitFor({ state: 'detached' });
    await shoot(page, 'accounts');
  }, 90_000);

  it('says that officers’ links come from the command line only', async () => {
    const page = await firm.as('admin', '/accounts');
    await page.getByRole('cell', { name: 'officer@demo.example', exact: true }).click();
    await page.getByText('bookward accounts link --email officer@demo.example').waitFor();
    expect(await page.getByRole('button', { name: 'Issue a sign-in link' }).count()).toBe(0);
  });

  it('shows a service key once, and revokes it after asking', async () => {
    const page = await firm.as('admin', '/service-keys');
    // The firm was started twice: no start leaves a key behind that still works.
    await page.getByRole('row', { name: /Demo ingest.*active/ }).waitFor();
    expect(await page.getByRole('row', { name: /Demo .*active/ }).count()).toBe(1);
    await page.getByRole('button', { name: 'Issue a key' }).click();
    const issuing = page.getByRole('dialog', { name: 'Issue a key' });
    await issuing.getByLabel('Name').fill('Sales system');
    await issuing.getByLabel('Source').fill('not a source!');
    await issuing.getByRole('button', { name: 'Issue a key' }).click();
    await issuing.locator('.field', { hasText: 'Source' }).locator('.fault').waitFor();
    await issuing.getByLabel('Source').fill('crm');
    await issuing.getByLabel('Ask for access decisions').check();
    await issuing.getByRole('button', { name: 'Issue a key' }).click();
    expect(await issuing.getByLabel('Key, shown only now').inputValue()).not.toBe('');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog', { name: 'Close without a copy?' }).getByText('Keep it open').click();
    await issuing.getByRole('button', { name: 'Close' }).last().click();
    await page.getByRole('row', { name: /Sales system.*ingest:crm, decide:crm/ }).waitFor();
    await shoot(page, 'service-keys');
    await page.getByRole('button', { name: 'Revoke: Sales system' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
    await page.getByRole('row', { name: /Sales system.*revoked/ }).waitFor();
  }, 60_000);

  it('tells a gap of the tiers at the band, publishes a version, and explains one person’s tier', async () => {
    const page = await firm.as('admin', '/tiers');
    const second = page.getByRole('group', { name: 'Band 2' });
    await second.getByLabel('Months of tenure from').fill('3');
    await page.getByRole('button', { name: 'Publish as a new version' }).click();
    await second.getByText('No band covers rank 6').waitFor();
    await page.getByText('Code tier.gap').waitFor();
    expect(await barriersOn(page)).toEqual([]);
    await shoot(page, 'tiers-gap');
    await second.getByLabel('Months of tenure from').fill('0');
    const sent: string[] = [];
    page.on('request', (request) => request.method() === 'PUT' && sent.push(request.url()));
    await page.getByRole('button', { name: 'Publish as a new version' }).dblclick();
    await page.getByText('Published as version 2').waitFor();
    await page.getByRole('row', { name: /^2 in force .* Administrator$/ }).waitFor();
    // Pressed twice, sent once.
    expect(sent).toHaveLength(1);

    const seller = await page.locator('datalist option', { hasText: 'Mei Chen' }).getAttribute('value');
    await page.getByRole('combobox', { name: 'Employee' }).fill(seller ?? '');
    await page.getByRole('button', { name: 'Explain' }).click();
    await page.getByText('rank 1 to 5, from month 0 of tenure on, performance Low, Normal, High').waitFor();
    expect(page.url()).toContain('person=');
    await shoot(page, 'tiers');
  }, 60_000);

  it('does not let one tier take the place of another that is called the same', async () => {
    const page = await firm.as('admin', '/tiers');
    const names = page.getByLabel('Name', { exact: true });
    await names.first().waitFor();
    const before = await names.count();
    const first = await names.first().inputValue();
    await page.getByRole('button', { name: 'Add a tier' }).click();
    await names.last().fill(first);
    const sent: string[] = [];
    page.on('request', (request) => request.method() === 'PUT' && sent.push(request.url()));
    await page.getByRole('button', { name: 'Publish as a new version' }).click();
    await page.getByRole('alert').getByText('Another tier has this name').waitFor();
    expect(await names.count()).toBe(before + 1);
    expect(sent).toEqual([]);
    await page.getByRole('button', { name: 'Discard the changes' }).click();
    expect(await names.count()).toBe(before);
  }, 60_000);

  it('shows whichever field has the focus, above the buttons that stay in sight', async () => {
    const page = await firm.as('admin', '/tiers');
    await page.getByLabel('Name', { exact: true }).first().focus();
    const covered = `(({ left, right, top, bottom }) =>
      document.elementFromPoint((left + right) / 2, (top + bottom) / 2)?.closest('.publish') != null &&
      document.activeElement.closest('.publish') === null)(document.activeElement.getBoundingClientRect())`;
    for (let field = 0; field < 40; field += 1) {
      expect([field, await page.evaluate(covered)]).toEqual([field, false]);
      await page.keyboard.press('Tab');
    }
  }, 60_000);

  it('publishes approval chains, and says where one can never be passed', async () => {
    const page = await firm.as('admin', '/chains');
    await page.getByLabel('Rows an export may have at most').fill('400');
    const level = page.getByRole('group', { name: 'Level 1' }).first();
    await level.getByLabel('Who decides').selectOption('named');
    await page.getByRole('button', { name: 'Publish as a new version' }).click();
    await level.getByText('The level names nobody.').waitFor();
    await shoot(page, 'chains');
    await level.getByLabel('Who decides').selectOption('manager:team');
    await page.getByRole('button', { name: 'Publish as a new version' }).click();
    await page.getByText('Published as version 2').waitFor();
  }, 60_000);

  it('catches a detection policy that cannot work at its field, and publishes one that can', async () => {
    const page = await firm.as('admin', '/detection');
    await page.getByLabel('Alerts a month that you can handle').fill('0');
    await page.getByLabel('Weight of Records opened in bulk').fill('101');
    await page.getByRole('button', { name: 'Publish as a new version' }).click();
    await page.getByText('A budget is above 0 and at most 10000 alerts a month.').first().waitFor();
    await page.getByLabel('Alerts a month that you can handle').fill('2');
    await page.getByRole('button', { name: 'Publish as a new version' }).click();
    await page.getByText('A weight is between 0 and 100.').first().waitFor();
    await page.getByLabel('Weight of Records opened in bulk').fill('0.5');
    await page.getByRole('button', { name: 'Publish as a new version' }).click();
    await page.getByText('Published as version 2').waitFor();
    await shoot(page, 'detection');
  }, 60_000);

  it('asks before a changed policy is left by a link, by going back, or with its tab', async () => {
    const page = await firm.as('admin', '/accounts');
    const to = (name: string) => page.getByRole('navigation').getByRole('link', { name }).click();
    await to('Detection policy');
    const budget = page.getByLabel('Alerts a month that you can handle');
    await budget.fill('7');
    const asking = page.getByRole('dialog', { name: 'Leave without saving?' });
    for (const leave of [() => to('Approval chains'), () => page.goBack()]) {
      await leave();
      await asking.getByRole('button', { name: 'Stay on this page' }).click();
      await asking.waitFor({ state: 'detached' });
      expect([page.url(), await budget.inputValue()]).toEqual([`${firm.running.url}/detection`, '7']);
    }
    const [byBrowser] = await Promise.all([page.waitForEvent('dialog'), page.close({ runBeforeUnload: true })]);
    expect(byBrowser.type()).toBe('beforeunload');
    await byBrowser.dismiss();
    await to('Approval chains');
    await asking.getByRole('button', { name: 'Leave and lose it' }).click();
    await page.getByLabel('Rows an export may have at most').waitFor();
    await to('Detection policy');
    expect(await budget.inputValue()).not.toBe('7');
    await to('Accounts');
    await page.getByRole('heading', { name: 'Accounts' }).waitFor();
  }, 60_000);

  it('lets an officer try a draft on the last 30 days, and publish nothing', async () => {
    const page = await firm.as('securityOfficer', '/detection');
    await page.getByLabel('Customers opened an hour').fill('1');
    await page.getByRole('button', { name: 'Simulate on the last 30 days' }).click();
    await page.getByText('With this draft').waitFor({ timeout: 60_000 });
    await page.getByRole('heading', { name: /^Alerts gained/ }).waitFor();
    await page.getByLabel('Customers opened an hour').fill('2');
    await page.getByText('The draft was changed since').waitFor();
    expect(await page.getByRole('button', { name: 'Publish as a new version' }).count()).toBe(0);
    await shoot(page, 'detection-simulation');
  }, 90_000);

  it('shows whether everything keeps up', async () => {
    const page = await firm.as('admin', '/health');
    await page.getByRole('rowheader', { name: 'access-log' }).waitFor();
    await page.getByText('postgres').first().waitFor();
    await shoot(page, 'health');
  });

  it('shows policies to officers and auditors, closed', async () => {
    const officer = await firm.as('securityOfficer', '/chains');
    await officer.getByText('Only an administrator can change this.').waitFor();
    expect(await officer.getByLabel('Rows an export may have at most').isDisabled()).toBe(true);
    expect(await officer.getByRole('button', { name: 'Publish as a new version' }).count()).toBe(0);
    await officer.getByRole('row', { name: /^1 .* P-[0-9A-F]{8}$/ }).waitFor();
  }, 60_000);

  it('shows nothing in the browser’s console', () => {
    expect(firm.complaints).toEqual([]);
  });
});
