import { Controller, Inject } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { DESK, employeeOf, pageAnswer, pageRequest } from '../desk.js';
import type { Desk } from '../desk.js';
import { atRevision, written } from '../http/answer.js';
import type { CallOf } from '../http/call.js';
import { Handle } from '../http/handle.js';
import { approvalRoutes as routes } from './approval.routes.js';
import { decideApproval, withdrawApproval } from './decide-approval.js';
import { showApproval, showApprovals } from './show-approvals.js';

@Controller()
export class ApprovalsController {
  constructor(
    @Inject(DESK) private readonly desk: Desk,
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

  @Handle(routes.list)
  async list({ principal: reader, query, now }: CallOf<typeof routes.list>) {
    const found = await this.queries.execute(
      showApprovals.of({
        reader,
        assigned: query.assigned === 'me',
        status: query.status,
        page: pageRequest(this.desk, 'approvals', query),
        now: now.toISOString(),
      }),
    );
    return pageAnswer(this.desk, 'approvals', found, (approval) => approval);
  }

  @Handle(routes.one)
  async one({ principal: reader, params, now }: CallOf<typeof routes.one>) {
    const { revision, body } = await this.queries.execute(
      showApproval.of({ reader, approvalId: params['id'] ?? '', now: now.toISOString() }),
    );
    return atRevision(revision, body);
  }

  @Handle(routes.decide)
  async decide({ principal, params, body, metadata, ifMatch, now }: CallOf<typeof routes.decide>) {
    const approvalId = params['id'] ?? '';
    const { accountId, employeeId } = principal;
    const outcome = await this.commands.execute(
      decideApproval.of({
        approvalId,
        accountId,
        // An account without an employee is a person of its own.
        employeeId: employeeId ?? accountId,
        ...body,
        now: now.toISOString(),
        metadata,
        ifMatch,
      }),
    );
    return written({ id: approvalId, ...outcome });
  }

  @Handle(routes.withdraw)
  async withdraw({ principal, params, metadata, ifMatch }: CallOf<typeof routes.withdraw>) {
    const approvalId = params['id'] ?? '';
    const employeeId = employeeOf(principal);
    const outcome = await this.commands.execute(withdrawApproval.of({ approvalId, employeeId, metadata, ifMatch }));
    return written({ id: approvalId, ...outcome });
  }
}
