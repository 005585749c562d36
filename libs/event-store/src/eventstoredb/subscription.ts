import { START } from '@eventstore/db-client';
import type { EventFilter, SubscribeOptions, SubscriptionMessage } from '../event-store.js';
import { passes } from './filter.js';
import { MarkedSubscription } from './marked-subscription.js';
import { backOff, isOutage } from './outage.js';
import { later, parsePosition, positionOf } from './positions.js';
import { readLast } from './reader.js';
import { readToHead } from './read-to-head.js';
import { isOurs } from './shared-server.js';
import type { SharedServer } from './shared-server.js';
import { Decoder } from './stored-event.js';

/** How often the head is asked for: soon after something was read, and often enough to say `caughtUp` every second. */
const probeMs = { afterEvents: 50, quiet: 600, tick: 50 };

/** Reads to the head and goes on live; through outages, from the last event that was yielded. */
export async function* subscribe(
  server: SharedServer,
  { from = '', filter, signal }: SubscribeOptions,
): AsyncGenerator<SubscriptionMessage> {
  let after = from;
  let failures = 0;
  while (!signal.aborted) {
    try {
      // The server's filter spares the wire a long history, but it never says how far it has looked. So history comes
      // filtered, and from its end on everything comes and is filtered here: then what was read is what there is.
      if (filter !== undefined) {
        const history = readToHead(server, after, filter, signal);
        let step = await history.next();
        for (; step.done !== true; step = await history.next()) {
          after = step.value.position;
          yield { kind: 'event', event: step.value };
          if (signal.aborted) return;
        }
        after = later(after, step.value);
      }
      for await (const message of followLive(server, after, filter, signal)) {
        after = later(after, message.kind === 'event' ? message.event.position : message.through);
        failures = 0;
        yield message;
        if (signal.aborted) return;
      }
    } catch (error) {
      if (!isOutage(error)) throw error;
    }
    await backOff(failures, signal);
    failures += 1;
  }
}

/** Everything after `from`, all but our own events left out; `caughtUp` where the log was found to end. */
async function* followLive(
  server: SharedServer,
  from: string,
  filter: EventFilter | undefined,
  signal: AbortSignal,
): AsyncGenerator<SubscriptionMessage> {
  const decoder = new Decoder(server);
  const subscription = new MarkedSubscription(
    server.client.subscribeToAll({ fromPosition: from === '' ? START : parsePosition(from) }),
    signal,
  );
  const probe = new HeadProbe(server, subscription);
  let read = from;
  let through = from;
  let head: string | undefined;
  try {
    for await (const item of subscription) {
      if (item.kind === 'caughtUp') probe.soon();
      if (item.kind === 'head') head = item.position;
      if (item.kind === 'event') {
        read = later(read, positionOf(item.event.position));
        if (isOurs(server, item.event) && read > through) {
          through = read;
          probe.soon();
          const stored = decoder.decode(item.event);
          if (passes(filter, stored)) yield { kind: 'event', event: stored };
        }
      }
      if (head === undefined || read < head) continue;
      head = undefined;
      yield { kind: 'caughtUp', through };
    }
  } finally {
    probe.stop();
  }
}

/** Asks the server where the log ends and puts the answer into the subscription, behind what has arrived by then. */
class HeadProbe {
  readonly #server: SharedServer;
  readonly #subscription: MarkedSubscription;
  readonly #timer: NodeJS.Timeout;
  #asking = false;
  #askedAt = performance.now();
  #wanted = false;

  constructor(server: SharedServer, subscription: MarkedSubscription) {
    this.#server = server;
    this.#subscription = subscription;
    this.#timer = setInterval(() => this.#ask(), probeMs.tick);
  }

  soon(): void {
    this.#wanted = true;
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #ask(): void {
    const dueMs = this.#wanted ? probeMs.afterEvents : probeMs.quiet;
    if (this.#asking || performance.now() - this.#askedAt < dueMs) return;
    this.#asking = true;
    this.#wanted = false;
    this.#askedAt = performance.now();
    readLast(this.#server).then(
      (last) => {
        this.#asking = false;
        this.#subscription.mark({ kind: 'head', position: last === undefined ? '' : positionOf(last.position) });
      },
      // Whoever cannot tell where the log ends cannot say that it has caught up either: connect anew.
      (error: unknown) => this.#subscription.fail(error instanceof Error ? error : new Error(String(error))),
    );
  }
}
