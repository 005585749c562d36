import { Controller, Inject } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { Command } from '@nestjs/cqrs';
import { absoluteIndicators, indicators } from '#detection/indicators';
import { legitimateWork } from '#detection/messages/legitimate-work';
import type { PolicyName } from '#read-model/queries/policies';
import { DESK } from '../desk.js';
import type { Desk } from '../desk.js';
import { Answer, written } from '../http/answer.js';
import type { CallOf } from '../http/call.js';
import { Handle } from '../http/handle.js';
import { HttpProblem } from '../http/http-problem.js';
import { languageOf, localeFor } from '../language.js';
import { policyRoutes as routes } from './policy.routes.js';
import { publishCanaries, publishChains, publishDetection, publishTiers } from './publish-policy.js';
import { showPolicy } from './show-policy.js';
import { simulatePolicy } from './simulate-policy.js';

type Published = { readonly revision: number; readonly position: string; readonly policy: object };

/** Tiers, approval chains, detection and canaries: every version published, never one changed. */
@Controller()
export class PoliciesController {
  #isSimulating = false;

  constructor(
    @Inject(DESK) private readonly desk: Desk,
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

  @Handle(routes.tiers)
  tiers(call: CallOf<typeof routes.tiers>) {
    return this.#show(call, 'tiers');
  }
  @Handle(routes.publishTiers)
  publishTiers(call: CallOf<typeof routes.publishTiers>) {
    return this.#publish('tiers', publishTiers.of({ ...publishing(call), body: call.body }));
  }

  @Handle(routes.chains)
  chains(call: CallOf<typeof routes.chains>) {
    return this.#show(call, 'approval-chains');
  }
  @Handle(routes.publishChains)
  publishChains(call: CallOf<typeof routes.publishChains>) {
    return this.#publish('approval-chains', publishChains.of({ ...publishing(call), body: call.body }));
  }

  @Handle(routes.detection)
  async detection(call: CallOf<typeof routes.detection>) {
    const locale = await localeFor(this.desk.pool, call.principal, languageOf(call.request));
    return this.#show(call, 'detection', { catalogue: catalogueIn(locale) });
  }
  @Handle(routes.publishDetection)
  publishDetection(call: CallOf<typeof routes.publishDetection>) {
    return this.#publish('detection', publishDetection.of({ ...publishing(call), body: call.body }));
  }

  /** One at a time: it is the one thing here that computes for seconds. */
  @Handle(routes.simulate)
  async simulate({ body: draft, principal: reader, now }: CallOf<typeof routes.simulate>) {
    if (this.#isSimulating) throw new HttpProblem('rate.limited', 'Another simulation is running.', [], 5);
    this.#isSimulating = true;
    try {
      return await this.queries.execute(simulatePolicy.of({ draft, reader, now: now.toISOString() }));
    } finally {
      this.#isSimulating = false;
    }
  }

  @Handle(routes.canaries)
  canaries(call: CallOf<typeof routes.canaries>) {
    return this.#show(call, 'canaries');
  }
  @Handle(routes.publishCanaries)
  publishCanaries(call: CallOf<typeof routes.publishCanaries>) {
    return this.#publish('canaries', publishCanaries.of({ ...publishing(call), body: call.body }));
  }

  async #show(
    { principal: reader, now }: Pick<CallOf<typeof routes.tiers>, 'principal' | 'now'>,
    policy: PolicyName,
    more: object = {},
  ) {
    const { revision, ...body } = await this.queries.execute(showPolicy.of({ policy, reader, now: now.toISOString() }));
    return new Answer({ ...body, ...more }, revision === undefined ? {} : { ETag: `"${revision}"` });
  }

  async #publish(id: PolicyName, command: Command<Published>) {
    const { policy, revision, position } = await this.commands.execute(command);
    return written({ ...policy, id, revision, position });
  }
}

const catalogueIn = (locale: string) =>
  [...indicators, ...absoluteIndicators.map(({ code }) => ({ code, weight: null }))].map(({ code, weight }) => ({
    code,
    weight,
    legitimate: legitimateWork(code, locale),
  }));

const publishing = ({
  now,
  metadata,
  ifMatch,
}: Pick<CallOf<typeof routes.publishTiers>, 'now' | 'metadata' | 'ifMatch'>) => ({
  now: now.toISOString(),
  metadata,
  ifMatch,
});
