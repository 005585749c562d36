import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Browser, BrowserContext, Page, Request } from 'playwright-core';
import { startBookward } from './bookward.js';
import type { Running } from './bookward.js';
import { startBrowser } from './browser.js';
import { demoFolder } from './demo-folder.js';

/** The roles of the demo firm, as its sign-in links are named. */
export const demoRoles = [
  'admin',
  'securityOfficer',
  'auditor',
  'hr',
  'manager',
  'salesperson',
  'privacyOfficer',
] as const;
export type DemoRole = (typeof demoRoles)[number];

/** Generous, for a machine that does much else. */
const startedWithinMs = 60_000;

export type Look = {
  readonly locale?: 'en' | 'zh-CN';
  readonly theme?: 'light' | 'dark';
  /** Of the window, in pixels; 1280 unless said. */
  readonly width?: number;
};

/** The real product in one process with the demo firm and its past, and a browser in front of it. */
export class ConsoleUnderTest {
  /** One for each role and look. */
  readonly #browsers = new Map<string, BrowserContext>();
  /** Requests of each page to the api that are not answered yet. */
  readonly #unanswered = new WeakMap<Page, Set<Request>>();
  readonly #sessions = new Map<DemoRole, Promise<Awaited<ReturnType<BrowserContext['storageState']>>>>();

  private constructor(
    readonly running: Running,
    readonly browser: Browser,
    readonly data: string,
  ) {}

  static async start(env: Readonly<Record<string, string>> = {}): Promise<ConsoleUnderTest> {
    const data = await demoFolder();
    const running = await startBookward(
      ['--demo', '--port', '0', '--data', data],
      { RATE_LIMIT_FACTOR: '50', ...env },
      startedWithinMs,
    );
    const browser = await startBrowser().catch(async (error: unknown) => {
      await running.stop();
      throw error;
    });
    return new ConsoleUnderTest(running, browser, data);
  }

  async stop(): Promise<void> {
    await this.browser.close();
    await this.running.stop();
    await rm(this.data, { recursive: true, force: true });
  }

  /** After every test: a page that stays open goes on asking, and takes the machine from the next test. */
  async closePages(): Promise<void> {
    const kept = new Set(this.#browsers.values());
    await Promise.all(
      this.browser
        .contexts()
        .map((context) =>
          kept.has(context) ? Promise.all(context.pages().map((page) => page.close())) : context.close(),
        ),
    );
  }

  /** Goes to another page of the console as a link does, until all that it asked the api for is there. */
  async visit(page: Page, path: string): Promise<void> {
    await page.evaluate(`history.pushState({}, '', ${JSON.stringify(path)})`);
    await this.settled(page, path);
  }

  /** Until the page of this path is shown with all that it asked the api for. */
  async settled(page: Page, path: string): Promise<void> {
    const { pathname } = new URL(path, this.running.url);
    await page
      .locator(`main[data-at=${JSON.stringify(pathname)}] h1`)
      .first()
      .waitFor();
    const unanswered = this.#unanswered.get(page);
    // An answer may lead to the next question.
    for (let quiet = 0; quiet < 2; quiet = unanswered?.size === 0 ? quiet + 1 : 0) await delay(30);
    await page.locator('.skeleton').first().waitFor({ state: 'detached' });
  }

  /** A page of somebody who is signed in, at this path, in their own browser, which knows the scripts from before. */
  async as(role: DemoRole, path = '/', look: Look = {}): Promise<Page> {
    const session = this.#sessions.get(role) ?? this.#signIn(role);
    this.#sessions.set(role, session);
    const key = JSON.stringify([role, look]);
    let context = this.#browsers.get(key);
    if (context === undefined) {
      context = await this.#openBrowser(look);
      context.once('close', () => this.#browsers.delete(key));
      this.#browsers.set(key, context);
    }
    await context.clearCookies();
    await context.addCookies((await session).cookies);
    const page = await this.#openPage(context);
    await page.goto(this.running.url + path);
    return page;
  }

  /** A page of nobody yet, at no address yet. What its console says in red, or the policy refuses, fails the test. */
  async anonymous(look: Look = {}): Promise<Page> {
    return this.#openPage(await this.#openBrowser(look));
  }

  async #openBrowser({ locale = 'en', theme = 'light', width = 1280 }: Look): Promise<BrowserContext> {
    const context = await this.browser.newContext({
      locale,
      colorScheme: theme,
      viewport: { width, height: width < 600 ? 740 : 800 },
      reducedMotion: 'reduce',
      timezoneId: 'Europe/Berlin',
    });
    context.setDefaultTimeout(30_000);
    return context;
  }

  async #openPage(context: BrowserContext): Promise<Page> {
    const page = await context.newPage();
    const unanswered = new Set<Request>();
    this.#unanswered.set(page, unanswered);
    page.on('request', (request) => {
      const { pathname } = new URL(request.url());
      if (pathname.startsWith('/api/') && !pathname.endsWith('/stream')) unanswered.add(request);
    });
    page.on('requestfinished', (request) => unanswered.delete(request));
    page.on('requestfailed', (request) => unanswered.delete(request));
    page.on('pageerror', (error) => this.complaints.push(`${page.url()}: ${error.message}`));
    page.on('console', (message) => {
      // A refused request is shown on the page; the browser's own line about it says nothing more.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
        this.complaints.push(`${page.url()}: ${message.text()}`);
    });
    return page;
  }

  /** Errors that pages met and nobody saw: every suite ends by finding none. */
  readonly complaints: string[] = [];

  async #signIn(role: DemoRole) {
    const link = this.running.signInLinks[role];
    if (link === undefined) throw new Error(`no link for ${role}`);
    const page = await this.anonymous();
    await page.goto(link);
    await page.getByRole('navigation').waitFor();
    const state = await page.context().storageState();
    await page.context().close();
    return state;
  }
}

/** For reviewers to look at; small. Only the long form takes them: nothing depends on them. */
export async function shoot(page: Page, name: string): Promise<void> {
  if (process.env['TRIALS'] !== 'long') return;
  await page.screenshot({
    path: resolve('test/screenshots', `${name}.jpg`),
    type: 'jpeg',
    quality: 60,
    animations: 'disabled',
  });
}
