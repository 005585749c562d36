import type { AllStreamSubscription } from '@eventstore/db-client';
import { StoreUnavailable } from '../event-store.js';
import type { ReceivedEvent } from './stored-event.js';

/** What stands between events: `checkpoint` and `caughtUp` come from the server, `head` from whoever asked for it. */
export type Mark =
  | { readonly kind: 'checkpoint'; readonly position: string }
  | { readonly kind: 'head'; readonly position: string }
  | { readonly kind: 'caughtUp' };
export type Item =
  | Mark
  | {
      readonly kind: 'event';
      readonly event: ReceivedEvent & { readonly position: NonNullable<ReceivedEvent['position']> };
    };

/**
 * The client announces checkpoints and the head beside the stream of events, ahead of events that still wait to be
 * read. Here they are put into the stream, so that each is read after everything it speaks of.
 */
export class MarkedSubscription {
  readonly #subscription: AllStreamSubscription;
  readonly #signal: AbortSignal | undefined;

  constructor(subscription: AllStreamSubscription, signal: AbortSignal | undefined) {
    this.#subscription = subscription;
    this.#signal = signal;
    subscription.on('caughtUp', () => this.mark({ kind: 'caughtUp' }));
    // The iteration reports errors; one that comes after its end must not end the process.
    subscription.on('error', () => undefined);
  }

  mark(mark: Mark): void {
    const { destroyed, readableEnded } = this.#subscription;
    if (!destroyed && !readableEnded) this.#subscription.push(mark);
  }

  /** Makes the iteration throw. */
  fail(error: Error): void {
    this.#subscription.destroy(error);
  }

  /**
   * Ends when the signal aborts.
   * @throws StoreUnavailable when the server ends the subscription
   */
  async *[Symbol.asyncIterator](): AsyncGenerator<Item> {
    const stop = () => this.#subscription.destroy();
    this.#signal?.addEventListener('abort', stop, { once: true });
    if (this.#signal?.aborted === true) stop();
    try {
      for await (const item of this.#subscription as AsyncIterable<{ event?: ReceivedEvent } | Mark>) {
        if (this.#signal?.aborted === true) return;
        if ('kind' in item) yield item;
        else if (item.event?.position !== undefined) {
          yield { kind: 'event', event: { ...item.event, position: item.event.position } };
        }
      }
    } catch (error) {
      if (this.#signal?.aborted === true) return;
      throw error;
    } finally {
      this.#signal?.removeEventListener('abort', stop);
      this.#subscription.unsubscribe().catch(() => undefined);
    }
    throw new StoreUnavailable('the server ended a subscription');
  }
}
