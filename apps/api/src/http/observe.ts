import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { Logger } from '#platform/logger';
import type { Metrics } from '#platform/metrics';
import type { AdmittedRequest } from './call.js';

type Needs = { readonly logger: Logger; readonly metrics: Pick<Metrics, 'requestDuration'> };

/**
 * Times every request, and logs it by the template of its route and by ids: an address may hold what is personal.
 * A defect of ours is an error, what cannot be answered at the moment a warning, and the rest is for those who look
 * closely.
 */
export const observed =
  ({ logger, metrics }: Needs): RequestHandler =>
  (request: AdmittedRequest, response: Response, next: NextFunction): void => {
    const startedMs = performance.now();
    response.once('close', () => {
      const { method, call } = request;
      const route = routeOf(request);
      const status = response.statusCode;
      const durationMs = performance.now() - startedMs;
      metrics.requestDuration.observe({ method, route, status }, durationMs / 1_000);
      const fields = {
        method,
        route,
        status,
        durationMs: Math.round(durationMs * 10) / 10,
        actor: call?.metadata.actor,
        correlationId: call?.metadata.correlationId,
      };
      if (status === 503) logger.warn(fields, 'a request could not be answered at the moment');
      else if (status >= 500) logger.error(fields, 'a request was not answered as it should be');
      else logger.debug(fields, 'a request was answered');
    });
    next();
  };

/** Express knows it once the request is routed; whatever has no route counts as one. */
function routeOf({ route }: Request): string {
  const found: unknown = route;
  return typeof found === 'object' && found !== null && 'path' in found && typeof found.path === 'string'
    ? found.path
    : 'none';
}
