import { Controller, Inject } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { z } from 'zod';
import { freeText, instant } from '#domain/values';
import { written } from '../http/answer.js';
import { written as aWrite } from '../http/answer-shapes.js';
import type { Call, CallOf } from '../http/call.js';
import { Handle } from '../http/handle.js';
import type { Person } from '../http/principal.js';
import { defineRoute } from '../http/route.js';
import { liftPseudonym } from './lift-pseudonym.js';

const lift = {
  method: 'POST',
  access: { roles: ['security_officer', 'auditor'] },
  body: z.strictObject({ reason: freeText, alertId: z.string().max(80).optional() }),
  answer: aWrite.extend({ name: z.string(), expiresAt: instant }),
  status: 201,
} as const;
const routes = {
  employee: defineRoute({
    ...lift,
    path: '/employees/:id/pseudonym-lifts',
    summary: 'See a person’s name for 24 hours, for a reason that is recorded.',
  }),
  customer: defineRoute({
    ...lift,
    path: '/customers/:id/pseudonym-lifts',
    summary: 'See a customer’s name for 24 hours, for a reason that is recorded.',
  }),
} as const;

@Controller()
export class PseudonymsController {
  constructor(@Inject(CommandBus) private readonly commands: CommandBus) {}

  @Handle(routes.employee)
  employee(call: CallOf<typeof routes.employee>) {
    return this.#lift('employee', call);
  }

  @Handle(routes.customer)
  customer(call: CallOf<typeof routes.customer>) {
    return this.#lift('customer', call);
  }

  async #lift(kind: 'employee' | 'customer', call: Call<Person, unknown, z.output<typeof lift.body>>) {
    const { principal: reader, params, body, metadata, ifMatch, idFor } = call;
    const { reason, alertId = null } = body;
    const subject = { kind, id: params['id'] ?? '' };
    const lifted = await this.commands.execute(
      liftPseudonym.of({ reader, subject, reason, alertId, eventId: idFor('lift'), metadata, ifMatch }),
    );
    return written(lifted);
  }
}
