import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ConsoleUnderTest, demoRoles } from '../support/console.js';
import type { DemoRole } from '../support/console.js';

type ConsolePage = { readonly path: string; readonly roles: readonly string[] | 'any'; readonly nav?: string };
// By name, so that the console's sources are not part of this project's types.
const { pages } = (await import(resolve('apps/console/src/pages.ts'))) as { pages: readonly ConsolePage[] };

const accountRole: Readonly<Record<DemoRole, string>> = {
  admin: 'admin',
  securityOfficer: 'security_officer',
  auditor: 'auditor',
  hr: 'hr',
  manager: 'manager',
  salesperson: 'salesperson',
  privacyOfficer: 'privacy_officer',
};
const mayOpen = ({ roles }: ConsolePage, role: DemoRole): boolean =>
  roles === 'any' || roles.includes(accountRole[role]);

describe('Every page, with every role', () => {
  let firm: ConsoleUnderTest;
  beforeAll(async () => {
    firm = await ConsoleUnderTest.start();
  }, 240_000);
  afterAll(() => firm.stop());

  it.each(demoRoles)(
    '%s: their pages answer without a refusal; the others show nothing and ask the api for nothing',
    async (role) => {
      const page = await firm.as(role, '/account');
      await page.getByRole('heading', { level: 1 }).waitFor();
      const asked: string[] = [];
      page.on('response', (response) => {
        const { pathname } = new URL(response.url());
        if (pathname.startsWith('/api/')) asked.push(`${response.status()} ${pathname}`);
      });
      for (const one of pages) {
        const path = one.path.replaceAll(/\$\w+/g, 'nobody');
        asked.length = 0;
        // As a link does it: the console is loaded once.
        await page.evaluate(`history.pushState({}, '', ${JSON.stringify(path)})`);
        await page.waitForURL((url) => url.pathname === path);
        await page.locator('h1').first().waitFor();
        await page.waitForLoadState('networkidle');
        const isNotFound = (await page.getByRole('heading', { name: 'There is no such page' }).count()) > 0;
        const ours = asked.filter((line) => !/ \/api\/v1\/(me|alerts\/stream)$/.test(line));
        if (!mayOpen(one, role))
          expect({ path, isNotFound, asked: ours }).toEqual({ path, isNotFound: true, asked: [] });
        else
          expect({ path, isNotFound, refused: ours.filter((line) => /^(401|403|5\d\d)/.test(line)) }).toEqual({
            path,
            isNotFound: false,
            refused: [],
          });
      }
    },
    480_000,
  );

  it('offers in the navigation what may be opened, and nothing else', async () => {
    for (const role of demoRoles) {
      const page = await firm.as(role, '/account');
      await page.getByRole('navigation').waitFor();
      const offered = await page.evaluate<string[]>(
        `[...document.querySelectorAll('nav ul a')].map((link) => link.getAttribute('href'))`,
      );
      expect(offered).toEqual(
        pages.filter((one) => one.nav !== undefined && mayOpen(one, role)).map(({ path }) => path),
      );
      await page.context().close();
    }
  }, 480_000);

  it('shows nothing in the browser’s console', () => {
    expect(firm.complaints).toEqual([]);
  });
});
