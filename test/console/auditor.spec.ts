import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { callAs } from '../support/console-call.js';
import { ConsoleUnderTest, shoot } from '../support/console.js';

const slowMs = 240_000;

describe('The auditor', () => {
  let firm: ConsoleUnderTest;
  /** Somebody whose departure HR declares here. */
  let leaver: string;
  beforeAll(async () => {
    firm = await ConsoleUnderTest.start();
    const hr = await firm.as('hr', '/departures');
    await hr.getByRole('heading', { name: 'Departures' }).waitFor();
    const { items } = (await callAs(hr, 'GET', '/employees?departure=none&limit=5')) as { items: { id: string }[] };
    leaver = items.at(-1)?.id ?? '';
    await callAs(hr, 'POST', `/employees/${leaver}/resignation`, {
      noticeOn: '2026-03-02',
      lastWorkingDay: '2099-03-31',
    });
    await hr.context().close();
  }, 240_000);
  afterEach(() => firm.closePages());
  afterAll(() => firm.stop());

  const detailOf = (page: Page) => page.locator('.list-detail');

  it(
    'finds events by what they are about, and opens one in place with all that is known of it',
    async () => {
      const page = await firm.as('auditor', '/events');
      await page.getByLabel('Event', { exact: true }).selectOption({ label: 'Resignation declared' });
      await page.getByLabel('Employee or customer').fill(leaver);
      await page.keyboard.press('Enter');
      await page.waitForURL(new RegExp(`subject=${leaver}`));
      await page.getByRole('cell', { name: 'Resignation declared' }).waitFor();
      expect(await page.locator('.list-row.opens').count()).toBe(1);

      await page.getByRole('button', { name: 'Details' }).click();
      await detailOf(page).getByText(`employee-${leaver}@`).waitFor();
      await detailOf(page).getByText('Witnessed by Bookward').waitFor();
      await shoot(page, 'auditor-events');

      await page.goBack();
      await page.waitForURL((url) => !url.search.includes('subject='));
    },
    slowMs,
  );

  it(
    'reads the same event as JSON, from an address that opens it',
    async () => {
      const page = await firm.as('auditor', `/events?subject=${leaver}&type=ResignationDeclared&view=json`);
      await page.getByRole('button', { name: 'Details' }).click();
      await detailOf(page).getByText('"lastWorkingDay": "2099-03-31"').waitFor();
      const { id } = JSON.parse((await detailOf(page).locator('pre').textContent()) ?? '') as { id: string };
      await page.goto(`${firm.running.url}/events?id=${id}`);
      await detailOf(page).getByText(id).waitFor();
    },
    slowMs,
  );

  it(
    'keeps words and names out of the address',
    async () => {
      const page = await firm.as('auditor', '/events');
      await page.getByLabel('Actor').fill('<script>Wei Zhang');
      await page.keyboard.press('Enter');
      await page.getByText('An id has letters, digits').waitFor();
      expect(page.url()).not.toContain('script');
      await page.getByLabel('Actor').fill('a'.repeat(100));
      await page.keyboard.press('Enter');
      await page
        .getByText(/Too big|at most|<=64/i)
        .first()
        .waitFor();
    },
    slowMs,
  );

  it(
    'sees a name only after saying why, which is recorded',
    async () => {
      const page = await firm.as('auditor', `/events?stream=employee-${leaver}&order=asc&type=EmployeeHired`);
      await page.getByRole('button', { name: 'Details' }).click();
      await detailOf(page).getByText('Sealed').waitFor();
      await detailOf(page).getByRole('button', { name: 'Show the employee’s name' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Reason').fill('short');
      await dialog.getByRole('button', { name: 'Show the name' }).click();
      await dialog.getByText('Say in at least 10 characters why.').waitFor();
      await dialog.getByLabel('Reason').fill('Checking who declared what');
      await dialog.getByRole('button', { name: 'Show the name' }).click();
      await dialog.getByText('Shown to you until').waitFor();
      const name = (await dialog.getByRole('status').textContent()) ?? '';
      await dialog.getByRole('button', { name: 'Close' }).last().click();
      await detailOf(page).getByText(name).waitFor();
      await page.goto(`${firm.running.url}/events?subject=${leaver}&type=PseudonymLifted`);
      await page.getByRole('cell', { name: 'Pseudonym lifted' }).waitFor();
    },
    slowMs,
  );

  it(
    'takes the events of the filter away as a file, for a reason, and that is recorded',
    async () => {
      const page = await firm.as('auditor', `/events?subject=${leaver}&type=ResignationDeclared`);
      await page.getByRole('button', { name: 'Export…' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Format').selectOption('jsonl');
      await dialog.getByLabel('Reason').fill('Evidence for the file of this case');
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        dialog.getByRole('button', { name: 'Take the file' }).click(),
      ]);
      expect(file.suggestedFilename()).toBe('audit-events.jsonl');
      const lines = readFileSync(await file.path(), 'utf8')
        .trim()
        .split('\n');
      expect(lines.map((line) => (JSON.parse(line) as { type: string }).type)).toEqual(['ResignationDeclared']);
      await page.goto(`${firm.running.url}/events?type=AuditExportTaken`);
      await page.getByRole('cell', { name: 'Audit export taken' }).first().waitFor();
    },
    slowMs,
  );

  it(
    'slides over the life of a person and sees what they were, and what changed since',
    async () => {
      const page = await firm.as('auditor', `/as-of?entity=employee:${leaver}`);
      const state = page.locator('.panel', { has: page.getByRole('heading', { name: 'State' }) });
      await state.getByText('declared').waitFor();
      await page.getByText('Nothing is different.').waitFor();
      await page.getByLabel('Compare with').selectOption({ label: 'Before the last event' });
      await page.getByRole('row', { name: 'departure.status none declared' }).waitFor();

      // The moment before.
      await page.getByRole('slider').press('Home');
      await state.getByText('none').waitFor();
      await page.getByText('It began with this event').waitFor();
      await page.getByLabel('Compare with').selectOption({ label: 'Now' });
      await page.getByRole('row', { name: 'departure.status none declared' }).waitFor();
      expect(page.url()).toMatch(/at=/);
      await shoot(page, 'auditor-as-of');

      await page.getByRole('button', { name: 'Next event' }).click();
      await state.getByText('declared').waitFor();
    },
    slowMs,
  );

  it(
    'waits with patience for a moment that is not settled yet',
    async () => {
      const page = await firm.as('auditor', '/account');
      await page.getByRole('heading', { level: 1 }).waitFor();
      const soon = new Date(Date.now() + 6_000).toISOString();
      await page.goto(`${firm.running.url}/as-of?entity=employee:${leaver}&at=${soon}`);
      await page.getByText('Events may still be recorded at this moment').waitFor({ timeout: 30_000 });
      await page.locator('.panel').getByText('declared').first().waitFor({ timeout: 30_000 });
    },
    slowMs,
  );

  it(
    'reads a stream with what belongs together and what caused what',
    async () => {
      const seller = await firm.as('salesperson', '/account');
      await seller.getByRole('heading', { name: 'My account' }).waitFor();
      const { id } = await callAs(seller, 'POST', '/exports', {
        filter: {},
        fields: ['contact.email'],
        format: 'csv',
        purpose: 'Letters for the new season',
        recipient: 'the printer',
      });
      const page = await firm.as('auditor', `/streams/export-${String(id)}`);
      await page.getByText('Same action as #0 Export set listed.').first().waitFor();
      expect(await page.locator('svg.threads g.action').count()).toBeGreaterThan(1);
      await shoot(page, 'auditor-stream');
      await page.goto(`${firm.running.url}/streams/no-such-stream`);
      await page.getByText('Code not_found').waitFor();
    },
    slowMs,
  );

  it(
    'verifies the log and keeps the result at an address',
    async () => {
      const page = await firm.as('auditor', '/verify');
      await page.getByRole('button', { name: 'Verify now' }).click();
      await page.getByText('Everything that was promised of the log holds.').waitFor({ timeout: 60_000 });
      await shoot(page, 'auditor-verify');
      await page.reload();
      await page.getByText('Everything that was promised of the log holds.').waitFor();
    },
    slowMs,
  );

  it(
    'says that a head which was kept is not in the log any more',
    async () => {
      const page = await firm.as('auditor', '/verify');
      const keptHead = page.getByLabel('A head kept earlier (optional)');
      await keptHead.fill('not one');
      await page.getByRole('button', { name: 'Verify now' }).click();
      await page.getByText('the 64 digits of a head').waitFor();
      await keptHead.fill('f'.repeat(64));
      await page.getByRole('button', { name: 'Verify now' }).click();
      await page.getByText('The head that was kept is not in the log').waitFor({ timeout: 60_000 });
    },
    slowMs,
  );

  it(
    'shows officers the events without the auditor’s ways on',
    async () => {
      const officer = await firm.as('securityOfficer', `/events?subject=${leaver}`);
      await officer.getByRole('button', { name: 'Details' }).first().click();
      expect(await officer.getByRole('link', { name: 'Open the stream' }).count()).toBe(0);
      expect(await officer.getByRole('button', { name: 'Export…' }).count()).toBe(0);
    },
    slowMs,
  );

  it('shows nothing in the browser’s console', () => {
    expect(firm.complaints).toEqual([]);
  });
});
