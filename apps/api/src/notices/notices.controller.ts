import { Controller, Inject } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { z } from 'zod';
import { instant, role } from '#domain/values';
import type { RecordedFact } from '#event-store/codec';
import { listEvents } from '#read-model/queries/audit-events';
import type { PageRequest } from '#read-model/queries/page';
import { factsAt } from '../audit/envelopes.js';
import type { People } from '../decision-view/people.js';
import { DESK, pageAnswer, pageRequest } from '../desk.js';
import type { Desk } from '../desk.js';
import { components, labelled, listOf } from '../http/answer-shapes.js';
import type { CallOf } from '../http/call.js';
import { page } from '../http/cursor.js';
import { Handle } from '../http/handle.js';
import { aList, defineRoute } from '../http/route.js';
import { labelledAccounts } from '../labels/account-labels.js';
import { defineQuery } from '../use-case.js';

/** What all officers are shown, whoever did it: who could come to watch, who no longer does, and by which rules is watched. */
const noticed = {
  SignInLinkIssued: 'sign_in_link_issued',
  CredentialsVoided: 'watching_role_given',
  WatchingEnded: 'watching_ended',
  WatchingResumed: 'watching_resumed',
  DetectionPolicyPublished: 'detection_policy_published',
} as const;
type Noticed = Extract<RecordedFact, { type: keyof typeof noticed }>;
const types = Object.keys(noticed);
const isNoticed = (fact: RecordedFact): fact is Noticed => types.includes(fact.type);

const notice = z
  .object({
    id: z.string(),
    at: instant,
    what: z.enum(noticed),
    /** Account, service key, or `system:cli` for the command line. */
    by: z.string(),
    /** The same as the reader calls whoever it is; null where that is no account. */
    actor: labelled.nullable(),
    /** Whose it is, with what it may do now; null for a policy. */
    account: labelled.extend({ roles: z.array(role) }).nullable(),
    /** Of the policy; null for an account. */
    version: z.int().nullable(),
  })
  .register(components, { id: 'Notice' });

const listNotices = defineRoute({
  method: 'GET',
  path: '/notices',
  summary:
    'Sign-in links issued, watching roles given, ended and resumed, and detection policies published, the latest first.',
  access: { roles: ['security_officer'] },
  query: z.strictObject(page),
  answer: listOf(notice),
  inspected: aList('notices'),
});

const showNotices = defineQuery(
  'ShowNotices',
  async (desk: Pick<Desk, 'log' | 'pool'>, { page: asked }: { readonly page: PageRequest }) => {
    const { items, next } = await listEvents(desk.pool, { types }, 'desc', asked);
    return { items: (await factsAt(desk, items)).filter(isNoticed), next };
  },
);

@Controller()
export class NoticesController {
  constructor(
    @Inject(DESK) private readonly desk: Desk,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

  @Handle(listNotices)
  async list({ query, principal: reader, now }: CallOf<typeof listNotices>) {
    const found = await this.queries.execute(showNotices.of({ page: pageRequest(this.desk, 'notices', query) }));
    const named = await labelledAccounts(this.desk, reader, found.items.flatMap(accountsOf), now.toISOString());
    const labels = new Map(named.map(({ id: accountId, label }) => [accountId, label]));
    return pageAnswer(this.desk, 'notices', found, noticeOf(this.desk.view.people, labels));
  }
}

const accountsOf = (fact: Noticed): readonly string[] =>
  fact.type === 'DetectionPolicyPublished' ? [fact.actor] : [fact.actor, fact.data.accountId];

const noticeOf = (people: People, labels: ReadonlyMap<string, string>) => (fact: Noticed) => ({
  id: fact.id,
  at: fact.recordedAt,
  what: noticed[fact.type],
  by: fact.actor,
  actor: labels.has(fact.actor) ? { id: fact.actor, label: labels.get(fact.actor) } : null,
  account:
    fact.type === 'DetectionPolicyPublished'
      ? null
      : {
          id: fact.data.accountId,
          label: labels.get(fact.data.accountId) ?? fact.data.accountId,
          roles: people.account(fact.data.accountId)?.roles ?? [],
        },
  version: fact.type === 'DetectionPolicyPublished' ? fact.data.version : null,
});
