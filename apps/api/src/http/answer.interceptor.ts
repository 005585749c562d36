import { StreamableFile } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { Response } from 'express';
import { from, map, mergeMap } from 'rxjs';
import type { Observable } from 'rxjs';
import type { Inspections } from '../audit/inspections.js';
import { Answer } from './answer.js';
import type { AdmittedRequest, Call } from './call.js';
import type { Repeats } from './idempotency.js';
import { isWatcher } from './principal.js';
import { routeOf } from './route.js';
import type { Route } from './route.js';

/** Records looks, writes an `Answer`'s status and headers, and gives repeated requests their first answer. */
export class AnswerInterceptor implements NestInterceptor {
  readonly #repeats: Repeats;
  readonly #inspections: Pick<Inspections, 'note'>;

  constructor(repeats: Repeats, inspections: Pick<Inspections, 'note'>) {
    this.#repeats = repeats;
    this.#inspections = inspections;
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
    const handled = this.#noted(next.handle(), call, route);
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

  /** What cannot be recorded is not shown. */
  #noted(handled: Observable<unknown>, call: Call | undefined, route: Route | undefined): Observable<unknown> {
    if (route?.inspected === undefined || call?.principal?.kind !== 'person') return handled;
    const { ofRisk = false, ...inspected } = route.inspected(call);
    if (!ofRisk && !isWatcher(call.principal)) return handled;
    const look = { ...inspected, metadata: call.metadata };
    return handled.pipe(
      mergeMap(async (answer: unknown) => {
        await this.#inspections.note(look);
        return answer;
      }),
    );
  }
}
