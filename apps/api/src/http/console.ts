import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Express } from 'express';
import sirv from 'sirv';

/**
 * What a page of the console may do: run our own scripts and styles and speak to our own api. No inline script, no
 * string that becomes code.
 */
const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

const policyHeader = 'Content-Security-Policy';

/** The api's own paths; every other one that names no file is a page of the console, for those who ask for HTML. */
const notPages = [/^\/api\//, /^\/(openapi\.json|healthz|readyz|metrics)$/];

/** Serves the built console, if there is one. */
export function mountConsole(app: Express, folder: string): void {
  if (!existsSync(join(folder, 'index.html'))) return;
  const files = sirv(folder, { etag: true, gzip: true, brotli: true, single: true, ignores: notPages });
  app.use((request, response, next) => {
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    const namesFile = /\.\w+$/.test(request.path);
    if (!isRead || (!namesFile && request.accepts('html', 'json') !== 'html')) return next();
    const ofTheApi = { policy: response.getHeader(policyHeader), caching: response.getHeader('Cache-Control') };
    // Before the file is looked for: an answer “not modified” replaces the headers that the browser has kept.
    response.setHeader(policyHeader, pagePolicy);
    const isForever = request.path.startsWith('/assets/');
    response.setHeader('Cache-Control', isForever ? 'public, max-age=31536000, immutable' : 'no-cache');
    files(request, response, () => {
      response.setHeader(policyHeader, ofTheApi.policy ?? '');
      response.setHeader('Cache-Control', ofTheApi.caching ?? '');
      next();
    });
  });
}
