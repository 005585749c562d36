import { Controller, Inject } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { z } from 'zod';
import { model } from '#domain/alert/alert.events';
import { band, date, instant } from '#domain/values';
import { Refusal } from '#domain/refusal';
import { riskAsOf, riskHistory } from '#read-model/queries/risk';
import type { PageRequest } from '#read-model/queries/page';
import { alertPart, shownParts } from '../alerts/alert-part.js';
import { mustHavePassed } from '../audit/settled.js';
import { DESK, pageAnswer, pageRequest } from '../desk.js';
import type { Desk } from '../desk.js';
import { components, listOf } from '../http/answer-shapes.js';
import type { CallOf } from '../http/call.js';
import { page } from '../http/cursor.js';
import { Handle } from '../http/handle.js';
import type { Person } from '../http/principal.js';
import { aSubject, defineRoute } from '../http/route.js';
import { languageOf, localeFor } from '../language.js';
import { defineQuery } from '../use-case.js';

const officers = { roles: ['security_officer'] } as const;
const riskDay = z
  .object({ date, band, score: z.number().nullable(), assessedAt: instant, version: z.string() })
  .register(components, { id: 'RiskDay' });
const routes = {
  risk: defineRoute({
    method: 'GET',
    path: '/employees/:id/risk',
    summary: 'What was concluded last about a person, or by a moment of the past, with its parts.',
    access: officers,
    query: z.strictObject({ asOf: instant.optional() }),
    answer: z
      .object({
        band,
        score: z.number().nullable(),
        parts: z.array(alertPart),
        missing: z.array(z.string()).optional(),
        assessedAt: instant.nullable(),
        model: model.nullable(),
      })
      .register(components, { id: 'RiskAssessment' }),
    inspected: aSubject('employee/risk'),
  }),
  history: defineRoute({
    method: 'GET',
    path: '/employees/:id/risk/history',
    summary: 'What was concluded about each of a person’s days.',
    access: officers,
    query: z.strictObject({ ...page, from: date.optional(), to: date.optional() }),
    answer: listOf(riskDay),
    inspected: aSubject('employee/risk/history'),
  }),
} as const;

type About = { readonly employeeId: string; readonly readerId: string | null };

type AskedRisk = {
  readonly employeeId: string;
  readonly reader: Person;
  readonly language: string | undefined;
  readonly asOf: string | undefined;
  readonly now: Date;
};

/**
 * Somebody never assessed is `learning`.
 * @throws Refusal `not_found`, also about oneself; `asof.unsettled`
 */
const showRisk = defineQuery(
  'ShowRisk',
  async (desk: Pick<Desk, 'pool' | 'view'>, { employeeId, reader, language, asOf, now }: AskedRisk) => {
    mustBeAnother(desk, { employeeId, readerId: reader.employeeId });
    if (asOf !== undefined) mustHavePassed(asOf, now);
    const found = await riskAsOf(desk.pool, employeeId, asOf);
    if (found === undefined) return { band: 'learning', score: null, parts: [], assessedAt: null, model: null };
    const { assessedAt, missing, model, score } = found;
    const parts = shownParts(found.parts, await localeFor(desk.pool, reader, language));
    return { band: found.band, score, parts, missing, assessedAt, model };
  },
);

type Range = { readonly from?: string | undefined; readonly to?: string | undefined };

/** @throws as `showRisk` */
const showRiskHistory = defineQuery(
  'ShowRiskHistory',
  (desk: Pick<Desk, 'pool' | 'view'>, asked: About & { readonly range: Range; readonly page: PageRequest }) => {
    mustBeAnother(desk, asked);
    return riskHistory(desk.pool, asked.employeeId, asked.range, asked.page);
  },
);

function mustBeAnother({ view }: Pick<Desk, 'view'>, { employeeId, readerId }: About): void {
  if (employeeId === readerId || view.people.employee(employeeId) === undefined)
    throw new Refusal('not_found', 'There is no such employee.');
}

@Controller()
export class RiskController {
  constructor(
    @Inject(DESK) private readonly desk: Desk,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

  @Handle(routes.risk)
  risk({ principal: reader, params, query: { asOf }, now, request }: CallOf<typeof routes.risk>) {
    const employeeId = params['id'] ?? '';
    return this.queries.execute(showRisk.of({ employeeId, reader, language: languageOf(request), asOf, now }));
  }

  @Handle(routes.history)
  async history({ principal, params, query }: CallOf<typeof routes.history>) {
    const found = await this.queries.execute(
      showRiskHistory.of({
        employeeId: params['id'] ?? '',
        readerId: principal.employeeId,
        range: query,
        page: pageRequest(this.desk, 'risk', query),
      }),
    );
    return pageAnswer(this.desk, 'risk', found, (day) => day);
  }
}
