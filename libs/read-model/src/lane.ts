import { batched } from './batched.js';
import type { Standing } from './project.js';
import { batchEvents, catchUp, takeIn } from './take-in.js';
import type { ProjectionContext } from './take-in.js';

/** Projections that follow the log together: one subscription, each event decoded once, one transaction a batch. */
export class Lane {
  readonly #context: ProjectionContext;
  #members: readonly Standing[];
  #position: string;
  readonly #joining: Standing[] = [];

  /** `position`: at or before where every member stands. */
  constructor(context: ProjectionContext, members: readonly Standing[], position: string) {
    this.#context = context;
    this.#members = members;
    this.#position = position;
  }

  /** Takes a projection along from the next batch on. It should be near the head: the others wait for it. */
  join(standing: Standing): void {
    this.#joining.push(standing);
  }

  /** Returns when `signal` aborts. */
  async run(signal: AbortSignal): Promise<void> {
    const from = this.#position === '' ? {} : { from: this.#position };
    for await (const events of batched(this.#context.source.subscribe({ ...from, signal }), batchEvents)) {
      const last = events.at(-1);
      if (last !== undefined) {
        this.#members = await takeIn(this.#context, this.#members, events);
        this.#position = last.position;
      }
      await this.#letJoin(signal);
    }
  }

  async #letJoin(signal: AbortSignal): Promise<void> {
    for (let next = this.#joining.shift(); next !== undefined; next = this.#joining.shift()) {
      const joined = next.position < this.#position ? await catchUp(this.#context, next, signal, this.#position) : next;
      if (joined !== undefined) this.#members = [...this.#members, joined];
    }
  }
}
