import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { barriersOn } from '../support/browser.js';
import { callAs } from '../support/console-call.js';
import { ConsoleUnderTest, shoot } from '../support/console.js';

/** The demo firm writes its past meanwhile. */
const slowMs = 300_000;

describe('The frame of the console', () => {
  let firm: ConsoleUnderTest;
  beforeAll(async () => {
    firm = await ConsoleUnderTest.start();
  }, 240_000);
  afterEach(() => firm.closePages());
  afterAll(() => firm.stop());

  it(
    'signs in by a one-time link, whose token leaves the address, and lands where one’s work is',
    async () => {
      const page = await firm.anonymous();
      await page.goto(firm.running.signInLinks['auditor'] ?? '');
      await page.getByRole('heading', { level: 1, name: 'Events' }).waitFor();
      expect(new URL(page.url()).hash).toBe('');
    },
    slowMs,
  );

  it(
    'says so when a link was used, and offers the password',
    async () => {
      const page = await firm.anonymous();
      // The spec before used it.
      await page.goto(firm.running.signInLinks['auditor'] ?? '');
      await page.getByRole('alert').getByText('This link was used or has expired').waitFor();
      await page.getByLabel('E-mail address').fill('nobody@example.com');
      await page.getByLabel('Password').fill('not the password');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByText('auth.required').waitFor();
      expect(await barriersOn(page)).toEqual([]);
      await shoot(page, 'sign-in');
    },
    slowMs,
  );

  it(
    'comes back to the same page after a session has ended',
    async () => {
      const page = await firm.as('privacyOfficer', '/account');
      await page.getByRole('heading', { name: 'My account' }).waitFor();
      await page.getByLabel('New password').fill('correct horse battery');
      await page.getByRole('button', { name: 'Set the password' }).click();
      await page.getByText('The password is set.').waitFor();
      await page.context().clearCookies();
      await page.reload();
      await page.getByText('Your session is over').waitFor();
      expect(page.url()).toContain('next=%2Faccount');
    },
    slowMs,
  );

  it(
    'shows a banner while the server is gone, and none when it is back',
    async () => {
      const page = await firm.as('privacyOfficer', '/account');
      await page.getByRole('heading', { name: 'My account' }).waitFor();
      await page.context().setOffline(true);
      await page.getByLabel('New password').fill('correct horse battery');
      await page.getByRole('button', { name: 'Set the password' }).click();
      await page.getByRole('alert').getByText('No connection to the server').waitFor();
      await page.context().setOffline(false);
      await page.getByText('No connection to the server').waitFor({ state: 'detached' });
    },
    slowMs,
  );

  it(
    'offers to try again where a page could not be loaded, and goes there once the server is back',
    async () => {
      const page = await firm.as('privacyOfficer', '/account');
      await page.getByRole('heading', { name: 'My account' }).waitFor();
      // As after an update: the files that this tab knows of are there no more.
      await page.context().route('**/assets/my-record-*.js', (route) => route.fulfill({ status: 404 }));
      await page.getByRole('link', { name: 'What is recorded about me' }).click();
      const failed = page.getByRole('main').getByRole('alert').filter({ hasText: 'could not be loaded' });
      await failed.waitFor();
      await page.context().setOffline(true);
      await failed.getByRole('button', { name: 'Try again' }).click();
      await page.getByRole('alert').getByText('No connection to the server').waitFor();
      await failed.waitFor();
      await page.context().setOffline(false);
      await page.context().unroute('**/assets/my-record-*.js');
      await failed.getByRole('button', { name: 'Try again' }).click();
      await page.getByRole('heading', { name: 'What is recorded about me' }).waitFor();
      const complaints = firm.complaints.splice(0);
      expect(complaints.filter((line) => !line.includes('NotLoaded'))).toEqual([]);
    },
    slowMs,
  );

  it(
    'tells nobody of pages that are not theirs',
    async () => {
      const page = await firm.as('privacyOfficer', '/no-such-page');
      await page.getByRole('main').getByRole('heading', { name: 'There is no such page' }).waitFor();
      await page.getByRole('navigation').getByRole('link', { name: 'What is recorded about me' }).waitFor();
    },
    slowMs,
  );

  it(
    'says so when nobody could be signed out and no language be kept, since the server is gone',
    async () => {
      const page = await firm.as('privacyOfficer', '/account');
      await page.getByRole('heading', { name: 'My account' }).waitFor();
      await page.context().setOffline(true);
      const said = page.getByRole('navigation').getByRole('alert').getByText('The server did not answer.');
      await page.getByRole('button', { name: 'Sign out' }).click();
      await said.waitFor();
      await page.context().setOffline(false);
      await page.reload();
      await page.getByRole('heading', { name: 'My account' }).waitFor();
      await page.context().setOffline(true);
      await page.getByLabel('Language').selectOption('zh-CN');
      await said.waitFor();
      await page.context().setOffline(false);
    },
    slowMs,
  );

  it(
    'leaves nothing on the screen of other tabs once somebody else signs in, or nobody is',
    async () => {
      const tab = await firm.as('salesperson', '/customers');
      await tab.getByRole('navigation').getByRole('link', { name: 'Mei Chen' }).waitFor();
      const other = await tab.context().newPage();
      await other.goto(firm.running.signInLinks['hr'] ?? '');
      await other.getByRole('heading', { name: 'Departures' }).waitFor();
      await tab.getByRole('navigation').getByRole('link', { name: 'Hanna Weiss' }).waitFor();
      await tab.getByRole('main').getByRole('heading', { name: 'There is no such page' }).waitFor();
      await other.getByRole('button', { name: 'Sign out' }).click();
      await tab.getByText('Your session is over').waitFor();
    },
    slowMs,
  );

  it(
    'finds what is recorded of a day as the reader’s clock has it, and says in words why something was refused',
    async () => {
      const page = await firm.as('salesperson', '/my-record');
      const { items } = (await callAs(page, 'GET', '/customers')) as { items: { id: string; name?: string }[] };
      const above = items.find(({ name }) => name === undefined)?.id ?? '';
      await callAs(page, 'POST', '/access-decisions', { action: 'view', customers: [{ id: above }], kinds: ['basic'] });
      const cookies = await page.context().cookies();
      // Beyond both ends of UTC's day: whatever the time, one of them has another date.
      for (const timezoneId of ['Pacific/Kiritimati', 'Pacific/Niue']) {
        const there = await firm.browser.newContext({
          timezoneId,
          locale: 'en',
          viewport: { width: 1280, height: 800 },
        });
        await there.addCookies(cookies);
        const record = await there.newPage();
        await record.goto(`${firm.running.url}/my-record`);
        const refused = record.getByRole('row').filter({ hasText: 'denied' });
        await refused.first().getByText('Above the level of your permission tier').waitFor();
        const today = new Intl.DateTimeFormat('sv', { timeZone: timezoneId }).format(new Date());
        const asked = record.waitForResponse((response) => response.url().includes('to='));
        await record.getByLabel('From').fill(today);
        await record.getByLabel('To', { exact: true }).fill(today);
        await asked;
        await refused.first().waitFor({ timeout: 5_000 });
      }
      await page.goto(`${firm.running.url}/my-record?from=2026-13-45`);
      await page.getByRole('row').nth(1).waitFor();
    },
    slowMs,
  );

  it(
    'prints dark on white whatever the theme, and says in which time zone its times are',
    async () => {
      const page = await firm.as('privacyOfficer', '/my-record');
      await page.getByLabel('Theme').selectOption('dark');
      const says = page.getByText('Times are those of Europe/Berlin.');
      expect(await says.isVisible()).toBe(false);
      await page.emulateMedia({ media: 'print' });
      const colours = `(({ color, backgroundColor }) => [color, backgroundColor])(getComputedStyle(document.body))`;
      expect(await page.evaluate(colours)).toEqual(['rgb(27, 31, 36)', 'rgb(255, 255, 255)']);
      expect(await says.isVisible()).toBe(true);
      await page.emulateMedia({ media: 'screen' });
      await page.getByLabel('Theme').selectOption('system');
    },
    slowMs,
  );

  it(
    'prints every row of a list, and how many they are, though only some are in sight',
    async () => {
      const page = await firm.as('salesperson', '/customers');
      await page.getByRole('cell').first().waitFor();
      const rows = () => page.locator('.list-body .list-row').count();
      await page.evaluate(`document.querySelector('.list').scrollTop = 400`);
      const inSight = await rows();
      // As when paper is made: what is there when the event is over.
      const [printed, said] = await page.evaluate<[number, string]>(`
        dispatchEvent(new Event('beforeprint'));
        [document.querySelectorAll('.list-body .list-row').length, document.querySelector('.list-more').innerText]`);
      expect(printed).toBeGreaterThan(inSight);
      expect(said).toContain(`${printed} rows`);
      // Long enough for the list to learn how high it is on paper; back on the screen it is not that high.
      const [after, place] = await page.evaluate<[number[], number]>(`(async () => {
        const list = document.querySelector('.list');
        const frame = () => new Promise((seen) => requestAnimationFrame(seen));
        await frame(); await frame();
        dispatchEvent(new Event('afterprint'));
        const counts = [];
        for (let drawn = 0; drawn < 30; drawn += 1) {
          await frame();
          if (document.querySelector('.list.on-paper') === null)
            counts.push(document.querySelectorAll('.list-body .list-row').length);
        }
        return [counts, list.scrollTop];
      })()`);
      expect(after).not.toEqual([]);
      expect(Math.max(...after)).toBeLessThan(printed);
      expect(place).toBe(400);
    },
    slowMs,
  );

  it('shows nothing in the browser’s console', () => {
    expect(firm.complaints).toEqual([]);
  });
});
