import { Controller, Inject } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { handOver } from '../customers/assign-customer.js';
import { DESK, employeeOf, pageAnswer, pageRequest } from '../desk.js';
import type { Desk } from '../desk.js';
import { Answer } from '../http/answer.js';
import type { CallOf } from '../http/call.js';
import { Handle } from '../http/handle.js';
import { checkDeparture } from './departure-check.js';
import { employeeRoutes as routes } from './employee.routes.js';
import { countCustomers, listPortfolio, mustBeOfTeam } from './portfolio.js';
import { showActivity } from './show-activity.js';
import { showTeam } from './show-team.js';
import { showTeamFriction } from './team-friction.js';
import { teamOf } from './show-employees.js';

/** What is looked at and handed over when somebody leaves. */
@Controller()
export class ClearanceController {
  constructor(
    @Inject(DESK) private readonly desk: Desk,
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

  @Handle(routes.departureCheck)
  departureCheck({ principal, params, now }: CallOf<typeof routes.departureCheck>) {
    return this.queries.execute(
      checkDeparture.of({
        employeeId: params['id'] ?? '',
        readerId: principal.employeeId,
        asOfficer: principal.roles.includes('security_officer'),
        now: now.toISOString(),
      }),
    );
  }

  @Handle(routes.portfolio)
  async portfolio({ principal, params, query, now }: CallOf<typeof routes.portfolio>) {
    const employeeId = params['id'] ?? '';
    const at = now.toISOString();
    if (principal.roles.includes('hr')) return this.queries.execute(countCustomers.of({ employeeId }));
    const page = pageRequest(this.desk, 'portfolio', query);
    const team = teamOf(this.desk, principal, at);
    const found = await this.queries.execute(listPortfolio.of({ employeeId, team, page, now: at }));
    const counts = await this.queries.execute(countCustomers.of({ employeeId }));
    return { ...counts, ...pageAnswer(this.desk, 'portfolio', found, (customer) => customer) };
  }

  @Handle(routes.handOver)
  async handOver({ principal, params, body, metadata, ifMatch, now }: CallOf<typeof routes.handOver>) {
    const from = params['id'] ?? '';
    const at = now.toISOString();
    mustBeOfTeam(this.desk.view, from, teamOf(this.desk, principal, at), at);
    const { moved, position } = await this.commands.execute(
      handOver.of({
        from,
        to: body.to,
        manager: employeeOf(principal),
        customerIds: body.customers,
        metadata,
        ifMatch,
      }),
    );
    return new Answer({ moved }, position === '' ? {} : { 'Bookward-Position': position });
  }

  @Handle(routes.activity)
  activity({ principal, params, query, now }: CallOf<typeof routes.activity>) {
    const { from, to, bucket } = query;
    return this.queries.execute(
      showActivity.of({
        employeeId: params['id'] ?? '',
        readerId: principal.employeeId,
        from,
        to,
        bucket,
        now: now.toISOString(),
      }),
    );
  }

  @Handle(routes.team)
  team({ principal: reader, now }: CallOf<typeof routes.team>) {
    return this.queries.execute(showTeam.of({ reader, now: now.toISOString() }));
  }

  @Handle(routes.friction)
  friction({ principal: reader, query: { from, to }, now }: CallOf<typeof routes.friction>) {
    return this.queries.execute(showTeamFriction.of({ reader, from, to, now: now.toISOString() }));
  }
}
