import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { DESK } from '../desk.js';
import type { Desk } from '../desk.js';
import { Answer } from '../http/answer.js';
import type { CallOf } from '../http/call.js';
import { Handle } from '../http/handle.js';
import { sourcesFor } from '../http/principal.js';
import { defineRoute } from '../http/route.js';
import { activityBatch } from './cloud-events.js';

const count = z.int().nonnegative();
const ingestRoute = defineRoute({
  method: 'POST',
  path: '/activity',
  summary: 'Take in what people did in another system: a batch of CloudEvents, judged one by one.',
  access: { roles: [], service: 'ingest' },
  bodyKind: 'cloudevents',
  body: activityBatch,
  answer: z.object({
    accepted: count,
    duplicates: count,
    parked: count,
    rejected: z.array(z.object({ index: count, code: z.string(), detail: z.string() })),
  }),
});

@Controller()
export class ActivityController {
  constructor(@Inject(DESK) private readonly desk: Desk) {}

  @Handle(ingestRoute)
  async ingest({ principal, body, metadata, now }: CallOf<typeof ingestRoute>) {
    this.desk.live.requireFresh();
    const { position, ...counts } = await this.desk.recordActivity(body, {
      sources: sourcesFor(principal, 'ingest'),
      historyUntil: principal.historyUntil,
      now,
      metadata,
    });
    return new Answer(counts, position === '' ? {} : { 'Bookward-Position': position });
  }
}
