import { resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { barriersOn } from '../support/browser.js';
import { callAs } from '../support/console-call.js';
import { ConsoleUnderTest, shoot } from '../support/console.js';
import type { DemoRole } from '../support/console.js';
import { eventually } from '../support/person.js';

// By name, so that the console's sources are not part of this project's types.
const { pages } = (await import(resolve('apps/console/src/pages.ts'))) as { pages: readonly { path: string }[] };

/** Who looks at which page; `:name` is an id that is found before. */
const looked: Readonly<Record<string, readonly [DemoRole, address?: string]>> = {
  '/alerts': ['securityOfficer'],
  '/alerts/$id': ['securityOfficer', '/alerts/:alert'],
  '/people': ['securityOfficer'],
  '/people/$id': ['securityOfficer', '/people/:person'],
  '/quality': ['securityOfficer'],
  '/canaries': ['securityOfficer'],
  '/notices': ['securityOfficer'],
  '/departures/$id': ['securityOfficer', '/departures/:person'],
  '/detection': ['securityOfficer'],
  '/customers': ['salesperson'],
  '/customers/$id': ['salesperson', '/customers/:customer'],
  '/exports': ['salesperson'],
  '/exports/new': ['salesperson'],
  '/exports/$id': ['salesperson', '/exports/:export'],
  '/my-record': ['salesperson'],
  '/account': ['salesperson'],
  '/approvals': ['manager'],
  '/approvals/$id': ['manager', '/approvals/:approval'],
  '/friction': ['manager'],
  '/departures': ['hr'],
  '/hr/import': ['hr'],
  '/accounts': ['admin'],
  '/service-keys': ['admin'],
  '/tiers': ['admin'],
  '/chains': ['admin'],
  '/health': ['admin'],
  '/events': ['auditor', '/events?subject=:person'],
  '/as-of': ['auditor', '/as-of?entity=employee::person'],
  '/streams/$name': ['auditor', '/streams/employee-:person'],
  '/verify': ['auditor'],
};
const narrowPx = 360;
/** What axe finds hangs on the words or on the colours, never on both: two looks see all; the long form sees every one. */
const isLong = process.env['TRIALS'] === 'long';
const themes: Readonly<Record<'en' | 'zh-CN', readonly ('light' | 'dark')[]>> = {
  en: isLong ? ['light', 'dark'] : ['light'],
  'zh-CN': isLong ? ['dark', 'light'] : ['dark'],
};

/** Where marks of English stand between Chinese words, seen or read aloud. */
const foreignMarks = `[...document.querySelectorAll('main [aria-label]')]
  .map((named) => named.getAttribute('aria-label'))
  .concat(document.querySelector('main').innerText.split('\\n'))
  .filter((line) => /[\u4e00-\u9fff] ?[,:;?!(]|[\u4e00-\u9fff][.]( |$)|[)][\u4e00-\u9fff]/.test(line))`;

/** Cells of tables whose words stand a letter or two to a line. */
const squeezed = `[...document.querySelectorAll('main th, main td')]
  .filter((cell) => cell.innerText.length > 6 && cell.clientWidth < 60 && cell.clientHeight > 5 * 20)
  .map((cell) => cell.innerText)`;

/** Choices and examples whose words do not fit their field; its arrow takes some of the room. */
const arrowPx = 18;
const cutWords = `[...document.querySelectorAll('main select:not([multiple]), main [placeholder]')].flatMap((field) => {
  const { font, paddingLeft, paddingRight } = getComputedStyle(field);
  const pen = document.createElement('canvas').getContext('2d');
  pen.font = font;
  const words = field.selectedOptions?.[0]?.text ?? field.placeholder ?? '';
  const room = field.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight) - ${arrowPx};
  return pen.measureText(words).width > room + 1 ? [words] : [];
})`;

describe('Every page, in every look', () => {
  let firm: ConsoleUnderTest;
  const ids: Record<string, string> = {};
  beforeAll(async () => {
    firm = await ConsoleUnderTest.start();
    const officer = await firm.as('securityOfficer', '/account');
    const seller = await firm.as('salesperson', '/account');
    const manager = await firm.as('manager', '/account');
    const first = async (page: Page, path: string) =>
      ((await callAs(page, 'GET', path)) as { items: { id: string; employee?: { id: string } }[] }).items[0];
    const alert = await first(officer, '/alerts');
    // Those above the salesperson’s level have no name here.
    const { items: listed } = (await callAs(seller, 'GET', '/customers')) as { items: { id: string; name?: string }[] };
    const request = {
      filter: {},
      fields: ['contact.email'],
      format: 'csv',
      purpose: 'Letters for the fair',
      recipient: 'the printer',
    };
    const made = await callAs(seller, 'POST', '/exports', request);
    ids['alert'] = alert?.id ?? '';
    ids['person'] = alert?.employee?.id ?? '';
    ids['customer'] = listed.find(({ name }) => name !== undefined)?.id ?? '';
    ids['export'] = String(made['id']);
    const waiting = await eventually(
      () => first(manager, '/approvals'),
      (approval) => approval !== undefined,
    );
    ids['approval'] = waiting?.id ?? '';
    await firm.closePages();
  }, 240_000);
  afterEach(() => firm.closePages());
  afterAll(() => firm.stop());

  it('leaves out no page', () => {
    expect(Object.keys(looked).toSorted()).toEqual(pages.map(({ path }) => path).toSorted());
    expect(Object.values(ids)).not.toContain('');
  });

  const roles = [...new Set(Object.values(looked).map(([role]) => role))];
  const each = roles.flatMap((role) => (['en', 'zh-CN'] as const).map((locale) => [role, locale] as const));
  it.each(each)(
    '%s, %s: no barrier in any theme, nothing wider than a narrow window',
    async (role, locale) => {
      const page = await firm.as(role, '/account', { locale });
      await firm.settled(page, '/account');
      for (const [path, [who, address = path]] of Object.entries(looked)) {
        if (who !== role) continue;
        await firm.visit(
          page,
          address.replaceAll(/:([a-z]+)/g, (_, name: string) => ids[name] ?? ''),
        );
        const opens = page.locator('.disclosure').first();
        if (await opens.isVisible()) await opens.click();
        if (locale === 'zh-CN') expect([path, await page.evaluate(foreignMarks)]).toEqual([path, []]);
        expect([path, await page.evaluate(cutWords)]).toEqual([path, []]);
        const name = path.slice(1).replaceAll('/', '-').replace('$', '');
        for (const theme of themes[locale]) {
          await page.emulateMedia({ colorScheme: theme });
          expect([path, theme, await barriersOn(page)]).toEqual([path, theme, []]);
          await shoot(page, locale === 'en' && theme === 'light' ? name : `${name}-${locale.slice(0, 2)}-${theme}`);
        }
        await page.setViewportSize({ width: narrowPx, height: 740 });
        // A chart is drawn anew once it knows how narrow it is.
        const width = () => page.evaluate<number>('document.documentElement.scrollWidth');
        expect([path, await eventually(width, (px) => px === narrowPx, 2_000)]).toEqual([path, narrowPx]);
        expect([path, await page.evaluate(cutWords)]).toEqual([path, []]);
        expect([path, await page.evaluate(squeezed)]).toEqual([path, []]);
        if (locale === 'en') await shoot(page, `${name}-narrow`);
        await page.setViewportSize({ width: 1280, height: 800 });
      }
    },
    240_000,
  );

  it.each(['en', 'zh-CN'] as const)('the sign-in, %s: no barrier in any theme', async (locale) => {
    const page = await firm.anonymous({ locale, width: narrowPx });
    await page.goto(`${firm.running.url}/sign-in`);
    await page.getByRole('button').waitFor();
    for (const theme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: theme });
      expect([theme, await barriersOn(page)]).toEqual([theme, []]);
    }
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(narrowPx);
  });

  it('shows nothing in the browser’s console', () => {
    expect(firm.complaints).toEqual([]);
  });
});
