import { BACKWARDS, END } from '@eventstore/db-client';
import { whileAnswering } from './outage.js';
import { later, positionOf } from './positions.js';
import { cancelled, readAhead, silentForMs } from './reader.js';
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
  find(): Promise<string> {
    return whileAnswering(silentForMs, async (answered) => {
      const known = this.#known;
      let [through, head] = [known.through, known.head];
      const reading = this.#server.client.readAll({ direction: BACKWARDS, fromPosition: END }, readAhead);
      for await (const { event } of cancelled(reading)) {
        answered();
        if (event === undefined) continue;
        const position = positionOf(event.position);
        through = later(through, position);
        if (position <= known.through) break;
        if (!isOurs(this.#server, event)) continue;
        head = position;
        break;
      }
      if (through > this.#known.through) this.#known = { through, head };
      return head;
    });
  }
}
