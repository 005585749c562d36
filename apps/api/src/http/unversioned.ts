import type { Express, NextFunction, Request, Response } from 'express';
import type { Metrics } from '#platform/metrics';
import { openApiDocument } from './openapi.js';
import { declaredRoutes } from './handle.js';

/** The routes outside `/api/v1`, for those who run Bookward and for generators of clients. */
const unversionedPaths = ['/openapi.json', '/healthz', '/readyz', '/metrics'] as const;

type Needs = {
  readonly metrics: Metrics;
  /** Who may read the metrics. */
  readonly metricsFor: 'loopback' | 'everyone';
  /** Brings the metrics up to now. */
  readonly measure: () => Promise<void>;
  readonly isReady: () => Promise<boolean>;
};

export function mountUnversioned(app: Express, { metrics, metricsFor, measure, isReady }: Needs): void {
  app.get('/openapi.json', (_, response) => void response.json(openApiDocument()));
  app.get('/healthz', (_, response) => void response.json({ status: 'alive' }));
  app.get('/readyz', (_, response, next) => {
    isReady().then(
      (ready) => void response.status(ready ? 200 : 503).json({ status: ready ? 'ready' : 'catching up' }),
      next,
    );
  });
  app.get('/metrics', (request, response, next) => {
    if (metricsFor === 'loopback' && !isLoopback(request)) return void response.status(404).end();
    measure()
      .then(() => metrics.registry.metrics())
      .then((text) => void response.type(metrics.registry.contentType).send(text), next);
  });
}

/** A proxy on the same machine asks from there as well, for anybody: it says so, or asks by another name. */
const isLoopback = ({ socket, headers }: Request): boolean =>
  /^(127\.|::1$|::ffff:127\.)/.test(socket.remoteAddress ?? '') &&
  forwarding.every((name) => headers[name] === undefined) &&
  /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/i.test(headers.host ?? '');
const forwarding = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'] as const;

/** A handler that no route definition stands behind would be open to everybody: refuse to start. */
export function refuseUndeclared(app: Express): void {
  const declared = new Set(declaredRoutes().map(({ method, path }) => `${method} /api/v1${path}`));
  for (const { route } of app.router.stack) {
    if (route === undefined || unversionedPaths.some((path) => path === route.path)) continue;
    for (const { method } of route.stack) {
      const name = `${method.toUpperCase()} ${route.path}`;
      if (!declared.has(name)) throw new Error(`${name} has no route definition`);
    }
  }
}

/** Headers that every answer carries: an api serves nothing that a browser should frame, sniff or run. */
export function securityHeaders(_: Request, response: Response, next: NextFunction): void {
  // Set one by one on Node's own response: Express' `set` would look each of them over on every request.
  for (const [name, value] of protective) response.setHeader(name, value);
  next();
}

const protective = [
  ['Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'"],
  ['Cross-Origin-Opener-Policy', 'same-origin'],
  ['Cross-Origin-Resource-Policy', 'same-origin'],
  ['Referrer-Policy', 'no-referrer'],
  ['Strict-Transport-Security', 'max-age=31536000; includeSubDomains'],
  ['X-Content-Type-Options', 'nosniff'],
  ['X-Frame-Options', 'DENY'],
  ['Cache-Control', 'no-store'],
] as const;
