import { Controller, Inject } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { DESK, pageAnswer, pageRequest } from '../desk.js';
import type { Desk } from '../desk.js';
import { Answer, atRevision, written } from '../http/answer.js';
import type { Call, CallOf } from '../http/call.js';
import { Handle } from '../http/handle.js';
import { isDryRun } from '../imports/import-route.js';
import { changeEmployment, hireEmployee } from './change-employment.js';
import { employeeRoutes as routes } from './employee.routes.js';
import { importHr } from './import-hr.js';
import { showEmployee, showEmployees, showTier } from './show-employees.js';

type Change = Parameters<typeof changeEmployment.of>[0]['command'];

/** Who works here, who moves and who leaves. */
@Controller()
export class EmployeesController {
  constructor(
    @Inject(DESK) private readonly desk: Desk,
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

  @Handle(routes.list)
  async list({ principal: reader, query, now }: CallOf<typeof routes.list>) {
    const { team, departure } = query;
    const page = pageRequest(this.desk, 'employees', query);
    const found = await this.queries.execute(
      showEmployees.of({ reader, team, departure, page, now: now.toISOString() }),
    );
    return pageAnswer(this.desk, 'employees', found, (person) => person);
  }

  @Handle(routes.search)
  async search({ principal: reader, body, now }: CallOf<typeof routes.search>) {
    const page = pageRequest(this.desk, 'employees/search', body);
    const found = await this.queries.execute(showEmployees.of({ reader, q: body.q, page, now: now.toISOString() }));
    return pageAnswer(this.desk, 'employees/search', found, (person) => person);
  }

  @Handle(routes.hire)
  async hire({ body, metadata, idFor, now }: CallOf<typeof routes.hire>) {
    const { externalId, email, name, hiredOn, ...employment } = body;
    const { employeeId, revision, position } = await this.commands.execute(
      hireEmployee.of({
        newId: idFor('employee'),
        identity: { externalId, email },
        name,
        employment,
        hiredOn,
        now: now.toISOString(),
        metadata,
      }),
    );
    return written({ id: employeeId, revision, position });
  }

  @Handle(routes.import)
  async import({ query, body, metadata, now }: CallOf<typeof routes.import>) {
    const { position, ...report } = await this.commands.execute(
      importHr.of({ file: body, dryRun: isDryRun(query), now: now.toISOString(), metadata }),
    );
    return new Answer(report, position === '' ? {} : { 'Bookward-Position': position });
  }

  @Handle(routes.one)
  async one({ principal: reader, params, now }: CallOf<typeof routes.one>) {
    const { revision, body } = await this.queries.execute(
      showEmployee.of({ reader, employeeId: params['id'] ?? '', now: now.toISOString() }),
    );
    return atRevision(revision, body);
  }

  @Handle(routes.tier)
  tier({ principal: reader, params, now }: CallOf<typeof routes.tier>) {
    return this.queries.execute(showTier.of({ reader, employeeId: params['id'] ?? '', now: now.toISOString() }));
  }

  @Handle(routes.transfer)
  transfer(call: CallOf<typeof routes.transfer>) {
    const { effectiveOn, ...changes } = call.body;
    return this.#change(call, { type: 'TransferEmployee', changes, effectiveOn, now: call.now.toISOString() });
  }

  @Handle(routes.resign)
  resign(call: CallOf<typeof routes.resign>) {
    return this.#change(call, { type: 'DeclareResignation', ...call.body });
  }

  @Handle(routes.withdraw)
  withdraw(call: CallOf<typeof routes.withdraw>) {
    return this.#change(call, { type: 'WithdrawResignation', ...call.body });
  }

  @Handle(routes.correct)
  correct(call: CallOf<typeof routes.correct>) {
    return this.#change(call, { type: 'EnterResignationInError', ...call.body });
  }

  @Handle(routes.lastWorkingDay)
  lastWorkingDay(call: CallOf<typeof routes.lastWorkingDay>) {
    return this.#change(call, { type: 'ChangeLastWorkingDay', ...call.body });
  }

  @Handle(routes.leave)
  leave(call: CallOf<typeof routes.leave>) {
    const today = this.desk.view.localDay(call.params['id'] ?? '', call.now.toISOString());
    return this.#change(call, { type: 'RecordDeparture', ...call.body, today });
  }

  async #change({ params, metadata, ifMatch }: Call, command: Change) {
    const employeeId = params['id'] ?? '';
    const { revision, position } = await this.commands.execute(
      changeEmployment.of({ employeeId, command, metadata, ifMatch }),
    );
    return written({ id: employeeId, revision, position });
  }
}
