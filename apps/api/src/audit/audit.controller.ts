import { Controller, Inject } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { Refusal } from '#domain/refusal';
import { DESK, pageAnswer, pageRequest } from '../desk.js';
import type { Desk } from '../desk.js';
import { Answer, file, fileTypes } from '../http/answer.js';
import type { CallOf } from '../http/call.js';
import { Handle } from '../http/handle.js';
import { showAsOf } from './show-as-of.js';
import { auditRoutes as routes } from './audit.routes.js';
import { exportEvents } from './export-events.js';
import { nameSubjects } from './name-subjects.js';
import { showEvents, showStream } from './show-events.js';

/** The log as evidence. Whoever reads here is recorded in turn. */
@Controller()
export class AuditController {
  constructor(
    @Inject(DESK) private readonly desk: Desk,
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

  @Handle(routes.events)
  async events({ principal: reader, query, now }: CallOf<typeof routes.events>) {
    const { limit: _limit, cursor: _cursor, order, ids, ...rest } = query;
    const filter = { ...rest, ids: ids?.split(',') };
    const page = pageRequest(this.desk, 'audit/events', query);
    const found = await this.queries.execute(showEvents.of({ reader, now, filter, order, page }));
    const items = await nameSubjects(this.desk, reader, found.items, now.toISOString());
    return pageAnswer(this.desk, 'audit/events', { ...found, items }, (event) => event);
  }

  @Handle(routes.stream)
  async stream({ principal: reader, params, query, now }: CallOf<typeof routes.stream>) {
    const stream = params['name'] ?? '';
    const page = pageRequest(this.desk, `audit/${stream}`, query);
    const found = await this.queries.execute(showStream.of({ reader, now, stream, page }));
    const items = await nameSubjects(this.desk, reader, found.items, now.toISOString());
    return {
      ...pageAnswer(this.desk, `audit/${stream}`, { ...found, items }, (event) => event),
      causes: found.causes,
    };
  }

  @Handle(routes.asOf)
  async asOf({ principal: reader, query, now }: CallOf<typeof routes.asOf>) {
    const { entity, at } = query;
    const found = await this.queries.execute(showAsOf.of({ reader, entity, at, now }));
    return { entity, at, ...found };
  }

  @Handle(routes.verify)
  async verify({ metadata, body }: CallOf<typeof routes.verify>) {
    return { id: await this.desk.verifications.start(metadata.actor, body.head) };
  }

  @Handle(routes.verification)
  async verification({ params }: CallOf<typeof routes.verification>) {
    const found = await this.desk.verifications.find(params['id'] ?? '');
    if (found === undefined) throw new Refusal('not_found', 'There is no such verification.');
    return found;
  }

  @Handle(routes.export)
  async export({ principal: reader, body, now, metadata }: CallOf<typeof routes.export>) {
    const { filters: filter, format, reason } = body;
    const { bytes, position } = await this.commands.execute(
      exportEvents.of({ reader, now, filter, format, reason, metadata }),
    );
    const { body: content, headers } = file(bytes, fileTypes[format], `audit-events.${format}`);
    return new Answer(content, { ...headers, 'Bookward-Position': position });
  }
}
