import { StreamableFile } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { Response } from 'express';
import { from, map, mergeMap } from 'rxjs';
import type { Observable } from 'rxjs';
import { Answer } from './answer.js';
import type { AdmittedRequest } from './call.js';
import type { Repeats } from './idempotency.js';
import { routeOf } from './route.js';

/** Writes an `Answer`'s status and headers, and gives repeated requests their first answer. */
export class AnswerInterceptor implements NestInterceptor {
  readonly #repeats: Repeats;

  constructor(repeats: Repeats) {
    this.#repeats = repeats;
  }

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const response = http.getResponse<Response>();
    const { call } = http.getRequest<AdmittedRequest>();
    const route = routeOf(context.getHandler());
    const send = (answer: unknown): unknown => {
      if (!(answer instanceof Answer)) return answer;
      response.set(answer.headers);
      if (answer.status !== undefined) response.status(answer.status);
      return answer.body instanceof Uint8Array ? new StreamableFile(answer.body) : answer.body;
    };
    const handled = next.handle();
    if (call?.idempotencyKey === undefined || route === undefined || route.method !== 'POST' || route.repeats === 'own')
      return handled.pipe(map(send));
    return from(this.#repeats.begin(call, route)).pipe(
      mergeMap((first) =>
        first !== undefined
          ? [first]
          : handled.pipe(
              mergeMap(async (answer: unknown) => {
                await this.#repeats.finish(call, route, answer);
                return answer;
              }),
              this.#repeats.forgetOnError(call),
            ),
      ),
      map(send),
    );
  }
}
