import { Controller, Inject } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { z } from 'zod';
import { action, date, id, instant } from '#domain/values';
import { accessRecord } from '#read-model/queries/access-record';
import type { AccessRecordEntry } from '#read-model/queries/access-record';
import type { PageRequest } from '#read-model/queries/page';
import { isOutsideScope, toldReasons } from '../access/denied.js';
import { DESK, pageAnswer, pageRequest } from '../desk.js';
import type { Desk } from '../desk.js';
import { components } from '../http/answer-shapes.js';
import type { CallOf } from '../http/call.js';
import { page } from '../http/cursor.js';
import { Handle } from '../http/handle.js';
import { defineRoute } from '../http/route.js';
import { defineQuery } from '../use-case.js';

const recordRoute = defineRoute({
  method: 'GET',
  path: '/me/record',
  summary: 'What is recorded about you: accesses, decisions, facts from HR.',
  access: { roles: 'any' },
  query: z.strictObject({ ...page, from: instant.or(date).optional(), to: instant.or(date).optional() }),
  answer: z.object({
    items: z.array(
      z
        .object({
          at: instant,
          what: z.string(),
          action: action.optional(),
          customerId: id.optional(),
          decision: z.string().optional(),
          reason: z.string().optional(),
        })
        .register(components, { id: 'RecordEntry' }),
    ),
    nextCursor: z.string().nullable(),
    withheld: z.array(z.object({ kind: z.string(), because: z.string() })),
  }),
});

/** The same for everyone: that something is withheld says nothing about whether it exists. */
const withheld = [
  { kind: 'risk_assessments', because: 'They would tell whether somebody is looked at more closely.' },
  { kind: 'alerts', because: 'They would tell whether somebody is looked at more closely.' },
  { kind: 'look_ups', because: 'Who looked at your record is kept for auditors.' },
] as const;

type Asked = {
  readonly employeeId: string;
  readonly range: { readonly from: string | undefined; readonly to: string | undefined };
  readonly page: PageRequest;
};

/** A page of what is recorded about a person, newest first. */
const showOwnRecord = defineQuery('ShowOwnRecord', ({ pool }: Pick<Desk, 'pool'>, asked: Asked) =>
  accessRecord(pool, asked.employeeId, asked.range, asked.page),
);

@Controller()
export class MeRecordController {
  constructor(
    @Inject(DESK) private readonly desk: Desk,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

  @Handle(recordRoute)
  async record({ principal, query }: CallOf<typeof recordRoute>) {
    const instantOf = (given: string | undefined) => (given === undefined ? undefined : new Date(given).toISOString());
    const range = { from: instantOf(query.from), to: instantOf(query.to) };
    const page = pageRequest(this.desk, 'me/record', query);
    // An account without an employee has no accesses, and its list is empty.
    const employeeId = principal.employeeId ?? principal.accountId;
    const found = await this.queries.execute(showOwnRecord.of({ employeeId, range, page }));
    return { ...pageAnswer(this.desk, 'me/record', found, entryOf), withheld };
  }
}

/** No more than the answer said at the time: a customer that was refused as if there were none is not named. */
const entryOf = ({ at, what, customerId, decision, reasons, action }: AccessRecordEntry) => ({
  at,
  what,
  ...(action !== null && { action }),
  ...(customerId !== null && !isOutsideScope(reasons ?? []) && { customerId }),
  ...(decision !== null && { decision }),
  ...(reasons !== null && reasons.length > 0 && { reason: toldReasons(reasons).join(', ') }),
});
