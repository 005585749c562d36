import { Catch } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import type { Response } from 'express';
import { Refusal } from '#domain/refusal';
import { AppendTooLarge, maxAppendBytes, StoreUnavailable } from '#event-store/event-store';
import type { Logger } from '#platform/logger';
import { isOutage } from '#platform/postgres-outage';
import type { AdmittedRequest } from './call.js';
import { HttpProblem, problemDocument, statusOf } from './http-problem.js';
import type { FieldProblem } from './http-problem.js';
import { largestPartOf } from './largest-part.js';

type Told = {
  readonly code: string;
  readonly detail: string;
  readonly errors?: readonly FieldProblem[];
  readonly retryAfterSeconds?: number;
};

/** Turns whatever was thrown into a problem document; what nobody foresaw is logged and tells nothing. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  readonly #logger: Logger;
  readonly #onRefusal: (code: string) => void;

  constructor(logger: Logger, onRefusal: (code: string) => void) {
    this.#logger = logger;
    this.#onRefusal = onRefusal;
  }

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const response = http.getResponse<Response>();
    const { code, detail, errors, retryAfterSeconds } = this.#tell(error, http.getRequest<AdmittedRequest>());
    this.#onRefusal(code);
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const status = statusOf(code);
    if (retryAfterSeconds !== undefined || status === 503)
      response.setHeader('Retry-After', String(retryAfterSeconds ?? 1));
    // RFC 9110 §11.6.1. No browser asks for a password on it.
    if (status === 401) response.setHeader('WWW-Authenticate', 'Bearer');
    response
      .status(status)
      .type('application/problem+json')
      .send(JSON.stringify(problemDocument(code, detail, errors)));
  }

  #tell(error: unknown, { call }: AdmittedRequest): Told {
    if (error instanceof HttpProblem)
      return {
        code: error.code,
        detail: error.message,
        errors: error.errors,
        ...(error.retryAfterSeconds !== undefined && { retryAfterSeconds: error.retryAfterSeconds }),
      };
    if (error instanceof Refusal) {
      const errors =
        error.pointer === undefined ? [] : [{ pointer: error.pointer, code: error.code, detail: error.message }];
      return { code: error.code, detail: error.message, errors };
    }
    if (error instanceof AppendTooLarge) return tooLarge(error, call?.body);
    if (error instanceof StoreUnavailable || isOutage(error)) {
      return {
        code: 'store.unavailable',
        detail:
          'The store cannot be reached at the moment; send the same request again shortly, with its Idempotency-Key if it had one.',
      };
    }
    if (isUnrouted(error)) return { code: 'not_found', detail: 'There is nothing at this address.' };
    this.#logger.error({ err: error }, 'a request failed');
    return { code: 'internal', detail: 'The request failed for a reason of ours; it was logged.' };
  }
}

/** What is recorded at once has a limit; most of it is what the caller sent, and most of that stands in one place. */
function tooLarge({ code, bytes }: AppendTooLarge, body: unknown): Told {
  const pointer = largestPartOf(body);
  const detail = `This would be recorded as ${kilobytes(bytes)} kB at once, and ${kilobytes(maxAppendBytes)} kB is the most. Most of it is ${pointer === '' ? 'the body as a whole' : pointer}: shorten that, or send less of it at a time.`;
  return { code, detail, errors: [{ pointer, code, detail }] };
}

const kilobytes = (bytes: number): number => Math.ceil(bytes / 1024);

/** What Nest's router says of an address that it has no handler for. */
const isUnrouted = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'status' in error && error.status === 404;
