import { recordsInspected } from '#domain/audit/audit.events';
import type { Metadata } from '#domain/event';
import { streams } from '#domain/streams';
import type { Log } from '#event-store/log';

/** What somebody looked at: the screen, and the employees and customers that the request named. */
export type Look = {
  readonly screen: string;
  readonly subjects: readonly string[];
  readonly metadata: Metadata;
};
type Noted = {
  readonly look: Look;
  readonly sinceMs: number;
  readonly recorded: Promise<unknown>;
  /** Looks after the one that was recorded. */
  more: number;
};

const windowMs = 5 * 60_000;

/**
 * Records what auditors and officers look at: one event per reader, screen, subjects and five minutes. The first look
 * is recorded before it is answered; those that follow are counted in the next event of the same screen.
 */
export class Inspections {
  readonly #log: Pick<Log, 'append'>;
  readonly #noted = new Map<string, Noted>();

  constructor(log: Pick<Log, 'append'>) {
    this.#log = log;
  }

  /** @throws StoreUnavailable: what cannot be recorded is not shown */
  async note(look: Look): Promise<void> {
    const key = JSON.stringify([look.metadata.actor, look.screen, look.subjects]);
    const nowMs = Date.parse(look.metadata.occurredAt);
    const last = this.#noted.get(key);
    if (last !== undefined && nowMs - last.sinceMs < windowMs) {
      last.more += 1;
      await last.recorded;
      return;
    }
    await this.#record(key, look, 1 + (last?.more ?? 0), nowMs);
  }

  /** Records looks that no later look has counted; all of them when `everything`, else those whose five minutes are over. */
  async settle(nowMs: number, everything = false): Promise<void> {
    for (const [key, { look, sinceMs, more }] of this.#noted) {
      if (!everything && nowMs - sinceMs < windowMs) continue;
      if (more === 0) this.#noted.delete(key);
      else await this.#record(key, look, more, nowMs);
    }
  }

  async #record(key: string, look: Look, count: number, nowMs: number): Promise<void> {
    const before = this.#noted.get(key);
    const recorded = this.#append(look, count, nowMs);
    this.#noted.set(key, { look, sinceMs: nowMs, recorded, more: 0 });
    try {
      await recorded;
    } catch (error) {
      // Nobody is shown what this would have recorded; the looks before it were shown and are still to be counted.
      if (before === undefined) this.#noted.delete(key);
      else this.#noted.set(key, before);
      throw error;
    }
  }

  #append({ screen, subjects, metadata }: Look, count: number, nowMs: number): Promise<unknown> {
    const { actor } = metadata;
    const event = recordsInspected.of({ actorId: actor, screen, subjects: subjects.slice(0, 200), count });
    const stream = streams.audit(actor, new Date(nowMs).toISOString().slice(0, 10));
    return this.#log.append(stream, 'any', [event], { ...metadata, occurredAt: new Date(nowMs).toISOString() });
  }
}
