import { setTimeout as delay } from 'node:timers/promises';

export type WakerOptions = {
  /** Puts one wake-up on the queue; rejects while the backend is away. */
  readonly add: () => Promise<void>;
  /** Told of every failed attempt; the next follows by itself. */
  readonly onError: (error: unknown) => void;
  /** At most one wake-up in this time, and none later than this after it was asked for. */
  readonly intervalMs: number;
  /** 0..1; spreads the retries of many processes. */
  readonly random: () => number;
};

const longestRetryMs = 2_000;

/**
 * Turns any number of `wake` calls into few wake-ups: the first goes out at once, those of the following interval
 * together at its end. A wake-up that the backend does not take is tried again until it does or `stop` is called.
 */
export class Waker {
  readonly #options: WakerOptions;
  readonly #stopping = new AbortController();
  #asked = false;
  #loop: Promise<void> | undefined;

  constructor(options: WakerOptions) {
    this.#options = options;
  }

  wake(): void {
    if (this.#stopping.signal.aborted) return;
    this.#asked = true;
    this.#loop ??= this.#run().finally(() => {
      this.#loop = undefined;
    });
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#loop;
  }

  async #run(): Promise<void> {
    while (this.#asked && !this.#stopping.signal.aborted) {
      // Cleared before the wake-up goes out: what is asked for meanwhile needs another one.
      this.#asked = false;
      await this.#addUntilTaken();
      await this.#pause(this.#options.intervalMs);
    }
  }

  async #addUntilTaken(): Promise<void> {
    for (let attempt = 0; !this.#stopping.signal.aborted; attempt += 1) {
      try {
        await this.#options.add();
        return;
      } catch (error) {
        this.#options.onError(error);
        const backoffMs = Math.min(longestRetryMs, 50 * 2 ** attempt);
        await this.#pause(backoffMs * (0.5 + this.#options.random() / 2));
      }
    }
  }

  async #pause(milliseconds: number): Promise<void> {
    // Rejects only when `stop` cuts it short, and then every loop above ends by itself.
    await delay(milliseconds, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
  }
}
