import { useSyncExternalStore } from 'react';

const askAgainMs = 2_000;

/**
 * Whether the server answers. While it does not, it is asked every two seconds; who listens learns of its return and
 * can read anew.
 */
class Connection {
  #isUp = true;
  #timer: ReturnType<typeof setInterval> | undefined;
  readonly #listeners = new Set<() => void>();

  get isUp(): boolean {
    return this.#isUp;
  }

  /** What the last request learned. */
  answered(well: boolean): void {
    if (well === this.#isUp) return;
    this.#isUp = well;
    clearInterval(this.#timer);
    if (!well) this.#timer = setInterval(() => void this.ask(), askAgainMs);
    for (const listener of this.#listeners) listener();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /** Whether the server says that it is ready. */
  async ask(): Promise<boolean> {
    const response = await fetch('/readyz', { cache: 'no-store' }).catch(() => undefined);
    const isReady = response?.ok === true;
    this.answered(isReady);
    return isReady;
  }
}

export const connection = new Connection();
export const useIsUp = (): boolean => useSyncExternalStore(connection.subscribe, () => connection.isUp);
