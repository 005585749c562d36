import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser, CDPSession, Page } from 'playwright-core';

// By name: it is Jest's configuration's too, which knows no TypeScript.
const { findBrowser } = (await import(resolve('test/support/find-browser.mjs'))) as {
  findBrowser: () => string | undefined;
};

/** The system's own Chromium, without a window. `jest.config.js` looks for it, and leaves out test/console without one. */
export async function startBrowser(): Promise<Browser> {
  const executablePath = findBrowser();
  if (executablePath === undefined) throw new Error('CHROMIUM_PATH is not set and chromium is not installed');
  // Containers and root have no user namespaces to build its sandbox of; it only ever meets our own pages.
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
type Finding = {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
};

/** Where axe-core is loaded already: once for each document, since loading it takes as long as most looks. */
const loaded = new WeakMap<Page, { readonly session: CDPSession; readonly contextId: number }>();
async function axeIn(page: Page) {
  const known = loaded.get(page);
  if (known !== undefined) return known;
  // In a world of its own, which the page's content security policy does not bind.
  const session = await page.context().newCDPSession(page);
  const { frameTree } = await session.send('Page.getFrameTree');
  const { executionContextId } = await session.send('Page.createIsolatedWorld', { frameId: frameTree.frame.id });
  await session.send('Runtime.evaluate', { expression: `${axe}; undefined`, contextId: executionContextId });
  const world = { session, contextId: executionContextId };
  loaded.set(page, world);
  // Another document has another world.
  page.once('domcontentloaded', () => loaded.delete(page));
  return world;
}

/** What axe-core finds against WCAG 2.2 A and AA on the page as it is now: a line for each element at fault. */
export async function barriersOn(page: Page): Promise<readonly string[]> {
  const { session, contextId } = await axeIn(page);
  const run = `axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
      resultTypes: ['violations'],
    }).then(({ violations }) => JSON.stringify(violations))`;
  const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
    expression: run,
    contextId,
    awaitPromise: true,
  });
  if (exceptionDetails !== undefined) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return (JSON.parse(String(result.value)) as Finding[]).flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} (${failureSummary.replaceAll(/\s+/g, ' ')})`),
  );
}
