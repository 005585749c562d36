import type { Page } from 'playwright-core';

/** One call of the api as whoever is signed in on this page, for what a scenario only needs to be there. */
export const callAs = (page: Page, method: string, path: string, body?: unknown): Promise<Record<string, unknown>> =>
  page.evaluate(
    async ([verb, address, json]) => {
      const me = (await (await fetch('/api/v1/me')).json()) as { csrf: string };
      const response = await fetch(`/api/v1${address}`, {
        method: verb,
        headers: { 'X-Bookward-CSRF': me.csrf, ...(json !== '' && { 'Content-Type': 'application/json' }) },
        ...(json !== '' && { body: json }),
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`${verb} ${address}: ${response.status} ${text}`);
      return JSON.parse(text) as Record<string, unknown>;
    },
    [method, path, body === undefined ? '' : JSON.stringify(body)] as const,
  );
