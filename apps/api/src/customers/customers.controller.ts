import { Controller, Inject } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { DESK, employeeOf, pageAnswer, pageRequest } from '../desk.js';
import type { Desk } from '../desk.js';
import { Answer, atRevision, written } from '../http/answer.js';
import type { CallOf } from '../http/call.js';
import { Handle } from '../http/handle.js';
import { isDryRun } from '../imports/import-route.js';
import { assignCustomer, classifyCustomer } from './assign-customer.js';
import { customerRoutes as routes } from './customer.routes.js';
import { importCustomers } from './import-customers.js';
import { registerCustomer } from './register-customer.js';
import { revealField } from './reveal-field.js';
import { showFound, showList, showOne } from './show-customers.js';

@Controller()
export class CustomersController {
  constructor(
    @Inject(DESK) private readonly desk: Desk,
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

  @Handle(routes.register)
  async register({ principal, body, metadata, idFor }: CallOf<typeof routes.register>) {
    const customerId = idFor('customer');
    const onlyBy = principal.roles.includes('manager') ? null : employeeOf(principal);
    const customer = { customerId, ...body };
    const { revision, position } = await this.commands.execute(registerCustomer.of({ customer, onlyBy, metadata }));
    return written({ id: customerId, revision, position });
  }

  @Handle(routes.import)
  async import({ principal, query, body, metadata, now }: CallOf<typeof routes.import>) {
    const { position, ...report } = await this.commands.execute(
      importCustomers.of({
        file: body,
        dryRun: isDryRun(query),
        manager: principal.roles.includes('admin') ? null : employeeOf(principal),
        now: now.toISOString(),
        metadata,
      }),
    );
    return new Answer(report, position === '' ? {} : { 'Bookward-Position': position });
  }

  @Handle(routes.list)
  async list({ principal, query, metadata }: CallOf<typeof routes.list>) {
    const page = pageRequest(this.desk, 'customers', query);
    const found = await this.queries.execute(
      showList.of({ reader: principal, employeeId: employeeOf(principal), page, metadata }),
    );
    return pageAnswer(this.desk, 'customers', found, (customer) => customer);
  }

  @Handle(routes.search)
  async search({ principal, body, metadata }: CallOf<typeof routes.search>) {
    const page = pageRequest(this.desk, 'customers/search', body);
    const employeeId = employeeOf(principal);
    const found = await this.queries.execute(
      showFound.of({ reader: principal, employeeId, q: body.q, page, metadata }),
    );
    return pageAnswer(this.desk, 'customers/search', found, (customer) => customer);
  }

  @Handle(routes.one)
  async one({ principal, params, metadata }: CallOf<typeof routes.one>) {
    const employeeId = employeeOf(principal);
    const customerId = params['id'] ?? '';
    const { revision, body } = await this.queries.execute(
      showOne.of({ reader: principal, employeeId, customerId, metadata }),
    );
    return atRevision(revision, body);
  }

  @Handle(routes.reveal)
  async reveal({ principal, params, body, metadata, ifMatch, idFor, idempotencyKey }: CallOf<typeof routes.reveal>) {
    const { position, ...revealed } = await this.commands.execute(
      revealField.of({
        employeeId: employeeOf(principal),
        customerId: params['id'] ?? '',
        field: body.field,
        purpose: body.purpose,
        eventId: idFor('reveal'),
        denialId: idFor('denied reveal'),
        repeatable: idempotencyKey !== undefined,
        metadata,
        ifMatch,
      }),
    );
    return new Answer(revealed, { 'Bookward-Position': position });
  }

  @Handle(routes.assign)
  async assign({ principal, params, body, metadata, ifMatch }: CallOf<typeof routes.assign>) {
    const customerId = params['id'] ?? '';
    const manager = employeeOf(principal);
    const { revision, position } = await this.commands.execute(
      assignCustomer.of({ customerId, to: body.employeeId, manager, metadata, ifMatch }),
    );
    return written({ id: customerId, revision, position });
  }

  @Handle(routes.classify)
  async classify({ params, body, metadata, ifMatch }: CallOf<typeof routes.classify>) {
    const customerId = params['id'] ?? '';
    const { revision, position } = await this.commands.execute(
      classifyCustomer.of({ customerId, ...body, metadata, ifMatch }),
    );
    return written({ id: customerId, revision, position });
  }
}
