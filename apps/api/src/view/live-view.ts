import { Refusal } from '#domain/refusal';
import type { Message } from '#event-store/log';

/** A view older than this answers nothing: an old permission is worse than a short wait. */
const maxLagMs = 2_000;

export type LiveViewOptions<E extends { readonly position: string }> = {
  /** Fills the view from a snapshot and answers the position at which the snapshot stands; `''` = from nothing. */
  readonly load: () => Promise<string>;
  /** Events after `from`, for as long as `signal` allows. */
  readonly subscribe: (from: string, signal: AbortSignal) => AsyncIterable<Message<E>>;
  readonly apply: (event: E) => void;
  /** Of a clock that nobody sets: one that was set back would make an old view look fresh. */
  readonly nowMs?: () => number;
  /** Told once when the view can no longer follow the log; from then on it only lags. */
  readonly onDefect: (error: unknown) => void;
};

/** State in memory that follows the log: a snapshot first, then every event in log order. */
export type LiveView = {
  /** Settles when the view first stands at the head of the log; rejects when it cannot get there. */
  readonly ready: Promise<void>;
  /** Everything at or before it is in the view. */
  position(): string;
  /** Milliseconds since the view last stood at the head; infinite before it ever did or once it stopped. */
  lagMs(): number;
  /** @throws Refusal `view.lagging` when the view is more than `maxLagMs` behind. */
  requireFresh(): void;
  /** Waits until the view holds `position`. @throws Refusal `view.lagging` after `timeoutMs`. */
  passed(position: string, timeoutMs?: number): Promise<void>;
  stop(): Promise<void>;
};

export function startLiveView<E extends { readonly position: string }>(options: LiveViewOptions<E>): LiveView {
  const { nowMs = () => performance.now() } = options;
  const stopping = new AbortController();
  const waiting = new Set<{ readonly position: string; readonly settle: () => void }>();
  let position = '';
  let atHeadMs = -Infinity;

  const advance = (to: string): void => {
    if (to > position) position = to;
    for (const waiter of waiting) if (waiter.position <= position) waiter.settle();
  };

  const follow = async (caughtUp: () => void): Promise<void> => {
    advance(await options.load());
    for await (const message of options.subscribe(position, stopping.signal)) {
      if (message.kind === 'event') {
        options.apply(message.event);
        advance(message.event.position);
      } else {
        advance(message.through);
        atHeadMs = nowMs();
        caughtUp();
      }
    }
  };

  let following: Promise<void> = Promise.resolve();
  const ready = new Promise<void>((resolve, reject) => {
    following = follow(resolve).catch((error: unknown) => {
      atHeadMs = -Infinity;
      options.onDefect(error);
      reject(error instanceof Error ? error : new Error('the view stopped', { cause: error }));
    });
  });
  // Whoever starts the view awaits `ready`; this only keeps an early stop from being an unhandled rejection.
  ready.catch(() => undefined);

  const lagMs = (): number => nowMs() - atHeadMs;
  return {
    ready,
    position: () => position,
    lagMs,
    requireFresh: () => {
      if (lagMs() > maxLagMs) throw lagging();
    },
    passed: (wanted, timeoutMs = maxLagMs) => {
      if (wanted <= position) return Promise.resolve();
      return new Promise((resolve, reject) => {
        const waiter = {
          position: wanted,
          settle: () => {
            clearTimeout(timer);
            waiting.delete(waiter);
            resolve();
          },
        };
        const timer = setTimeout(() => {
          waiting.delete(waiter);
          reject(lagging());
        }, timeoutMs);
        waiting.add(waiter);
      });
    },
    stop: async () => {
      stopping.abort();
      await following;
    },
  };
}

const lagging = (): Refusal =>
  new Refusal('view.lagging', 'What decides is not up to date yet; try again in a moment.');
