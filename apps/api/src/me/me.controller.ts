import { Controller, Inject } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { CallOf } from '../http/call.js';
import { Handle } from '../http/handle.js';
import { showLifts } from '../pseudonyms/show-lifts.js';
import { meRoutes as routes } from './me.routes.js';
import { showWaiting } from './show-waiting.js';

/** What stands on the reader's own desk. */
@Controller()
export class MeController {
  constructor(@Inject(QueryBus) private readonly queries: QueryBus) {}

  @Handle(routes.waiting)
  waiting({ principal: reader, now }: CallOf<typeof routes.waiting>) {
    return this.queries.execute(showWaiting.of({ reader, now: now.toISOString() }));
  }

  @Handle(routes.lifts)
  async lifts({ principal: { accountId }, now }: CallOf<typeof routes.lifts>) {
    return { items: await this.queries.execute(showLifts.of({ accountId, now: now.toISOString() })) };
  }
}
