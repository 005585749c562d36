import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { barriersOn } from '../support/browser.js';
import { callAs } from '../support/console-call.js';
import { ConsoleUnderTest, shoot } from '../support/console.js';
import { eventually } from '../support/person.js';
import { todayAtTheFirm } from '../support/today.js';

const slowMs = 240_000;
/** Markup, a switch of direction, a formula, and as long as a name may be. */
const hostile = `=cmd() <script>alert(1)</script> \u202E${'Zażółć'.repeat(26)}`.slice(0, 200);
const csv = (...rows: string[]) => ({
  name: 'hr.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(['EmailAddress,ResignationDate,LastWorkingDate', ...rows, ''].join('\r\n')),
});

describe('HR', () => {
  let firm: ConsoleUnderTest;
  const hired = async (page: Page, name: string, email: string): Promise<string> => {
    const { id } = await callAs(page, 'POST', '/employees', {
      email,
      name,
      team: 'team-9',
      role: 'Salesperson',
      region: 'eu',
      timezone: 'Europe/Berlin',
      rank: 3,
      performance: 'normal',
      hiredOn: '2024-01-01',
    });
    return String(id);
  };
  let hostileId: string;
  beforeAll(async () => {
    firm = await ConsoleUnderTest.start();
    const page = await firm.as('hr', '/departures');
    await page.getByRole('heading', { name: 'Departures' }).waitFor();
    await hired(page, 'Quilla Xanthe', 'quilla@example.com');
    await hired(page, 'Rufus Xanthe', 'rufus@example.com');
    hostileId = await hired(page, hostile, 'hostile@example.com');
    await callAs(page, 'POST', `/employees/${hostileId}/resignation`, {
      noticeOn: '2026-03-02',
      lastWorkingDay: '2099-03-31',
    });
    await page.context().close();
  }, 240_000);
  afterEach(() => firm.closePages());
  afterAll(() => firm.stop());

  it(
    'says that nobody has left, rather than that nobody is leaving',
    async () => {
      const page = await firm.as('hr', '/departures?show=left');
      await page.getByText('Nobody has left').waitFor();
    },
    slowMs,
  );

  it(
    'declares a departure from the name in a few steps, and is told at the field what is wrong',
    async () => {
      const page = await firm.as('hr', '/departures');
      await page.getByLabel('Employee’s name').fill('quilla');
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Declare a departure' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Notice given on').fill('2026-11-02');
      await dialog.getByLabel('Last working day').fill('2026-10-02');
      await dialog.getByRole('button', { name: 'Declare' }).click();
      await dialog.getByText('The last working day is before the notice.').waitFor();
      await shoot(page, 'hr-declare');
      await dialog.getByLabel('Last working day').fill('2099-12-31');
      await dialog.getByRole('button', { name: 'Declare' }).click();
      await page.getByText('The departure is declared and rights are narrowed.').waitFor();
      await page.getByRole('link', { name: 'Quilla Xanthe' }).waitFor();
      expect(page.url()).not.toMatch(/quilla/i);
      await shoot(page, 'hr-departures');
    },
    slowMs,
  );

  it(
    'changes the last day, withdraws, declares again, and marks what was an error or is over',
    async () => {
      const page = await firm.as('hr', '/departures');
      await page.getByRole('link', { name: 'Quilla Xanthe' }).click();
      // The list has such buttons too, one a row.
      await page.getByRole('heading', { name: 'Quilla Xanthe', level: 1 }).waitFor();
      const step = async (name: string, fill: () => Promise<void>, done: string) => {
        await page.getByRole('button', { name, exact: true }).click();
        await fill();
        await page.getByRole('dialog').locator('button[type=submit]').click();
        await page.getByText(done).first().waitFor();
      };
      const dialog = page.getByRole('dialog');
      await step(
        'Change last day',
        () => dialog.getByLabel('Last working day').fill('2099-11-30'),
        'The last working day is changed.',
      );
      await page.getByText('Nov 30, 2099').waitFor();
      await step(
        'Withdraw',
        () => dialog.getByLabel('Reason').fill('Stays after all'),
        'The resignation is withdrawn.',
      );
      await page.getByText('No departure of this person is declared').waitFor();
      await step(
        'Declare a departure',
        () => dialog.getByLabel('Last working day').fill('2099-10-31'),
        'The departure is declared',
      );
      await step(
        'Entered in error',
        () => dialog.getByLabel('Reason').fill('Another person of that name'),
        'marked as entered in error',
      );
      await page.getByText('No departure of this person is declared').waitFor();
      await step(
        'Declare a departure',
        () => dialog.getByLabel('Last working day').fill('2099-10-31'),
        'The departure is declared',
      );
      await step(
        'Mark as left',
        () => dialog.getByLabel('Left on').fill(todayAtTheFirm(new Date())),
        'The departure is recorded.',
      );
    },
    slowMs,
  );

  it(
    'asks before what was typed in a dialog is lost, and gives the focus back to what opened it',
    async () => {
      const page = await firm.as('hr', '/departures');
      await page.getByLabel('Employee’s name').fill('rufus');
      await page.keyboard.press('Enter');
      const declare = page.getByRole('button', { name: 'Declare a departure' });
      await declare.press('Enter');
      const dialog = page.getByRole('dialog', { name: 'Declare a departure' });
      const asking = page.getByRole('dialog', { name: 'Close and lose what you typed?' });
      await dialog.getByLabel('Last working day').fill('2099-12-31');
      const presses = [
        () => page.keyboard.press('Escape'),
        () => page.mouse.click(4, 4),
        () => dialog.getByRole('button', { name: 'Close' }).click(),
      ];
      for (const close of presses) {
        await close();
        expect(await barriersOn(page)).toEqual([]);
        await asking.getByRole('button', { name: 'Keep it open' }).click();
        await asking.waitFor({ state: 'detached' });
        expect(await dialog.getByLabel('Last working day').inputValue()).toBe('2099-12-31');
      }
      await page.keyboard.press('Escape');
      await asking.getByRole('button', { name: 'Close and lose it' }).click();
      await dialog.waitFor({ state: 'detached' });
      // Who thought better of it has not lost who was found either.
      expect(await page.locator(':focus').textContent()).toBe('Declare a departure');
      await declare.press('Enter');
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
    },
    slowMs,
  );

  it(
    'keeps a dialog and its cross in a narrow window, however long the name',
    async () => {
      const page = await firm.as('hr', `/departures/${hostileId}`, { width: 390 });
      await page.getByRole('button', { name: 'Withdraw' }).click();
      const dialog = page.getByRole('dialog');
      const { x, width } = (await dialog.getByRole('button', { name: 'Close' }).boundingBox()) ?? { x: 0, width: 390 };
      expect(x + width).toBeLessThan(390);
    },
    slowMs,
  );

  it(
    'keeps the reason typed when a colleague changed the departure meanwhile, and takes it upon what is there now',
    async () => {
      const page = await firm.as('hr', `/departures/${hostileId}`);
      await page.getByRole('button', { name: 'Entered in error' }).click();
      await callAs(page, 'PUT', `/employees/${hostileId}/last-working-day`, { date: '2099-04-30' });
      await eventually(
        () => callAs(page, 'GET', `/employees/${hostileId}`),
        ({ departure }) => (departure as { lastWorkingDay: string }).lastWorkingDay === '2099-04-30',
      );
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Reason').fill('Another person of that name');
      const send = dialog.getByRole('button', { name: 'Mark as entered in error' });
      await send.press('Enter');
      await dialog.getByRole('alert').getByText('A colleague changed this meanwhile.').waitFor();
      await dialog.getByText('Apr 30, 2099').waitFor();
      // Pressing it has not taken the focus from it.
      expect(await page.locator(':focus').textContent()).toBe('Mark as entered in error');
      expect(await dialog.getByLabel('Reason').inputValue()).toBe('Another person of that name');
      await send.click();
      await page.getByText('marked as entered in error').waitFor();
      await callAs(page, 'POST', `/employees/${hostileId}/resignation`, {
        noticeOn: '2026-03-02',
        lastWorkingDay: '2099-03-31',
      });
    },
    slowMs,
  );

  it(
    'prints the pre-departure check to one page: band and reasons, hand-over, checklist, and no log',
    async () => {
      const page = await firm.as('hr', `/departures/${hostileId}`);
      await page.getByText('Customers in the portfolio').waitFor();
      await page.getByText('The customers are handed over').waitFor();
      await page.getByText('Still assigned to this person').waitFor();
      expect(await page.locator('h1').textContent()).toContain('<script>');
      expect(await page.getByRole('heading', { name: 'What was done' }).count()).toBe(0);
      await shoot(page, 'hr-departure-check');
      const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
      expect(pdf.match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1);
    },
    slowMs,
  );

  it(
    'shows the officer the events behind a check, under a pseudonym, and keeps them off the paper',
    async () => {
      const page = await firm.as('securityOfficer', `/departures/${hostileId}`);
      await page.getByRole('heading', { name: 'What was done' }).waitFor();
      expect(await page.locator('h1').textContent()).toMatch(/P-[0-9A-F]{8}/);
      await page.emulateMedia({ media: 'print' });
      expect(await page.getByRole('heading', { name: 'What was done' }).isVisible()).toBe(false);
    },
    slowMs,
  );

  it(
    'previews a file with what is wrong in each row before anything is written, then applies it',
    async () => {
      const page = await firm.as('hr', '/hr/import');
      await page.getByLabel('CSV file').setInputFiles({
        name: 'latin1.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(
          'EmailAddress,ResignationDate,LastWorkingDate\nr\u00fcfus@example.com,2026-11-02,2099-12-31\n',
          'latin1',
        ),
      });
      await page.getByText('Line 2 is not UTF-8').waitFor();
      await page
        .getByLabel('CSV file')
        .setInputFiles(
          csv(
            'rufus@example.com,2026-11-02,2099-12-31',
            `=cmd()<script>\u202E@example.com,2026-11-02,2099-12-31`,
            'nobody@example.com,2026-11-02,2026-12-31',
          ),
        );
      await page.getByText('Nothing is written yet.').waitFor();
      await page.getByText('nobody is known by this address').waitFor();
      expect(await page.locator('.list-row.opens').count()).toBe(2);
      expect((await callAs(page, 'POST', '/employees/search', { q: 'rufus' })) as object).toMatchObject({
        items: [{ departure: { status: 'none' } }],
      });
      await shoot(page, 'hr-import');
      await page.getByRole('button', { name: 'Apply 1 row' }).click();
      await page.getByText('The file was taken.').waitFor();
      await page.getByRole('link', { name: 'Go to the departures' }).click();
      await page.getByRole('link', { name: 'Rufus Xanthe' }).waitFor();
    },
    slowMs,
  );

  it('shows nothing in the browser’s console', () => {
    expect(firm.complaints).toEqual([]);
  });
});
