import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { barriersOn } from '../support/browser.js';
import { callAs } from '../support/console-call.js';
import { ConsoleUnderTest, shoot } from '../support/console.js';
import { eventually } from '../support/person.js';

/** Markup, a switch of direction and a formula. */
const hostile = '<script>document.title="owned"</script> \u202Eevil =cmd()';

describe('The security officer', () => {
  let firm: ConsoleUnderTest;
  beforeAll(async () => {
    firm = await ConsoleUnderTest.start();
  }, 240_000);
  afterEach(() => firm.closePages());
  afterAll(() => firm.stop());

  /** The api as somebody who signed in by a link of their own, without a browser. */
  const signedIn = async (role: string) => {
    const call = async (path: string, init: RequestInit = {}) => {
      const response = await fetch(`${firm.running.url}/api/v1${path}`, init);
      if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
      return (await response.json()) as Record<string, unknown>;
    };
    const token = new URL(firm.running.signInLinks[role] ?? '').hash.slice(1);
    const { bearer } = await call('/sessions', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ token, mode: 'bearer' }),
    });
    return (path: string) => call(path, { headers: { Authorization: `Bearer ${String(bearer)}` } });
  };
  const demoAlert = (page: Page) => page.getByRole('link', { name: /records opened within an hour/ });

  it('sees an alert within two seconds of its being raised, without reload', async () => {
    const inbox = await firm.as('securityOfficer', '/alerts');
    // The firm's past has arrived once its first alert is there.
    await demoAlert(inbox).waitFor({ timeout: 120_000 });
    const seller = await signedIn('salesperson');
    // Those above the salesperson’s level have no name here.
    const { items } = (await seller('/customers')) as { items: { id: string; name?: string }[] };
    const canary = items.find(({ name }) => name !== undefined)?.id ?? '';
    const canaries = await firm.as('securityOfficer', '/canaries');
    await canaries.getByLabel('Customer ids').fill(canary);
    await canaries.getByRole('button', { name: 'Publish' }).click();
    await canaries.getByRole('button', { name: 'Confirm' }).click();
    await canaries.getByText('The canary records are published.').waitFor();

    await seller(`/customers/${canary}`);
    const row = inbox.getByRole('row').filter({ hasText: 'a guarded decoy record was touched' });
    await row.waitFor({ timeout: 20_000 });
    const shownAt = Date.now();
    const raisedAt = await inbox.evaluate(async () => {
      const response = await fetch('/api/v1/alerts?severity=critical');
      return ((await response.json()) as { items: { raisedAt: string }[] }).items[0]?.raisedAt ?? '';
    });
    expect(shownAt - Date.parse(raisedAt)).toBeLessThanOrEqual(2_000);
    await inbox.getByText('A new alert was raised.').waitFor();
    await inbox.getByRole('link', { name: '2 open alerts' }).waitFor();
    await shoot(inbox, 'alerts-live');
  }, 180_000);

  it('works through the inbox by keyboard', async () => {
    const page = await firm.as('securityOfficer', '/alerts?severity=critical');
    const row = page.getByRole('row').filter({ hasText: 'a guarded decoy record was touched' });
    await row.waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('a');
    await page.getByText('You are looking at it').waitFor();
    await row.waitFor({ state: 'detached' });
    await page.getByLabel('Status').selectOption('acknowledged');
    await row.waitFor();
    expect(new URL(page.url()).search).toBe('?status=acknowledged&severity=critical');
    await page.keyboard.press('j');
    await page.keyboard.press('d');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('False positive').check();
    await dialog.getByLabel('Why do you say so?').fill(hostile);
    expect(await barriersOn(page)).toEqual([]);
    await shoot(page, 'alert-close');
    await dialog.getByRole('button', { name: 'Close the alert' }).click();
    await page.getByText('The alert is closed.').waitFor();
    await page.goBack();
    await page.waitForURL((url) => url.search === '?severity=critical');
    await page.getByLabel('Status').selectOption('disposed');
    await row.waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.getByText(hostile).waitFor();
    expect(await page.title()).toBe('Alert · Bookward');
  }, 120_000);

  it('reads why first, opens the evidence, and learns the name only for a reason', async () => {
    const page = await firm.as('securityOfficer', '/alerts');
    await demoAlert(page).click();
    await page.getByRole('heading', { level: 1, name: /records opened within an hour/ }).waitFor();
    await page.getByText(/^Score \d+ of 100$/).waitFor();
    const exact = Number(/exactly ([\d.]+)/.exec(await page.getByText(/exactly [\d.]+/).innerText())?.[1]);
    const contributions = await page.locator('table.parts tbody td:nth-child(2)').allInnerTexts();
    expect(contributions.reduce((sum, text) => sum + Number(text), 0)).toBeCloseTo(exact, 6);

    await page
      .getByRole('row', { name: /Cap on records opened in an hour/ })
      .locator('summary')
      .first()
      .click();
    const evidence = page.locator('.evidence li').first();
    await evidence.locator('summary').filter({ hasText: 'View' }).click();
    await evidence.getByText('"CustomerRecordViewed"').waitFor();
    await evidence.getByRole('link', { name: 'In the event explorer' }).click();
    await page.getByRole('heading', { name: 'Events' }).waitFor();
    await page.locator('.list-detail').getByText('Customer record viewed').first().waitFor();
    await page.goBack();

    await page.getByRole('button', { name: 'Show name…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Why do you need the name?').fill('short');
    await dialog.getByRole('button', { name: 'Show the name' }).click();
    await dialog.getByText('Say in at least 10 characters why.').waitFor();
    await dialog.getByLabel('Why do you need the name?').fill('To ask the person about it');
    await dialog.getByRole('button', { name: 'Show the name' }).click();
    await page.getByText('The name is shown until').waitFor();
    await page.getByRole('button', { name: 'Show name…' }).waitFor({ state: 'detached' });
    expect(await page.getByRole('link', { name: /^P-[0-9A-F]{8}$/ }).count()).toBe(0);
  }, 120_000);

  it('is shown who comes to watch and who no longer does, whoever did it', async () => {
    const admin = await firm.as('admin', '/account');
    const page = await firm.as('securityOfficer', '/notices');
    const { items } = (await callAs(page, 'GET', '/employees')) as { items: { id: string }[] };
    const account = { email: 'second@firm.example', name: 'Second Officer', employeeId: items[0]?.id };
    const { id } = await callAs(admin, 'POST', '/accounts', { ...account, roles: ['security_officer'] });
    await callAs(admin, 'PATCH', `/accounts/${String(id)}`, { disabled: true });
    const { label } = (await callAs(page, 'GET', `/employees/${items[0]?.id}`)) as { label: string };
    const ended = page.getByRole('row').filter({ hasText: label }).filter({ hasText: 'no longer watches' });
    await eventually(
      async () => {
        await page.reload();
        await firm.settled(page, '/notices');
        return ended.count();
      },
      (count) => count === 1,
    );
    expect(await ended.innerText()).toContain('Security officer');
    await ended.getByRole('link').click();
    await page.locator('.list-detail').getByText('Watching ended').first().waitFor();
    await page.goBack();
    await shoot(page, 'notices');
  }, 120_000);

  it('looks at a person as of now and as of a past day', async () => {
    const page = await firm.as('securityOfficer', '/alerts');
    await demoAlert(page).click();
    await page.locator('.alert-line a').click();
    await page.getByRole('heading', { name: 'What is concluded' }).waitFor();
    await page.getByText(/^Score \d+ of 100$/).waitFor();
    await page.getByText('No export was requested.').waitFor();
    await page.getByRole('link', { name: 'Departure check' }).click();
    await page.getByText('The last working day is known').waitFor();
    await page.goBack();
    await page.getByLabel('As known at the end of').fill('2020-01-01');
    await page.getByText('Not assessed yet').waitFor();
    expect(new URL(page.url()).searchParams.get('asOf')).toBe('2020-01-01');
    await page.getByRole('button', { name: 'Back to now' }).click();
    await page.getByText(/^Score \d+ of 100$/).waitFor();
    // A chart that was drawn for a dark screen is dark on paper, too.
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.locator('.chart[data-on-dark] canvas').first().waitFor();
    const filter = () => page.evaluate(`getComputedStyle(document.querySelector('[data-on-dark] canvas')).filter`);
    expect(await filter()).toBe('none');
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await filter()).toContain('invert');
    await page.emulateMedia({ media: 'screen', colorScheme: 'light' });
  }, 120_000);

  it('calls a day of activity by its date wherever the reader is', async () => {
    const page = await firm.as('securityOfficer', '/alerts');
    await demoAlert(page).click();
    await page.locator('.alert-line a').waitFor();
    const there = await firm.browser.newContext({ timezoneId: 'Pacific/Niue', locale: 'en' });
    await there.addCookies(await page.context().cookies());
    const read = await there.newPage();
    const answer = read.waitForResponse((response) => response.url().includes('/activity?'));
    await read.goto(`${page.url().split('?')[0] ?? ''}?bucket=day`);
    const { items } = (await (await answer).json()) as { items: { at: string; rows: number }[] };
    const dates = items.map(({ at }) => at.slice(0, 10));
    expect(items.map(({ at }) => at.slice(10))).toEqual(items.map(() => 'T00:00:00.000Z'));
    await read.getByText('As a table').click();
    const days = await read.locator('figure tbody th time').all();
    const shown = await Promise.all(days.map((day) => day.getAttribute('datetime')));
    expect(shown).toEqual(dates);
    const [most] = items.toSorted((a, b) => b.rows - a.rows);
    const date = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeZone: 'UTC' }).format(
      new Date(most?.at ?? ''),
    );
    await read.getByText(`rows on ${date}.`).first().waitFor({ timeout: 5_000 });
  }, 60_000);

  it('keeps why one says so when the alert changed meanwhile, and closes it once that was seen', async () => {
    const page = await firm.as('securityOfficer', '/alerts');
    await demoAlert(page).click();
    await page.getByRole('button', { name: 'Close…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Legitimate').or(dialog.getByLabel('legitimate work')).check();
    await dialog.getByLabel('Why do you say so?').fill('A campaign that the team lead knew of');
    await callAs(page, 'POST', `/alerts/${new URL(page.url()).pathname.split('/')[2] ?? ''}/acknowledgement`, {});
    const close = dialog.getByRole('button', { name: 'Close the alert' });
    await close.click();
    await dialog.getByRole('alert').getByText('It changed meanwhile').waitFor();
    await dialog.getByRole('alert').getByText('records opened within an hour').waitFor();
    await close.click();
    await page.getByText('The alert is closed.').waitFor();
    await page.getByText('A campaign that the team lead knew of').waitFor();
  }, 120_000);

  it('shows nothing in the browser’s console', () => {
    expect(firm.complaints).toEqual([]);
  });
});
