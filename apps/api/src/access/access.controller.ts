import { Controller, Inject } from '@nestjs/common';
import type { Action } from '#domain/values';
import { DESK, employeeOf } from '../desk.js';
import type { Desk } from '../desk.js';
import { Answer } from '../http/answer.js';
import type { CallOf } from '../http/call.js';
import { Handle } from '../http/handle.js';
import { HttpProblem } from '../http/http-problem.js';
import type { RecordedDecision } from './access-desk.js';
import { accessRoutes } from './access.routes.js';
import type { Ref } from './access.routes.js';
import { toldReasons } from './denied.js';

type DecideCall = CallOf<typeof accessRoutes.decide>;

/** The busiest route: it goes to the access desk without a bus in between. */
@Controller()
export class AccessController {
  constructor(@Inject(DESK) private readonly desk: Desk) {}

  @Handle(accessRoutes.decide)
  async decide(call: DecideCall) {
    const { action, rows, kinds, fields, purpose, device, channel } = call.body;
    const employeeId = await this.#employeeOf(call);
    const { customerIds, unmapped } = await this.#customersOf(call.body.customers ?? []);
    const recorded = await this.desk.access.decideAndRecord(
      {
        employeeId,
        action,
        customerIds,
        unmapped,
        kinds,
        purpose,
        device,
        ...(fields !== undefined && { fields }),
        ...(rows !== undefined && { rows }),
      },
      {
        ...call.metadata,
        ...(channel !== undefined && { channel }),
        ...(call.principal.kind === 'service' && { onBehalfOf: employeeId }),
      },
      call.idFor('decision'),
      call.idFor('denial'),
    );
    const { decisionId, decision, masks, decidedThrough, position } = recorded;
    const body = {
      decisionId,
      decision,
      reasons: call.principal.kind === 'person' ? toldReasons(recorded.reasons) : recorded.reasons,
      masks,
      decidedThrough,
      position,
      ...noticeOf(action, recorded),
    };
    return new Answer(body, { 'Bookward-Position': position });
  }

  /** A person asks about themself, a key about somebody it names. */
  async #employeeOf({ principal, body }: DecideCall): Promise<string> {
    const { employee } = body;
    if (principal.kind === 'person') {
      if (employee === undefined) return employeeOf(principal);
      throw fieldProblem('request.invalid', 'A person asks for themself only.');
    }
    if (employee === undefined) throw fieldProblem('request.invalid', 'A service key names the employee.');
    const [id] = 'id' in employee ? [employee.id] : await this.desk.externalIds.findEach('employee', [employee]);
    if (id !== undefined && this.desk.view.people.employee(id) !== undefined) return id;
    throw fieldProblem('reference.unknown', 'There is no such employee.');
  }

  /** Each once, by whichever names it is given. */
  async #customersOf(refs: readonly Ref[]) {
    const outside = refs.filter((ref) => 'externalId' in ref);
    const found = await this.desk.externalIds.findEach('customer', outside);
    const customerIds = new Set(refs.flatMap((ref) => ('id' in ref ? [ref.id] : [])));
    const unmapped = new Set<string>();
    for (const [index, { externalId }] of outside.entries()) {
      const id = found[index];
      if (id === undefined) unmapped.add(externalId);
      else customerIds.add(id);
    }
    return { customerIds: [...customerIds], unmapped: [...unmapped] };
  }
}

const fieldProblem = (code: string, detail: string): HttpProblem =>
  new HttpProblem(code, detail, [{ pointer: '/employee', code, detail }]);

function noticeOf(action: Action, { notice }: RecordedDecision): { readonly notice?: string } {
  if (notice === undefined) return {};
  const { used, limit } = notice.values;
  const what = action === 'reveal' ? 'reveals' : 'records';
  return { notice: `With this you have used ${used} of the ${limit} ${what} that your tier allows a day.` };
}
