import { BACKWARDS } from '@eventstore/db-client';
import type { Position } from '@eventstore/db-client';
import { whileAnswering } from './outage.js';
import { positionOf } from './positions.js';
import { cancelled, readAhead, readLast, silentForMs } from './reader.js';
import { isOurs } from './shared-server.js';
import type { SharedServer } from './shared-server.js';

/**
 * Finds the last of our events from the end of everything back. What was looked through once is not again: others may
 * have written millions of events since ours, and the first look takes as long as it takes.
 */
export class OwnHead {
  readonly #server: SharedServer;
  /** Up to `through`, `head` is the last of ours; `''` = none. */
  #known = { through: '', head: '' };

  constructor(server: SharedServer) {
    this.#server = server;
  }

  /** Position of our last event; `''` when there is none. @throws StoreUnavailable when the server falls silent */
  async find(): Promise<string> {
    const last = await readLast(this.#server);
    if (last === undefined) return '';
    const through = positionOf(last.position);
    const head = isOurs(this.#server, last) ? through : await this.#lastBefore(last.position);
    if (through > this.#known.through) this.#known = { through, head };
    return head;
  }

  #lastBefore(fromPosition: Position): Promise<string> {
    const { through, head } = this.#known;
    return whileAnswering(silentForMs, async (answered) => {
      if (positionOf(fromPosition) <= through) return head;
      const reading = this.#server.client.readAll({ direction: BACKWARDS, fromPosition }, readAhead);
      for await (const { event } of cancelled(reading)) {
        answered();
        if (event === undefined) continue;
        const position = positionOf(event.position);
        if (position <= through) break;
        if (isOurs(this.#server, event)) return position;
      }
      return head;
    });
  }
}
