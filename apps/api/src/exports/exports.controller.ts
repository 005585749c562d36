import { Controller, Inject } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { DESK, employeeOf, pageAnswer, pageRequest } from '../desk.js';
import type { Desk } from '../desk.js';
import { atRevision, file, fileTypes, written } from '../http/answer.js';
import type { CallOf } from '../http/call.js';
import { Handle } from '../http/handle.js';
import { downloadFile } from './download-file.js';
import { exportRoutes as routes } from './export.routes.js';
import { requestExport } from './request-export.js';
import { runExport } from './run-export.js';
import { showExport, showExports } from './show-exports.js';
import { previewExport } from './weigh-request.js';

@Controller()
export class ExportsController {
  constructor(
    @Inject(DESK) private readonly desk: Desk,
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

  @Handle(routes.request)
  async request({ principal, body, metadata, idFor, now }: CallOf<typeof routes.request>) {
    const { purpose, recipient, ...request } = body;
    return written(
      await this.commands.execute(
        requestExport.of({
          exportId: idFor('export'),
          approvalId: idFor('approval'),
          employeeId: employeeOf(principal),
          accountId: principal.accountId,
          request,
          words: { purpose, recipient },
          now: now.toISOString(),
          metadata,
        }),
      ),
    );
  }

  @Handle(routes.preview)
  preview({ principal, body, now }: CallOf<typeof routes.preview>) {
    const employeeId = employeeOf(principal);
    return this.queries.execute(previewExport.of({ employeeId, ...body, now: now.toISOString() }));
  }

  @Handle(routes.list)
  async list({ principal: reader, query, now }: CallOf<typeof routes.list>) {
    const mine = query.mine === '' || query.mine === 'true';
    const page = pageRequest(this.desk, 'exports', query);
    const found = await this.queries.execute(
      showExports.of({
        reader,
        mine,
        employeeId: query.employeeId,
        status: query.status,
        page,
        now: now.toISOString(),
      }),
    );
    return pageAnswer(this.desk, 'exports', found, (shown) => shown);
  }

  @Handle(routes.one)
  async one({ principal: reader, params, now }: CallOf<typeof routes.one>) {
    const exportId = params['id'] ?? '';
    const { revision, body } = await this.queries.execute(showExport.of({ reader, exportId, now: now.toISOString() }));
    return atRevision(revision, body);
  }

  @Handle(routes.run)
  async run({ principal, params, metadata, ifMatch, now }: CallOf<typeof routes.run>) {
    const exportId = params['id'] ?? '';
    const employeeId = employeeOf(principal);
    return written(
      await this.commands.execute(runExport.of({ exportId, employeeId, now: now.toISOString(), metadata, ifMatch })),
    );
  }

  @Handle(routes.file)
  async file({ principal, params, metadata, now }: CallOf<typeof routes.file>) {
    const exportId = params['id'] ?? '';
    const employeeId = employeeOf(principal);
    const { file: bytes, format } = await this.commands.execute(
      downloadFile.of({ exportId, employeeId, now: now.toISOString(), metadata }),
    );
    return file(bytes, fileTypes[format], `export-${exportId}.${format}`);
  }
}
