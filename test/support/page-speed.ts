import type { Page } from 'playwright-core';
import type { ConsoleUnderTest, DemoRole } from './console.js';

export type PageSpeed = {
  /** From the start of the navigation, in a browser that has nothing cached. */
  readonly firstPaintMs: number;
  /** From a key or click to the next frame, the slowest of those that were made. */
  readonly interactionMs: number;
  /** Scripts that the first page needs, as they came over the wire. */
  readonly scriptBytes: number;
};

// What runs in the page is text: this project's types are those of Node.js.
/** Begins before any script of the page. */
const watchInteractions = `
  globalThis.slowestInteraction = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries())
      globalThis.slowestInteraction = Math.max(globalThis.slowestInteraction, duration);
  }).observe({ type: 'event', durationThreshold: 16, buffered: true });`;
const whatLoaded = `({
  firstPaintMs: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN,
  scriptBytes: performance.getEntriesByType('resource')
    .filter(({ name }) => name.endsWith('.js'))
    .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
})`;
/** Two frames after the last interaction its timing has been reported. */
const slowestInteraction = `new Promise((done) =>
  requestAnimationFrame(() => requestAnimationFrame(() => done(globalThis.slowestInteraction))))`;

type Work = (page: Page) => Promise<void>;

/** How quickly a page stands, and answers what somebody does on it. */
export async function speedOf(
  firm: ConsoleUnderTest,
  { role, path, ready, work }: { role: DemoRole; path: string; ready: Work; work: Work },
): Promise<PageSpeed> {
  const session = await firm.as(role, '/account');
  const { cookies } = await session.context().storageState();
  await session.context().close();
  // A browser that was never here before.
  const page = await firm.anonymous();
  await page.context().addCookies(cookies);
  await page.addInitScript({ content: watchInteractions });
  await page.goto(firm.running.url + path);
  await ready(page);
  const loaded = await page.evaluate<Omit<PageSpeed, 'interactionMs'>>(whatLoaded);
  await work(page);
  const interactionMs = await page.evaluate<number>(slowestInteraction);
  await page.context().close();
  return { ...loaded, interactionMs };
}

const row = (page: Page) => page.locator('.list-body .list-row').first();
const press =
  (...keys: readonly string[]): Work =>
  async (page) => {
    for (const key of keys) await page.keyboard.press(key);
  };

/** The three longest lists, walked by keyboard. */
export const longLists = [
  { role: 'securityOfficer', path: '/alerts' },
  { role: 'manager', path: '/customers' },
  { role: 'auditor', path: '/events' },
] as const satisfies readonly { role: DemoRole; path: string }[];

export const walkList: { ready: Work; work: Work } = {
  ready: (page) => row(page).waitFor({ timeout: 30_000 }),
  work: press('j', 'j', 'j', 'k', 'j', 'j', 'End', 'Home'),
};
