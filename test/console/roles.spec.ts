import { resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
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
  afterEach(() => firm.closePages());
  afterAll(() => firm.stop());

  it.each(demoRoles)(
    '%s: their pages answer without a refusal; the others show nothing and ask the api for nothing',
    async (role) => {
      const page = await firm.as(role, '/account');
      await firm.settled(page, '/account');
      const asked: string[] = [];
      page.on('response', (response) => {
        const { pathname } = new URL(response.url());
        if (pathname.startsWith('/api/') && !/^\/api\/v1\/(me|me\/waiting|alerts\/stream)$/.test(pathname))
          asked.push(`${response.status()} ${pathname}`);
      });
      for (const one of pages) {
        const path = one.path.replaceAll(/\$\w+/g, 'nobody');
        asked.length = 0;
        await firm.visit(page, path);
        const isNotFound = (await page.getByRole('heading', { name: 'There is no such page' }).count()) > 0;
        const refused = asked.filter((line) => /^(401|403|5\d\d)/.test(line));
        if (mayOpen(one, role)) expect({ path, isNotFound, refused }).toEqual({ path, isNotFound: false, refused: [] });
        else expect({ path, isNotFound, asked }).toEqual({ path, isNotFound: true, asked: [] });
      }
      const offered = await page.evaluate<string[]>(
        `[...document.querySelectorAll('nav ul a')].map((link) => link.getAttribute('href'))`,
      );
      expect(offered).toEqual(
        pages.filter((one) => one.nav !== undefined && mayOpen(one, role)).map(({ path }) => path),
      );
    },
    240_000,
  );

  it('shows nothing in the browser’s console', () => {
    expect(firm.complaints).toEqual([]);
  });
});
