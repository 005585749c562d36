import { Controller, Inject } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { z } from 'zod';
import { approvalFacts } from '#domain/approval/approval.events';
import { approvalLevel, approvers } from '#domain/policy/approval-chains';
import { streams } from '#domain/streams';
import { approvalStatus, freeText, id, instant } from '#domain/values';
import { DESK, employeeOf, pageAnswer, pageRequest } from '../desk.js';
import type { Desk } from '../desk.js';
import { atRevision, written } from '../http/answer.js';
import { TheCall } from '../http/call.js';
import type { CallOf } from '../http/call.js';
import { page } from '../http/cursor.js';
import { aList, aThing, defineRoute, Handle } from '../http/route.js';
import { decideApproval, withdrawApproval } from './decide-approval.js';
import { showApproval, showApprovals } from './show-approvals.js';

const anyone = { roles: 'any' } as const;
const decided = z.object({ id, revision: z.int(), position: z.string(), status: approvalStatus });
const approval = z.object({
  id,
  subject: z.object({ type: z.literal('export'), id }),
  requestedBy: id,
  /** For officers and auditors. */
  employee: z.object({ id, label: z.string() }).optional(),
  requestedAt: instant,
  facts: approvalFacts,
  status: approvalStatus,
  level: z.int(),
  levels: z.array(
    z.object({
      name: z.string(),
      mode: approvalLevel.shape.mode,
      approvers,
      decisions: z.array(
        z.object({ by: id, decision: z.enum(['approve', 'reject', 'return']), at: instant, reason: z.string() }),
      ),
    }),
  ),
  expiresAt: instant,
});
const routes = {
  list: defineRoute({
    method: 'GET',
    path: '/approvals',
    summary: 'Approvals that you asked for, are named by or decided in; all of them for officers and auditors.',
    access: anyone,
    query: z.strictObject({ ...page, assigned: z.literal('me').optional(), status: approvalStatus.optional() }),
    answer: z.object({ items: z.array(approval), nextCursor: z.string().nullable() }),
    inspected: aList('approvals'),
  }),
  one: defineRoute({
    method: 'GET',
    path: '/approvals/:id',
    summary: 'One approval with its levels and decisions.',
    access: anyone,
    answer: approval,
    inspected: ({ params: { id: approvalId = '' } }) => aThing(`approvals/${approvalId}`, streams.approval(approvalId)),
  }),
  decide: defineRoute({
    method: 'POST',
    path: '/approvals/:id/decisions',
    summary: 'Approve, reject or return, at the level that waits.',
    access: anyone,
    body: z.strictObject({ decision: z.enum(['approve', 'reject', 'return']), reason: freeText.trim().min(1) }),
    answer: decided,
  }),
  withdraw: defineRoute({
    method: 'POST',
    path: '/approvals/:id/withdrawal',
    summary: 'Take a request of your own back.',
    access: anyone,
    answer: decided,
  }),
} as const;

@Controller()
export class ApprovalsController {
  constructor(
    @Inject(DESK) private readonly desk: Desk,
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

  @Handle(routes.list)
  async list(@TheCall() { principal: reader, query, now }: CallOf<typeof routes.list>) {
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
  async one(@TheCall() { principal: reader, params, now }: CallOf<typeof routes.one>) {
    const { revision, body } = await this.queries.execute(
      showApproval.of({ reader, approvalId: params['id'] ?? '', now: now.toISOString() }),
    );
    return atRevision(revision, body);
  }

  @Handle(routes.decide)
  async decide(@TheCall() { principal, params, body, metadata, ifMatch, now }: CallOf<typeof routes.decide>) {
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
  async withdraw(@TheCall() { principal, params, metadata, ifMatch }: CallOf<typeof routes.withdraw>) {
    const approvalId = params['id'] ?? '';
    const employeeId = employeeOf(principal);
    const outcome = await this.commands.execute(withdrawApproval.of({ approvalId, employeeId, metadata, ifMatch }));
    return written({ id: approvalId, ...outcome });
  }
}
