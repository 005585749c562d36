import { Controller, Inject } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { z } from 'zod';
import { projectionHealth } from '#read-model/queries/health';
import type { Desk } from '../desk.js';
import { components, count } from '../http/answer-shapes.js';
import { Handle } from '../http/handle.js';
import { defineRoute } from '../http/route.js';
import { defineQuery } from '../use-case.js';

const routes = {
  health: defineRoute({
    method: 'GET',
    path: '/system/health',
    summary: 'How far each read model is behind, what waits in the queue, and where the log stands.',
    access: { roles: ['admin'] },
    answer: z
      .object({
        projections: z.array(
          z.object({ name: z.string(), lagEvents: count, lagSeconds: z.number(), stopped: z.string().optional() }),
        ),
        queue: z.object({
          backend: z.enum(['postgres', 'redis']),
          waiting: count.nullable(),
          failed: count.nullable(),
        }),
        store: z.object({ kind: z.enum(['postgres', 'eventstoredb']), position: z.string() }),
      })
      .register(components, { id: 'Health' }),
  }),
} as const;

/** @throws StoreUnavailable */
const showHealth = defineQuery(
  'ShowHealth',
  async ({ pool, log, queue }: Pick<Desk, 'pool' | 'log' | 'queue'>, _: void) => {
    const [projections, counts, position] = await Promise.all([
      // An age by two clocks that differ would tell nothing.
      log.store.now().then((now) => projectionHealth(pool, log.store, now.getTime())),
      // Losing the queue loses nothing but wake-ups: its absence is shown, not an outage.
      queue.counts().catch(() => ({ backend: queue.backend, waiting: null, failed: null })),
      log.store.head(),
    ]);
    return { projections, queue: counts, store: { kind: log.store.kind, position } };
  },
);

@Controller()
export class SystemController {
  constructor(@Inject(QueryBus) private readonly queries: QueryBus) {}

  @Handle(routes.health)
  health() {
    return this.queries.execute(showHealth.of());
  }
}
